public import Inference
public import JSON
internal import KnowledgeRegistry
internal import Recompute

/// What a fresh process needs to plan a recomputation of a library, or to run one, without a key or with one.
public struct RecomputeProbe: Sendable {
    /// What the process does.
    public enum Work: String, Sendable, CaseIterable {
        /// As `recompute --dry-run` does.
        case plan
        /// As `recompute` does without a key.
        case run
        /// As `recompute --key` does.
        case sign
    }

    /// From the call to the printed report.
    let wallSeconds: Double
    /// Of the whole process, its start included.
    let processorSeconds: Double
    /// The most memory of the process, mapped files included.
    let peakBytes: Int
    /// Documents that are planned for, findings that wait for a signature, or those that have one.
    let count: Int

    /// Does the work once, in the library that `LibraryBenchmark` made in a folder.
    public init(_ work: Work, in folder: String, engine: Engine) async throws {
        let start = ContinuousClock.now
        let library = try ModelLibrary(opening: folder)
        let registry = try library.open()
        let request = RecomputeRequest(.local(try library.model(2), engine))
        switch work {
        case .plan:
            let outline = try library.bindery.outlineRecompute(request, in: registry)
            _ = outline.json.text()
            count = outline.plan.affectedCount
        case .run:
            let report = try await library.bindery.recompute(request, in: registry, writer: library.writer)
            _ = report.json.text()
            count = report.unsignedCount
        case .sign:
            let report = try await library.bindery.recompute(
                request, keys: RecomputeKeys(auditor: library.auditor()), in: registry, writer: library.writer)
            _ = report.json.text()
            count = report.attestationCount
        }
        wallSeconds = (ContinuousClock.now - start) / .seconds(1)
        (processorSeconds, peakBytes) = (ProcessorTime.seconds, PeakMemory.bytes)
    }
}

extension RecomputeProbe {
    /// The report that the probing process prints.
    public var json: JSONValue {
        [
            "wall": .number(wallSeconds), "processor": .number(processorSeconds), "peak": .integer(Int64(peakBytes)),
            "count": .integer(Int64(count)),
        ]
    }

    /// The report that a probing process printed.
    init(printed bytes: [UInt8]) throws {
        let report = try JSONDocument(parsing: bytes).root
        guard let wall = report["wall"]?.doubleValue, let processor = report["processor"]?.doubleValue,
            let peak = report["peak"]?.integerValue, let count = report["count"]?.integerValue
        else {
            throw ServiceError(
                .badData, at: "recompute-probe", "the probe printed another report", remedy: "Report this as a bug.")
        }
        (wallSeconds, processorSeconds, peakBytes, self.count) = (wall, processor, Int(peak), Int(count))
    }
}
