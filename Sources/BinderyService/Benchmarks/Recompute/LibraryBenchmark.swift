internal import BoundKnowledge
internal import Foundation
public import Inference
internal import KnowledgeRegistry

/// What it takes to plan a recomputation of a large library on disk, and to run one whose findings wait for a key, or are
/// signed and published.
public struct LibraryBenchmark {
    private let sources: String
    private let documentCount: Int
    private let signedCount: Int
    private let folder: String?
    private let engine: Engine

    private static let batchCount = 5_000

    /// A benchmark.
    ///
    /// - Parameters:
    ///   - sources: the sources of the starter registry, with its models.
    ///   - documents: how many derived documents the library has.
    ///   - signed: how many another one has, in which a key is there. It is always built anew: it grows by attestations.
    ///   - folder: where it is kept and found again; without one it is built in a temporary folder and removed.
    public init(sources: String, documents: Int, signed: Int, folder: String?, engine: Engine) {
        (self.sources, self.folder, self.engine) = (sources, folder, engine)
        (documentCount, signedCount) = (max(documents, 1), max(signed, 1))
    }

    /// Builds what is missing, then measures.
    ///
    /// - Parameters:
    ///   - probe: runs `RecomputeProbe` on a folder in a fresh process and returns what it printed.
    ///   - progress: called with the number of documents published and of all.
    ///   - report: called with each measure.
    public func run(
        probe: (RecomputeProbe.Work, _ folder: String) throws -> [UInt8], progress: (Int, Int) -> Void,
        _ report: (BenchmarkMeasure) -> Void
    ) throws {
        if let folder {
            try run(in: folder, probe, progress, report)
        } else {
            try ScratchFolder.with { try run(in: $0, probe, progress, report) }
        }
        try ScratchFolder.with { try sign(in: $0, probe, progress, report) }
    }

    private func run(
        in folder: String, _ probe: (RecomputeProbe.Work, String) throws -> [UInt8],
        _ progress: (Int, Int) -> Void, _ report: (BenchmarkMeasure) -> Void
    ) throws {
        let library = try ModelLibrary(in: folder, sources: sources, engine: engine)
        try grow(library, to: documentCount, progress)
        // A job that is there has finished documents, and would be gone on with.
        try? FileManager.default.removeItem(atPath: library.path + "/.bindery/recompute")
        let planned = try RecomputeProbe(printed: probe(.plan, folder))
        report(planned.time("recompute-library-plan", "documents, as recompute --dry-run plans them"))
        report(planned.memory("recompute-library-plan-memory"))
        let found = try RecomputeProbe(printed: probe(.run, folder))
        report(found.memory("recompute-library-run-memory", ["\(found.count) findings wait for a key: \(found.times)"]))
        let again = try RecomputeProbe(printed: probe(.run, folder))
        report(again.memory("recompute-library-again-memory", ["the same job, gone on with: \(again.times)"]))
    }

    private func sign(
        in folder: String, _ probe: (RecomputeProbe.Work, String) throws -> [UInt8],
        _ progress: (Int, Int) -> Void, _ report: (BenchmarkMeasure) -> Void
    ) throws {
        try grow(ModelLibrary(in: folder, sources: sources, engine: engine), to: signedCount, progress)
        let signed = try RecomputeProbe(printed: probe(.sign, folder))
        report(
            signed.memory(
                "recompute-library-signed-memory",
                ["\(signed.count) findings are signed and published: \(signed.times)"]))
    }

    private func grow(_ library: ModelLibrary, to documentCount: Int, _ progress: (Int, Int) -> Void) throws {
        let registry = try library.open()
        let documents = try DerivedDocuments(for: library, sources: sources, engine: engine)
        // A trust root and two models are objects too.
        var count = Int(try registry.objectCount()) - 3
        while count < documentCount {
            let end = min(count + Self.batchCount, documentCount)
            try library.publish(
                ParallelMap.map(count..<end) { number in try documents.document(number).bytes }, to: registry)
            count = end
            progress(count, documentCount)
        }
    }
}

extension RecomputeProbe {
    private static let limitName = "the limit for 100,000 documents"

    fileprivate var times: String {
        "\(SampleTimes.text(wallSeconds)), \(SampleTimes.text(processorSeconds)) of processor time"
    }

    fileprivate func time(_ name: String, _ condition: String) -> BenchmarkMeasure {
        BenchmarkMeasure(
            name, unit: "s", ours: wallSeconds, limit: 10, limitName: Self.limitName,
            notes: ["\(count) \(condition), in a fresh process: \(times)"])
    }

    fileprivate func memory(_ name: String, _ notes: [String] = []) -> BenchmarkMeasure {
        BenchmarkMeasure(
            name, unit: "MB", ours: Double(peakBytes) / 1e6, limit: 300, limitName: Self.limitName,
            notes: notes + ["the most memory of the process, mapped files included"])
    }
}
