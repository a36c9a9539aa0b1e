internal import Glibc

/// Owns the descriptor of a new file, and removes the file unless it was kept.
struct WritableFile: ~Copyable {
    private let descriptor: Int32
    private let files: StoreFiles
    let path: String
    private var isKept = false

    /// Creates the file, read-only for everyone else; it must not exist.
    init(creating path: String, _ files: StoreFiles) throws(GitStoreError) {
        try files.check(.create, path)
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o444)
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

    func sync() throws(GitStoreError) {
        try files.check(.sync, path)
        guard fsync(descriptor) == 0 else { throw StoreFiles.failure("sync", path, errno) }
    }

    /// Gives the file its final name.
    consuming func keep(as target: String) throws(GitStoreError) {
        try files.rename(path, to: target)
        isKept = true
    }
}
