internal import BoundKnowledge
internal import Cryptography
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

    /// Binds every question by version 1, then checks them with version 2: all of them, and those that have not changed.
    ///
    /// - Throws: `ServiceError.badData` where another set of answers is found to have changed than is known to have.
    public func run(_ report: (BenchmarkMeasure) -> Void) async throws {
        let questions = try lines("model/corpus.jsonl").map { node -> (id: String, question: String) in
            let wordings = node["wordings"]?.elements.map { $0.stringValue ?? "" } ?? []
            return (node["id"]?.stringValue ?? "", wordings.first ?? "")
        }
        let changed = Set(try lines("model/changes.jsonl").compactMap { $0["id"]?.stringValue })
        let folder = "\(NSTemporaryDirectory())/bindery-bench-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let all = try await measure(questions.map(\.question), in: folder + "/all")
        let known = Set(questions.filter { changed.contains($0.id) }.map(\.question))
        guard all.material == known else {
            throw ServiceError(
                .badData, at: sources,
                "found \(all.material.count) changed answers, of which \(all.material.subtracting(known).count) are not "
                    + "known to have changed, expected \(known.count)",
                remedy: "Report this with the models: the check missed a change, or saw one where there is none.")
        }
        report(all.measure("recompute-check-changed", "every answer checked, \(known.count) have changed"))
        let kept = questions.filter { !changed.contains($0.id) }.map(\.question)
        report(
            try await measure(kept, in: folder + "/kept").measure("recompute-check-unchanged", "no answer has changed"))
    }

    private func measure(_ questions: [String], in folder: String) async throws -> Measured {
        let library = try DerivedLibrary(questions, sources: sources, engine: engine, in: folder)
        let new = try library.model(2)
        let start = ProcessorTime.seconds
        let chat = try library.bindery.load(new.manifest, engine: engine)
        for derivation in library.derivations {
            let generation = try chat.generation(of: derivation)
            while try generation.next() != nil {}
        }
        let regenerated = ProcessorTime.seconds
        let found = try await library.bindery.recompute(
            RecomputeRequest(.local(new, engine)), in: library.open(), writer: library.writer)
        let checked = ProcessorTime.seconds
        return Measured(
            material: Set(found.findings.map(\.question)), checkedSeconds: checked - regenerated,
            readingSeconds: found.spent.cpuSeconds, regeneratedSeconds: regenerated - start, cost: found.spent,
            documentCount: questions.count, checkedCount: found.parts.reduce(0) { $0 + $1.tally.checked })
    }

    private func lines(_ name: String) throws -> [JSONNode] {
        var nodes: [JSONNode] = []
        try LineFile.read("\(sources)/\(name)") {
            nodes.append($0)
            return true
        }
        return nodes
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

/// A library of answers that the model that ships gave.
private struct DerivedLibrary {
    let bindery: Bindery
    let path: String
    let derivations: [Derivation]
    private let root: Address

    init(_ questions: [String], sources: String, engine: Engine, in folder: String) throws {
        var environment = BinderyEnvironment.process()
        (environment.configurationFolder, environment.dataFolder) = (folder + "/settings", folder + "/data")
        environment.modelFolder = folder + "/models"
        let service = Bindery(environment)
        bindery = service
        path = folder + "/library"
        let key = try Ed25519PrivateKey.generate()
        try SafeFile.makePrivateFolder(folder)
        root = try bindery.found(FoundingRequest(path: path, name: "Benchmark", publishers: [key.publicKey])).root
        let registry = try Registry(opening: path)
        let writer = try bindery.writer(of: registry, root: root)
        for version in ["1", "2"] {
            let request = ModelRequest(
                path: "\(sources)/models/bindery-demo-\(version).gguf", name: "demo", version: version)
            guard case .object(let manifest) = try bindery.addModel(request, to: registry, with: key, engine: engine)
            else { continue }
            _ = try writer.publish([writer.admit(manifest.bytes)])[0].get()
        }
        guard let reference = ModelReference("demo@1") else { preconditionFailure("a name and a version") }
        let model = try bindery.model(reference, in: registry)
        var derived: [Derivation] = []
        var admissions: [Admission] = []
        for question in questions {
            let answer = try bindery.derive(
                [Message(role: .user, content: question)], with: model, sampler: Sampler(temperature: "0"),
                engine: engine)
            derived.append(answer.derivation)
            guard
                case .object(let object) = try service.bind(
                    BindRequest(question: question, derived: answer), for: registry, with: key)
            else { throw ServiceError(.badData, at: question, "the question stands twice", remedy: "Remove one.") }
            admissions.append(try writer.admit(object.bytes))
        }
        for receipt in try writer.publish(admissions) { _ = try receipt.get() }
        derivations = derived
    }

    func open() throws -> Registry { try Registry(opening: path) }

    func writer() throws -> RegistryWriter { try bindery.writer(of: open(), root: root) }

    func model(_ version: Int) throws -> RegisteredModel {
        guard let reference = ModelReference("demo@\(version)") else { preconditionFailure("a name and a version") }
        return try bindery.model(reference, in: open())
    }
}
