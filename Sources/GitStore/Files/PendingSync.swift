internal import Glibc
internal import Synchronization

/// A file whose content is written and not yet on disk; its owner keeps it open.
struct PendingSync {
    let descriptor: Int32
    let path: String
}

extension StoreFiles {
    /// Makes files durable, all at once.
    ///
    /// A file system with a journal puts syncs that wait at the same time into one commit of its journal; one after the
    /// other, each would wait for a commit of its own.
    func sync(_ pending: [PendingSync]) throws(GitStoreError) {
        for file in pending { try check(.sync, file.path) }
        let sync = ParallelSync(pending.map(\.descriptor))
        if let (index, number) = sync.firstFailure { throw Self.failure("sync", pending[index].path, number) }
    }
}

/// `fsync` on several descriptors at once.
private final class ParallelSync: Sendable {
    private let failures = Mutex<[(index: Int, number: Int32)]>([])

    /// Returns when every descriptor is synced or has failed.
    init(_ descriptors: [Int32]) {
        SharedWork(count: descriptors.count, helperCount: descriptors.count - 1) { index in
            while fsync(descriptors[index]) != 0 {
                guard errno != EINTR else { continue }
                return self.record(index, errno)
            }
        }.finish()
    }

    private func record(_ index: Int, _ number: Int32) { failures.withLock { $0.append((index, number)) } }

    var firstFailure: (index: Int, number: Int32)? { failures.withLock { $0.min { $0.index < $1.index } } }
}
