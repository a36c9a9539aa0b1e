internal import Foundation
internal import KnowledgeRegistry
internal import Retrieval

/// What a search over many documents takes, whatever somebody types, and how fast its index is made.
public struct SearchBenchmark: Sendable {
    private let documentCount: Int
    private let rounds: Int
    private let folder: String?

    /// Words that every document has, words that some have, prefixes of one letter and more, phrases, one document, none.
    private static let queries = [
        "energy", "saving energy", "model", "power grid battery", "the of and", "\"saving energy\"", "\"wind and\"",
        "e*",
        "a* b*", "en*", "pow*", "comput*", "saving en* model", "sample 123", "\"sample 77\"", "kWh million", "nothing",
        "energy nothing",
    ]

    /// A benchmark over `documents` documents of 3.4 KB.
    ///
    /// - Parameters:
    ///   - documents: how many the registry holds.
    ///   - rounds: how often every query is asked.
    ///   - folder: where the registry is kept and found again; without one it is built in a temporary folder and removed.
    public init(documents: Int = 100_000, rounds: Int = 20, folder: String? = nil) {
        documentCount = max(documents, 1)
        self.rounds = max(rounds, 1)
        self.folder = folder
    }

    /// Builds what is missing, then measures.
    ///
    /// - Parameters:
    ///   - progress: called with the number of documents published and of all.
    ///   - report: called with each measure.
    public func run(
        progress: (Int, Int) -> Void = { _, _ in }, _ report: (BenchmarkMeasure) -> Void
    ) throws {
        guard let folder else { return try ScratchFolder.with { try run(in: $0, progress, report) } }
        try run(in: folder, progress, report)
    }

    private func run(
        in folder: String, _ progress: (Int, Int) -> Void, _ report: (BenchmarkMeasure) -> Void
    ) throws {
        let library = try SampleLibrary(in: folder, name: "search")
        try library.grow(to: documentCount, progress)
        let registry = try library.open()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: library.path + "/.bindery/search.sqlite" + suffix)
        }
        var (making, working, waiting) = (SampleTimes(.thread), SampleTimes(.thread), SampleTimes())
        let search = try making.measure { try LibrarySearch(registry) }
        var slowest = (query: "", seconds: 0.0)
        for _ in 0..<rounds {
            for query in Self.queries {
                try waiting.measure {
                    try working.measure { _ = try search.hits(for: SearchQuery(query), limit: 20) }
                }
                if let seconds = working.seconds.last, seconds > slowest.seconds { slowest = (query, seconds) }
            }
        }
        let conditions =
            "\(documentCount) documents, \(Self.queries.count) queries \(rounds) times, hits and passages included;"
            + " most processor time: `\(slowest.query)` \(SampleTimes.text(slowest.seconds))"
        for (name, times) in [("search", waiting), ("search-cpu", working)] {
            for percent in [50.0, 99, 95] {
                report(
                    BenchmarkMeasure(
                        "\(name)-p\(Int(percent))", unit: "ms", ours: times.percentile(percent) * 1e3, limit: 50,
                        limitName: "limit", notes: percent == 95 ? [conditions] : []))
            }
        }
        let rate = Double(documentCount) / making.total
        report(
            BenchmarkMeasure(
                "search-index-rate", unit: "documents/s", ours: rate, reference: 2_000,
                referenceName: "what is wanted at least", ratio: rate / 2_000, notes: ["processor time of one thread"]))
    }
}
