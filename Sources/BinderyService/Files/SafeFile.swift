internal import Cryptography
internal import Foundation

/// Whole-file reads and writes that fail with a clear error and leave nothing half-written.
package enum SafeFile {
    /// The bytes of a regular file of at most `limit` bytes.
    package static func read(_ path: String, limit: Int = 64 << 20) throws(ServiceError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ServiceError(
                errno == ENOENT ? .noInput : .io, at: path, "the file cannot be read: \(reason())",
                remedy: "Check the path and its permissions.")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        // The file may hold a key.
        defer { SecretBytes.wipe(&chunk) }
        while true {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw ServiceError(
                    .io, at: path, "the file cannot be read: \(reason())", remedy: "Name a regular file.")
            }
            if count == 0 { return bytes }
            bytes += chunk[0..<count]
            guard bytes.count <= limit else {
                throw ServiceError(
                    .badData, at: path, "the file has more than \(limit) bytes", remedy: "Name a smaller file.")
            }
        }
    }

    /// Refuses a secret file that anybody but its owner may read; `kind` is what it holds.
    static func requireOwnerOnly(_ path: String, _ kind: String) throws(ServiceError) {
        // Of the file itself, where the path is a link to it.
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 == 0 else {
            let mode = status.st_mode & 0o777
            throw ServiceError(
                .noPermission, at: path,
                "the \(kind) file has mode \(String(mode, radix: 8)), expected 600: others can read it",
                remedy: "Run `chmod 600` on it; if others may have read it, make a new \(kind).")
        }
    }

    /// Writes a file by way of a temporary one in the same folder, with `fsync`, so that the path holds the old or the new bytes.
    ///
    /// - Parameters:
    ///   - replaces: whether a file that is there may be replaced.
    ///   - syncsFolder: whether the name is durable on return; of many files in a folder, the last one's or `syncFolder` is enough.
    package static func write(
        _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644, replaces: Bool, syncsFolder: Bool = true
    ) throws(ServiceError) {
        if !replaces { try requireAbsent(path) }
        let temporary = try create(bytes, at: temporaryPaths(for: path), mode: mode, for: path)
        // link(2) refuses an existing name, so that two writers of a new file cannot both succeed.
        guard replaces ? rename(temporary, path) == 0 : link(temporary, path) == 0 else {
            let failure = Self.failure(path)
            unlink(temporary)
            throw failure
        }
        if !replaces { unlink(temporary) }
        if syncsFolder { try syncFolder(of: path) }
    }

    /// Writes a new file in place, with `fsync`: for a folder that nobody sees before all of its files are written.
    static func create(_ bytes: [UInt8], at path: String) throws(ServiceError) {
        _ = try create(bytes, at: [path], mode: 0o644, for: path)
    }

    /// Creates a file at the first of `paths` where there is none, writes and syncs it, and returns its path; errors
    /// name `named`.
    private static func create(
        _ bytes: [UInt8], at paths: [String], mode: UInt32, for named: String
    ) throws(ServiceError) -> String {
        var descriptor: Int32 = -1
        var created = ""
        for path in paths {
            created = path
            descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
            guard descriptor < 0, errno == EEXIST else { break }
        }
        guard descriptor >= 0 else { throw failure(named) }
        let isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
        let failure = failure(named)
        close(descriptor)
        if isWritten { return created }
        unlink(created)
        throw failure
    }

    /// Makes the name of a file durable, not only its bytes.
    static func syncFolder(of path: String) throws(ServiceError) {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // A folder that may be written and not read, and some file systems, know no fsync of folders.
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path) }
    }

    /// The folder that a file is in.
    static func folder(of path: String) -> String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

    /// Where a process writes the bytes before they get their name.
    static func temporaryPath(for path: String, process: Int32) -> String { "\(path).\(process).tmp" }

    /// The temporary path, and others for where a killed process with the same number left its file: in a container,
    /// each has 1.
    private static func temporaryPaths(for path: String) -> [String] {
        [temporaryPath(for: path, process: getpid())] + (1..<16).map { "\(path).\(getpid()).\($0).tmp" }
    }

    /// Refuses a path at which there is a file.
    package static func requireAbsent(_ path: String) throws(ServiceError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        throw ServiceError(
            .cannotCreate, at: path, "the file exists", remedy: "Name another file, or remove it yourself.")
    }

    /// Makes a folder and its parents, for the owner only.
    ///
    /// - Returns: the folders that were not there before, the outermost first.
    @discardableResult
    package static func makePrivateFolder(_ path: String) throws(ServiceError) -> [String] {
        var missing: [String] = []
        var url = URL(fileURLWithPath: path).standardizedFileURL
        while url.path != "/", !FileManager.default.fileExists(atPath: url.path) {
            missing.insert(url.path, at: 0)
            url.deleteLastPathComponent()
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            takeBack(missing)
            throw ServiceError(
                .cannotCreate, at: path, "the folder cannot be made", remedy: "Check the path and its permissions.")
        }
        return missing
    }

    /// Removes files and empty folders, the last first; what is not there, or not empty, stays as it is.
    package static func takeBack(_ paths: [String]) {
        for path in paths.reversed() where unlink(path) != 0 { rmdir(path) }
    }

    /// Runs `body` while nobody else runs one on the same path, in this process or another; so a file is read and written in one.
    ///
    /// The lock is `flock` on `<path>.lock`, which stays: the kernel drops it with a killed holder.
    package static func exclusively<Value>(on path: String, _ body: () throws -> Value) throws -> Value {
        let descriptor = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure(path) }
        }
        return try body()
    }

    /// Writes all bytes to an open file; where it cannot, `errno` says why.
    package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    static func failure(_ path: String) -> ServiceError {
        ServiceError(
            errno == ENOSPC ? .io : .cannotCreate, at: path, "the file cannot be written: \(reason())",
            remedy: errno == ENOSPC ? "Free some space and try again." : "Check the path and its permissions.")
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
