internal import Foundation
internal import KnowledgeRegistry

/// What size costs: opening a large registry, getting from it, its memory, and publishing into it.
public struct OpenBenchmark: Sendable {
    private let objectCount: Int
    private let getCount: Int
    private let folder: String?
    private static let smallCount = 1_000
    private static let batchCount = 100
    private static let roundCount = 30

    /// A benchmark of a registry of `objects` objects.
    ///
    /// - Parameters:
    ///   - objects: how many documents it holds.
    ///   - gets: how many of them are fetched, at random.
    ///   - folder: where it is kept and found again; without one it is built in a temporary folder and removed.
    public init(objects: Int = 1_000_000, gets: Int = 20_000, folder: String? = nil) {
        objectCount = max(objects, 1)
        getCount = max(gets, 1)
        self.folder = folder
    }

    /// Builds what is missing, then measures.
    ///
    /// - Parameters:
    ///   - probe: runs `OpenProbe` on a path in a fresh process and returns what it printed.
    ///   - progress: called with the number of objects published and of all.
    ///   - report: called with each measure.
    public func run(
        probe: (_ path: String, _ gets: Int) throws -> [UInt8], progress: (Int, Int) -> Void = { _, _ in },
        _ report: (BenchmarkMeasure) -> Void
    ) throws {
        guard let folder else { return try ScratchFolder.with { try run(in: $0, probe, progress, report) } }
        try run(in: folder, probe, progress, report)
    }

    private func run(
        in folder: String, _ probe: (String, Int) throws -> [UInt8], _ progress: (Int, Int) -> Void,
        _ report: (BenchmarkMeasure) -> Void
    ) throws {
        let large = try SampleLibrary(in: folder, name: "large")
        let build = try self.build(large, objectCount, progress)
        try measureOpening(OpenProbe(printed: probe(large.path, getCount)), build, report)
        try ScratchFolder.with(in: folder) { scratch in
            let small = try SampleLibrary(in: scratch, name: "small")
            _ = try self.build(small, Self.smallCount) { _, _ in }
            report(try measurePublishing(large, small))
        }
    }

    /// Publishes documents until there are `count`; returns how many were added, and how long it took.
    private func build(
        _ library: SampleLibrary, _ count: Int, _ progress: (Int, Int) -> Void
    ) throws -> (added: Int, seconds: Double) {
        var times = SampleTimes()
        let added = try times.measure { try library.grow(to: count, progress) }
        return (added, times.total)
    }

    private func measureOpening(
        _ probe: OpenProbe, _ build: (added: Int, seconds: Double), _ report: (BenchmarkMeasure) -> Void
    ) throws {
        let conditions = "a fresh process; files as the page cache holds them"
        report(
            BenchmarkMeasure(
                "open-time", unit: "s", ours: probe.openSeconds, limit: 1, limitName: "limit with an existing index",
                notes: [
                    "\(objectCount) objects; built now: \(build.added) in \(SampleTimes.text(build.seconds)); \(conditions)"
                ]))
        report(
            BenchmarkMeasure(
                "open-get-p99", unit: "ms", ours: probe.highGetSeconds * 1e3, limit: 5, limitName: "limit",
                notes: ["\(getCount) gets by hash: p50 \(SampleTimes.text(probe.medianGetSeconds)); \(conditions)"]))
        report(
            BenchmarkMeasure(
                "open-memory", unit: "MB", ours: Double(probe.anonymousBytes) / 1e6, limit: 300,
                limitName: "limit of anonymous memory", notes: ["after the gets, mapped packs not counted"]))
    }

    private func measurePublishing(_ large: SampleLibrary, _ small: SampleLibrary) throws -> BenchmarkMeasure {
        let publishLarge = try publisher(large)
        let publishSmall = try publisher(small)
        var rounds = AlternatingRounds()
        for _ in 0..<Self.roundCount {
            let (one, other) = (try publishLarge(), try publishSmall())
            try rounds.run(ours: one, reference: other)
        }
        return BenchmarkMeasure(
            "open-publish-cost", unit: "times the cost at 1000 objects",
            ours: rounds.ours.median / rounds.reference.median, limit: 2.5, limitName: "limit",
            notes: [
                "a batch of \(Self.batchCount), verified and durable: \(rounds.ours.summary) into \(objectCount) objects,"
                    + " \(rounds.reference.summary) into \(Self.smallCount)"
            ])
    }

    /// Returns a function that makes the next batch and returns its publication.
    private func publisher(_ library: SampleLibrary) throws -> () throws -> () throws -> Void {
        let registry = try library.open()
        let writer = try library.writer(of: registry)
        var next = Int(try registry.objectCount()) - 1
        return {
            let documents = try library.documents(next..<next + Self.batchCount)
            next += Self.batchCount
            return {
                try writer.publish(batches: CollectionOfOne(documents)) { results in
                    for result in results { _ = try result.get() }
                }
            }
        }
    }
}
