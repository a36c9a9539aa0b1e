internal import Glibc

/// Owns the descriptor of a file open for reading.
struct ReadableFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    let size: Int

    /// Nothing when there is no such file.
    init?(opening path: String) throws(GitStoreError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw StoreFiles.failure("open", path, errno)
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let number = errno
            close(descriptor)
            throw StoreFiles.failure("stat", path, number)
        }
        self.descriptor = descriptor
        self.path = path
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// The bytes at these offsets, all of them.
    func read(_ range: Range<Int>) throws(GitStoreError) -> [UInt8] {
        var number: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let got = unsafe pread(
                    descriptor, rest.baseAddress, range.count - count, off_t(range.lowerBound + count))
                if got < 0 && errno == EINTR { continue }
                if got < 0 { number = errno }
                if got <= 0 { break }
                count += got
            }
        }
        if number != 0 { throw StoreFiles.failure("read", path, number) }
        guard bytes.count == range.count else {
            throw GitStoreError(
                .corrupt, at: path, "found \(range.lowerBound + bytes.count) bytes, expected \(range.upperBound)",
                remedy: "Run git fsck and restore the file from a mirror.")
        }
        return bytes
    }
}
