internal import BoundKnowledge
internal import GitStore
internal import Synchronization

/// Objects being verified for publication, by other cores and by the thread that waits for them.
struct AdmissionJob {
    private let verified: VerifiedChunks
    private let work: SharedWork

    /// Objects that one thread takes at a time: about a millisecond.
    private static let chunkCount = 8

    /// Begins at once on `helperCount` other threads.
    init(_ objects: [[UInt8]], _ admitter: Admitter, helperCount: Int) {
        let chunks = stride(from: 0, to: objects.count, by: Self.chunkCount).map { start in
            start..<min(start + Self.chunkCount, objects.count)
        }
        let verified = VerifiedChunks(count: chunks.count)
        work = SharedWork(count: chunks.count, helperCount: helperCount) { index in
            verified.set(objects[chunks[index]].map(admitter.judge), at: index)
        }
        self.verified = verified
    }

    /// What became of each object, in order.
    func finish() -> [Candidate] {
        work.finish()
        return verified.inOrder
    }
}

/// What several threads have verified, by chunk.
private final class VerifiedChunks: Sendable {
    private let chunks: Mutex<[[Candidate]]>

    init(count: Int) { chunks = Mutex(Array(repeating: [], count: count)) }

    func set(_ candidates: [Candidate], at index: Int) { chunks.withLock { $0[index] = candidates } }

    var inOrder: [Candidate] { chunks.withLock { Array($0.joined()) } }
}
