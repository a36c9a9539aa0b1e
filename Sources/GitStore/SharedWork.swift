internal import Dispatch
internal import Synchronization

/// Work in numbered parts, done by other threads and by the one that waits for it.
///
/// The waiting thread takes what is left and never waits for a part that nobody has begun: a busy machine costs time and
/// no deadlock.
package final class SharedWork: Sendable {
    private struct Progress {
        var next = 0
        var finishedCount = 0
    }

    private let count: Int
    private let part: @Sendable (Int) -> Void
    private let progress = Mutex(Progress())
    private let finished = DispatchSemaphore(value: 0)

    /// Begins at once on at most `helperCount` other threads; each part is done once, in any order.
    package init(count: Int, helperCount: Int, _ part: @escaping @Sendable (Int) -> Void) {
        self.count = count
        self.part = part
        for _ in 0..<max(0, min(helperCount, count)) {
            DispatchQueue.global(qos: .userInitiated).async { while self.workOnce() { self.finished.signal() } }
        }
    }

    /// Returns when every part is done.
    package func finish() {
        while workOnce() {}
        while progress.withLock({ $0.finishedCount }) < count { finished.wait() }
    }

    /// Does one part that nobody has begun; false when there is none.
    private func workOnce() -> Bool {
        let claimed = progress.withLock { progress -> Int? in
            guard progress.next < count else { return nil }
            defer { progress.next += 1 }
            return progress.next
        }
        guard let claimed else { return false }
        part(claimed)
        progress.withLock { $0.finishedCount += 1 }
        return true
    }
}
