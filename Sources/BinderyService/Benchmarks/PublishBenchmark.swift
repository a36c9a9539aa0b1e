internal import Foundation
internal import GitStore
internal import KnowledgeRegistry

/// What publishing costs, from signed bytes to the acknowledgement that they are on disk, beside git storing the same files.
public struct PublishBenchmark: Sendable {
    private let documentCount: Int
    private let batchCount: Int
    /// Documents that one side publishes before the other takes its turn.
    private static let turnCount = 1_000
    /// A process or two a document is slow: the reference commits only so many of each turn's.
    private static let loopCount = 25

    /// A benchmark of `documents` documents in batches of `batch`.
    public init(documents: Int = 20_000, batch: Int = 100) {
        documentCount = max(documents, 1)
        batchCount = max(batch, 1)
    }

    /// Measures batches against `git fast-import`, single documents against `git add; git commit`.
    ///
    /// - Parameters:
    ///   - parent: where the two repositories are made; the system's temporary folder without one.
    ///   - progress: called with the number of documents published by both sides and of all.
    public func run(in parent: String? = nil, progress: (Int, Int) -> Void = { _, _ in }) throws -> BenchmarkMeasure {
        try ScratchFolder.with(in: parent) { folder in
            let library = try SampleLibrary(in: folder, name: "ours")
            let registry = try library.open()
            let writer = try library.writer(of: registry)
            return batchCount == 1
                ? try single(library, registry, writer, CommitLoop(in: "\(folder)/reference"), progress)
                : try batches(library, registry, writer, FastImport(in: "\(folder)/reference"), progress)
        }
    }

    private func batches(
        _ library: SampleLibrary, _ registry: Registry, _ writer: RegistryWriter, _ reference: FastImport,
        _ progress: (Int, Int) -> Void
    ) throws -> BenchmarkMeasure {
        var rounds = AlternatingRounds()
        var commits = SampleTimes()
        try forEachTurn(library, progress) { batches in
            let published = try rounds.measureOurs { try Self.publish(batches, writer) }
            let commands = try published.map { try reference.commands(for: CommittedFiles(of: $0, in: registry).files) }
            try rounds.measureReference {
                for command in commands { try commits.measure { try reference.commit(command) } }
            }
        }
        try reference.finish()
        return BenchmarkMeasure(
            "publish-batch-\(batchCount)", unit: "documents/s",
            ours: Double(documentCount) / rounds.ours.total, reference: Double(documentCount) / rounds.reference.total,
            referenceName: "git fast-import, a checkpoint and fsync each batch, proofs not verified",
            ratio: rounds.reference.total / rounds.ours.total,
            notes: [
                "\(documentCount) documents of \(SampleDocuments.byteCount) bytes; both sides take turns of \(Self.turnCount)",
                "ours verifies, indexes and commits; a turn: \(rounds.ours.summary)",
                "the reference: a turn \(rounds.reference.summary), a commit \(commits.summary)",
            ])
    }

    private func single(
        _ library: SampleLibrary, _ registry: Registry, _ writer: RegistryWriter, _ reference: CommitLoop,
        _ progress: (Int, Int) -> Void
    ) throws -> BenchmarkMeasure {
        var (ours, loop) = (SampleTimes(), SampleTimes())
        try forEachTurn(library, progress) { batches in
            for batch in batches.prefix(Self.loopCount) {
                let commit = try ours.measure { try Self.publish([batch], writer) }
                let files = try commit.flatMap { try CommittedFiles(of: $0, in: registry).files }
                try loop.measure { try reference.commit(files) }
            }
            for batch in batches.dropFirst(Self.loopCount) {
                _ = try ours.measure { try Self.publish([batch], writer) }
            }
        }
        return BenchmarkMeasure(
            "publish-batch-1", unit: "documents/s", ours: 1 / ours.median, reference: 1 / loop.median,
            referenceName: "git add; git commit, with fsync", ratio: loop.median / ours.median,
            notes: [
                "\(ours.seconds.count) documents, each a durable commit: \(ours.summary)",
                "the reference, \(loop.seconds.count) of them: \(loop.summary)",
            ])
    }

    /// Makes each turn's documents, unmeasured, and hands them over in batches.
    private func forEachTurn(
        _ library: SampleLibrary, _ progress: (Int, Int) -> Void, _ body: ([[[UInt8]]]) throws -> Void
    ) throws {
        for start in stride(from: 0, to: documentCount, by: Self.turnCount) {
            let documents = try library.documents(start..<min(start + Self.turnCount, documentCount))
            let batches = stride(from: 0, to: documents.count, by: batchCount).map { first in
                Array(documents[first..<min(first + batchCount, documents.count)])
            }
            try body(batches)
            progress(start + documents.count, documentCount)
        }
    }

    /// Publishes batches; returns their commits.
    private static func publish(_ batches: [[[UInt8]]], _ writer: RegistryWriter) throws -> [GitObjectID] {
        var commits: [GitObjectID] = []
        try writer.publish(batches: batches) { results in
            for result in results where try result.get().commit != commits.last {
                try result.get().commit.map { commits.append($0) }
            }
        }
        return commits
    }
}
