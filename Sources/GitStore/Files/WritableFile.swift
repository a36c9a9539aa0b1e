internal import Glibc

/// Owns the descriptor of a new file, and removes the file unless it was kept.
struct WritableFile: ~Copyable {
    private let descriptor: Int32
    private let files: StoreFiles
    let path: String
    private var isKept = false

    /// Creates the file; it must not exist. Git's objects are read-only for everyone.
    init(creating path: String, mode: mode_t = 0o444, _ files: StoreFiles) throws(GitStoreError) {
        try files.check(.create, path)
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw StoreFiles.failure("create", path, errno) }
        self.descriptor = descriptor
        self.files = files
        self.path = path
    }

    deinit {
        close(descriptor)
        if !isKept { unsafe unlink(path) }
    }

    func write(_ bytes: [UInt8]) throws(GitStoreError) {
        try files.check(.write, path)
        var number: Int32 = 0
        unsafe bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
                let put = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                if put < 0 && errno == EINTR { continue }
                if put <= 0 {
                    number = put < 0 ? errno : EIO
                    break
                }
                start += put
            }
        }
        if number != 0 { throw StoreFiles.failure("write", path, number) }
    }

    /// What has to be synced before the file is kept.
    var pending: PendingSync { PendingSync(descriptor: descriptor, path: path) }

    /// Gives the file its final name.
    consuming func keep(as target: String) throws(GitStoreError) {
        try files.rename(path, to: target)
        isKept = true
    }
}
