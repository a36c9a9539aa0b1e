internal import BoundKnowledge
internal import Synchronization

/// Group commit: publications that arrive while a commit is being written become one commit together.
///
/// One commit costs a signature and a few `fsync`s whatever it holds, so under load the cost is shared.
public actor PublicationQueue {
    private let writer: RegistryWriter
    /// Follows the newest trust root.
    private let admitter: Mutex<Admitter>
    private var waiting: [(candidate: Candidate, continuation: CheckedContinuation<Receipt, any Error>)] = []
    private var isCommitting = false
    private let maximumBatchCount: Int

    /// A queue in front of `writer`, which nobody else may use from then on.
    public init(_ writer: sending RegistryWriter, maximumBatchCount: Int = 1_000) {
        admitter = Mutex(writer.admitter)
        self.writer = writer
        self.maximumBatchCount = maximumBatchCount
    }

    /// Verifies `bytes` outside the queue, publishes, and returns when the object is on disk.
    ///
    /// - Throws: `RegistryError` with what stands against the object, or the store's error for the whole commit.
    nonisolated public func publish(_ bytes: [UInt8]) async throws -> Receipt {
        try await enqueue(admitter.withLock(\.self).judge(bytes))
    }

    private func enqueue(_ candidate: Candidate) async throws -> Receipt {
        // A refusal stands, unless a trust root was published since or waits in front of it: then the writer judges again.
        if candidate.root == writer.root, !waiting.contains(where: \.candidate.isTrustRoot) {
            _ = try candidate.outcome.get()
        }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append((candidate, continuation))
            guard !isCommitting else { return }
            isCommitting = true
            // The service that owns the queue awaits every publish, so this task ends before its owner does.
            Task { await commitWaiting() }
        }
    }

    private func commitWaiting() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(maximumBatchCount))
            waiting.removeFirst(batch.count)
            do {
                let results = try writer.publish(batch.map(\.candidate))
                if writer.root != admitter.withLock(\.root) { admitter.withLock { $0 = writer.admitter } }
                for (entry, result) in zip(batch, results) { entry.continuation.resume(with: result.mapError { $0 }) }
            } catch {
                for entry in batch { entry.continuation.resume(throwing: error) }
            }
            // Let publications that arrived meanwhile join the next commit.
            await Task.yield()
        }
        isCommitting = false
    }
}

extension Candidate {
    fileprivate var isTrustRoot: Bool { (try? outcome.get())?.type == .trustRoot }
}
