internal import Foundation
internal import GitStore

/// All cores for an audit: ranges of positions are worked on side by side, and what they give is taken in order.
///
/// Each worker has a repository of its own, since one serves one call at a time, and every repository hashes what it reads.
struct AuditWorkers {
    private let repositories: [GitRepository]

    /// Chunks that may be ahead of the first one that is not finished: results that wait for a slow one stay few.
    private static let chunksAhead = 8

    init(opening path: String) throws {
        repositories = try (0..<max(1, ProcessInfo.processInfo.activeProcessorCount)).map { _ in
            try GitRepository(opening: path, verifiesHashes: true)
        }
    }

    /// The repository for what one thread does alone.
    var repository: GitRepository { repositories[0] }

    /// Calls `work` for every position below `count`, a chunk at a time on any thread, then `fold` with its result, in order.
    ///
    /// - Parameter chunkLimit: the most positions a chunk may have; a few milliseconds of work.
    func run<Part: Sendable>(
        _ count: Int, chunkLimit: Int = 32,
        _ work: @escaping @Sendable (Range<Int>, GitRepository) throws -> Part,
        fold: (Range<Int>, Part) throws -> Void
    ) async throws {
        let size = max(1, min(chunkLimit, count / (4 * repositories.count)))
        let chunkCount = (count + size - 1) / size
        func positions(of chunk: Int) -> Range<Int> { chunk * size..<min((chunk + 1) * size, count) }
        try await withThrowingTaskGroup(of: (chunk: Int, part: Part, repository: GitRepository).self) { group in
            var idle = repositories
            var next = 0
            var folded = 0
            var waiting: [Int: Part] = [:]
            while folded < chunkCount {
                let end = min(chunkCount, folded + Self.chunksAhead * repositories.count)
                while next < end, let worker = idle.popLast() {
                    let (chunk, range) = (next, positions(of: next))
                    group.addTask {
                        try Task.checkCancellation()
                        return (chunk, try work(range, worker), worker)
                    }
                    next += 1
                }
                guard let finished = try await group.next() else { break }
                idle.append(finished.repository)
                waiting[finished.chunk] = finished.part
                while let part = waiting.removeValue(forKey: folded) {
                    try fold(positions(of: folded), part)
                    folded += 1
                }
            }
        }
    }
}
