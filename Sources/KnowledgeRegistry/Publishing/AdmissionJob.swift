internal import BoundKnowledge
internal import Dispatch
internal import Synchronization

/// Objects being verified for publication, by other cores and by the thread that waits for them.
///
/// The waiting thread takes what is left and never waits for work that nobody has begun: a busy machine costs time and no deadlock.
final class AdmissionJob: Sendable {
    private struct Progress {
        var next = 0
        var finishedCount = 0
        var candidates: [Int: [Candidate]] = [:]
    }

    private let objects: [[UInt8]]
    private let admitter: Admitter
    private let chunks: [Range<Int>]
    private let progress = Mutex(Progress())
    private let finished = DispatchSemaphore(value: 0)

    /// Objects that one thread takes at a time: about a millisecond.
    private static let chunkCount = 8

    /// Begins at once on `helperCount` other threads.
    init(_ objects: [[UInt8]], _ admitter: Admitter, helperCount: Int) {
        self.objects = objects
        self.admitter = admitter
        chunks = stride(from: 0, to: objects.count, by: Self.chunkCount).map { start in
            start..<min(start + Self.chunkCount, objects.count)
        }
        for _ in 0..<min(helperCount, chunks.count) {
            DispatchQueue.global(qos: .userInitiated).async { while self.workOnce() { self.finished.signal() } }
        }
    }

    /// What became of each object, in order.
    func finish() -> [Candidate] {
        while workOnce() {}
        while progress.withLock({ $0.finishedCount }) < chunks.count { finished.wait() }
        return progress.withLock { progress in chunks.indices.flatMap { progress.candidates[$0] ?? [] } }
    }

    /// Verifies one chunk that nobody has begun; false when there is none.
    private func workOnce() -> Bool {
        let claimed = progress.withLock { progress -> Int? in
            guard progress.next < chunks.count else { return nil }
            defer { progress.next += 1 }
            return progress.next
        }
        guard let claimed else { return false }
        let candidates = objects[chunks[claimed]].map(admitter.judge)
        progress.withLock { progress in
            progress.candidates[claimed] = candidates
            progress.finishedCount += 1
        }
        return true
    }
}
