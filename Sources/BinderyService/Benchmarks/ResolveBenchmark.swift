internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry

/// What a server does for a question beyond HTTP: look it up, judge the document, write the response's JSON.
public struct ResolveBenchmark: Sendable {
    private let documentCount: Int
    private let rounds: Int

    /// A benchmark over `documents` documents, each of which is asked for `rounds` times.
    public init(documents: Int = 1_000, rounds: Int = 20) {
        documentCount = max(documents, 1)
        self.rounds = max(rounds, 1)
    }

    /// Builds a registry, then measures.
    ///
    /// - Parameter report: called with each measure.
    public func run(_ report: (BenchmarkMeasure) -> Void) throws {
        try ScratchFolder.with { folder in
            let library = try SampleLibrary(in: folder, name: "resolve")
            try library.grow(to: documentCount) { _, _ in }
            let served = try ServedLibrary(opening: library.path, for: library.bindery, root: library.root)
            let questions = (0..<documentCount).map { "hi, what does sample \($0) say about saving energy" }
            var (first, again) = (SampleTimes(.thread), SampleTimes(.thread))
            for round in 0...rounds {
                for question in questions {
                    let ask = {
                        let report = try served.resolve(question, language: "en", for: .everybody)
                        guard report.result == .answer, !report.json.text().isEmpty else {
                            throw ServiceError(
                                .badData, at: library.path, "a question was not answered",
                                remedy: "Report this as a bug.")
                        }
                    }
                    if round == 0 { try first.measure(ask) } else { try again.measure(ask) }
                }
            }
            report(
                BenchmarkMeasure(
                    "resolve-cpu", unit: "ms", ours: again.median * 1e3, limit: 0.1, limitName: "limit beyond HTTP",
                    notes: [
                        "processor time of one thread, \(documentCount) documents asked for in turn: \(again.summary)",
                        "asked for the first time, with every signature verified: \(first.summary)",
                    ]))
        }
    }
}
