internal import Glibc

/// The exclusive right to write a repository: `flock` on a file of its state folder.
///
/// The kernel releases it when the holder ends, however that happens. Two openings in one process exclude each other.
struct WriterLock: ~Copyable {
    /// What the previous holder wrote; it is gone, since the lock is held now.
    let previous: WriterRecord?
    private let descriptor: Int32
    private let path: String
    private let files: StoreFiles
    private var record: WriterRecord

    /// Waits for the lock until the timeout.
    ///
    /// - Parameter waiting: called once with the holder when a second has passed.
    init(
        in folder: String, timeout: Duration, files: StoreFiles, waiting: (String) -> Void
    ) throws(GitStoreError) {
        let path = "\(folder)/writer.lock"
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StoreFiles.failure("open", path, errno) }
        do throws(GitStoreError) {
            try Self.acquire(descriptor, path, timeout, waiting)
            let previous = try Self.content(path).flatMap { WriterRecord($0) }
            let record = try WriterRecord.ofThisProcess()
            try Self.write(record, descriptor, path, files)
            guard fdatasync(descriptor) == 0 else { throw StoreFiles.failure("sync", path, errno) }
            self.previous = previous
            self.record = record
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.path = path
        self.files = files
    }

    deinit { close(descriptor) }

    /// Records that a ref is about to move, so that its stale lock can be told from another program's.
    ///
    /// The record is on disk once `pending` is synced, which has to come before the ref's lock.
    mutating func announce(_ move: WriterRecord.Move) throws(GitStoreError) {
        record.move = move
        try Self.write(record, descriptor, path, files)
    }

    /// What has to be synced after `announce`.
    var pending: PendingSync { PendingSync(descriptor: descriptor, path: path) }

    /// Forgets the announced move; unsynced, since recovery compares the ref as well.
    mutating func clear() {
        record.move = nil
        let bytes = record.encoded
        _ = unsafe pwrite(descriptor, bytes, bytes.count, 0)
    }

    private static func acquire(
        _ descriptor: Int32, _ path: String, _ timeout: Duration, _ waiting: (String) -> Void
    ) throws(GitStoreError) {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: timeout)
        var silentUntil: ContinuousClock.Instant? = clock.now.advanced(by: .seconds(1))
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw StoreFiles.failure("lock", path, errno) }
            guard clock.now < deadline else { throw locked(path) }
            if let end = silentUntil, clock.now >= end {
                silentUntil = nil
                waiting(holder(of: path))
            }
            usleep(20_000)
        }
    }

    private static func holder(of path: String) -> String {
        let record = (try? content(path)).flatMap { $0.flatMap { WriterRecord($0) } }
        return record.map { "process \($0.process) since \($0.sinceText)" } ?? "an unnamed process"
    }

    private static func locked(_ path: String) -> GitStoreError {
        GitStoreError(
            .locked, at: path, "another writer holds the lock: \(holder(of: path))",
            remedy: "Wait for it, stop it, or publish through it.")
    }

    private static func content(_ path: String) throws(GitStoreError) -> [UInt8]? {
        try StoreFiles.content(path, limit: WriterRecord.byteCount)
    }

    private static func write(
        _ record: WriterRecord, _ descriptor: Int32, _ path: String, _ files: StoreFiles
    ) throws(GitStoreError) {
        try files.check(.write, path)
        let bytes = record.encoded
        guard unsafe pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
            throw StoreFiles.failure("write", path, errno)
        }
    }
}
