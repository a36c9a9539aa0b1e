internal import Foundation

extension SafeFile {
    /// Writes bytes that are too many to be copied in memory, replacing what is there; the path holds the old or the new.
    static func write(_ bytes: RawSpan, to path: String) throws(ServiceError) {
        let temporary = temporaryPath(for: path, process: getpid())
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard writeAll(bytes, to: descriptor), fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            let failure = failure(path)
            unlink(temporary)
            throw failure
        }
        try syncFolder(of: path)
    }

    private static func writeAll(_ bytes: RawSpan, to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                // Linux writes at most 2 GiB at once.
                let count = Foundation.write(
                    descriptor, bytes.baseAddress.map { $0 + offset }, min(bytes.count - offset, 1 << 26))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                offset += count
            }
            return true
        }
    }
}
