internal import BoundKnowledge
internal import Foundation
public import Inference
internal import JSON
internal import KnowledgeRegistry
internal import Recompute

/// What it costs to learn which answers of the model that ships its second version still gives, beside giving them all
/// anew; and whether exactly the known ones are found.
public struct CheckingBenchmark: Sendable {
    private let sources: String
    private let engine: Engine

    /// A benchmark over the sources of the starter registry: `model/corpus.jsonl`, `model/changes.jsonl` and `models`.
    public init(sources: String, engine: Engine) { (self.sources, self.engine) = (sources, engine) }

    /// Binds every question by version 1, then checks them with version 2: all of them, under a policy that tolerates no
    /// change unseen, and those that have not changed, under the defaults, by sample. (Probes that miss all 11 of 152 are one
    /// draw in 220, within what the defaults promise.)
    ///
    /// - Throws: `ServiceError.badData` where another set of answers is found to have changed than is known to have.
    public func run(_ report: (BenchmarkMeasure) -> Void) async throws {
        let entries = try KnownAnswers(sources: sources).entries
        let folder = "\(NSTemporaryDirectory())/bindery-bench-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let all = try await measure(entries.map(\.question), under: withoutTolerance(), in: folder + "/all")
        let known = Set(entries.filter(\.isChanged).map(\.question))
        guard all.material == known else {
            throw ServiceError(
                .badData, at: sources,
                "found \(all.material.count) changed answers, of which \(all.material.subtracting(known).count) are not "
                    + "known to have changed, expected \(known.count)",
                remedy: "Report this with the models: the check missed a change, or saw one where there is none.")
        }
        report(all.measure("recompute-check-changed", "every answer checked, \(known.count) have changed"))
        let kept = entries.filter { !$0.isChanged }.map(\.question)
        report(
            try await measure(kept, under: RecomputePolicy(), in: folder + "/kept")
                .measure("recompute-check-unchanged", "no answer has changed"))
    }

    /// The defaults, except that each answer is checked.
    private func withoutTolerance() throws -> RecomputePolicy {
        let classes = FreshnessClass.allCases.map { ($0.rawValue, ["tolerance": .integer(0)] as JSONValue) }
        let policy: JSONValue = ["classes": .object(JSONObject(classes))]
        return try RecomputePolicy(parsing: policy.canonicalBytes())
    }

    private func measure(
        _ questions: [String], under policy: RecomputePolicy, in folder: String
    ) async throws -> Measured {
        let derived = try DerivedLibrary(questions, sources: sources, engine: engine, in: folder)
        let library = derived.library
        let new = try library.model(2)
        let start = ProcessorTime.seconds
        let chat = try library.bindery.load(new.manifest, engine: engine)
        for derivation in derived.derivations {
            let generation = try chat.generation(of: derivation)
            while try generation.next() != nil {}
        }
        let regenerated = ProcessorTime.seconds
        let found = try await library.bindery.recompute(
            RecomputeRequest(.local(new, engine), policy: policy), in: library.open(), writer: library.writer)
        let checked = ProcessorTime.seconds
        return Measured(
            material: Set(found.findings.map(\.question)), checkedSeconds: checked - regenerated,
            readingSeconds: found.spent.cpuSeconds, regeneratedSeconds: regenerated - start, cost: found.spent,
            documentCount: questions.count, checkedCount: found.parts.reduce(0) { $0 + $1.tally.checked })
    }
}

/// What one library took.
private struct Measured {
    let material: Set<String>
    let checkedSeconds: Double
    let readingSeconds: Double
    let regeneratedSeconds: Double
    let cost: Cost
    let documentCount: Int
    let checkedCount: Int

    func measure(_ name: String, _ condition: String) -> BenchmarkMeasure {
        BenchmarkMeasure(
            name, unit: "ms of processor time", ours: readingSeconds * 1e3, reference: regeneratedSeconds * 1e3,
            referenceName: "giving every answer anew", ratio: regeneratedSeconds / readingSeconds,
            notes: [
                "\(condition); \(checkedCount) of \(documentCount) checked",
                "read \(cost.prefilledTokens) tokens, wrote \(cost.generatedTokens)",
                "with plan, journal, comparison and proposals: \(SampleTimes.text(checkedSeconds))",
            ])
    }
}

/// A library of answers that version 1 of the model that ships gave.
private struct DerivedLibrary {
    let library: ModelLibrary
    let derivations: [Derivation]

    init(_ questions: [String], sources: String, engine: Engine, in folder: String) throws {
        let library = try ModelLibrary(in: folder, sources: sources, engine: engine)
        let registry = try library.open()
        let model = try library.model(1)
        var derived: [Derivation] = []
        var objects: [[UInt8]] = []
        for question in questions {
            let answer = try library.bindery.derive(
                [Message(role: .user, content: question)], with: model, sampler: Sampler(temperature: "0"),
                engine: engine)
            derived.append(answer.derivation)
            guard
                case .object(let object) = try library.bindery.bind(
                    BindRequest(question: question, derived: answer), for: registry, with: library.key)
            else { throw ServiceError(.badData, at: question, "the question stands twice", remedy: "Remove one.") }
            objects.append(object.bytes)
        }
        try library.publish(objects, to: registry)
        (self.library, derivations) = (library, derived)
    }
}
