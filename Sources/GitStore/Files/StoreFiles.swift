internal import Glibc

/// The file system as a writer uses it: every result is checked and every failure names its path.
struct StoreFiles: Sendable {
    let observer: FileObserver?

    init(observer: FileObserver? = nil) { self.observer = observer }

    func rename(_ source: String, to target: String) throws(GitStoreError) {
        try check(.rename, target)
        guard unsafe Glibc.rename(source, target) == 0 else { throw Self.failure("rename", target, errno) }
    }

    /// Removes a file; one that is not there is removed.
    func remove(_ path: String) throws(GitStoreError) {
        try check(.remove, path)
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw Self.failure("remove", path, errno) }
    }

    /// Makes the names in a folder durable.
    func syncFolder(_ path: String) throws(GitStoreError) {
        try check(.sync, path)
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("open", path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.failure("sync", path, errno) }
    }

    func check(_ operation: FileOperation, _ path: String) throws(GitStoreError) {
        if let number = observer?(operation, path) { throw Self.failure("\(operation)", path, number) }
    }

    /// The names in a folder, without `.` and `..`; none when there is no such folder.
    static func names(in folder: String) throws(GitStoreError) -> [String] {
        guard let stream = unsafe opendir(folder) else {
            if errno == ENOENT { return [] }
            throw failure("list", folder, errno)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        // The end and an error look alike but for this.
        guard errno == 0 else { throw failure("list", folder, errno) }
        return names
    }

    /// Creates a folder for this user only, unless it is there.
    static func createFolder(_ path: String) throws(GitStoreError) {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("create", path, errno) }
    }

    /// Creates a folder and those above it that are missing, for whomever the user's mask allows; those made, the outermost first.
    static func createFolders(_ path: String) throws(GitStoreError) -> [String] {
        if unsafe mkdir(path, 0o777) == 0 { return [path] }
        if errno == EEXIST { return [] }
        guard errno == ENOENT, parent(of: path) != path else { throw failure("create", path, errno) }
        let above = try createFolders(parent(of: path))
        // Once more, and no oftener: behind a link that leads nowhere, and in some file systems, there is no such folder ever.
        if unsafe mkdir(path, 0o777) == 0 { return above + [path] }
        let number = errno
        // Somebody else was quicker.
        if number == EEXIST { return above }
        for folder in above.reversed() { unsafe rmdir(folder) }
        throw failure("create", path, number)
    }

    /// The folder that a path stands in.
    static func parent(of path: String) -> String {
        let slash = UInt8(ascii: "/")
        guard let end = path.utf8.lastIndex(where: { $0 != slash }),
            let cut = path.utf8[...end].lastIndex(of: slash)
        else { return path.hasPrefix("/") ? "/" : "." }
        // `a//b` stands in `a`, and `/b` in `/`.
        let above = path.utf8[..<cut].lastIndex { $0 != slash }
        return above.map { String(path[...$0]) } ?? "/"
    }

    /// Removes a file, a link, or a folder with everything in it; one that is not there is removed.
    static func removeTree(_ path: String) throws(GitStoreError) {
        guard let status = try status(path) else { return }
        if status.isFolder {
            for name in try names(in: path) { try removeTree("\(path)/\(name)") }
        }
        guard unsafe status.isFolder ? rmdir(path) == 0 : unlink(path) == 0 else {
            throw failure("remove", path, errno)
        }
    }

    /// Makes everything below a folder durable.
    func syncTree(_ path: String) throws(GitStoreError) {
        for name in try Self.names(in: path) {
            let entry = "\(path)/\(name)"
            if try Self.status(entry)?.isFolder ?? false { try syncTree(entry) } else { try syncFile(entry) }
        }
        try syncFolder(path)
    }

    private func syncFile(_ path: String) throws(GitStoreError) {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("open", path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.failure("sync", path, errno) }
    }

    /// What `lstat` says of a path; nothing when it is not there.
    static func status(_ path: String) throws(GitStoreError) -> FileStatus? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure("stat", path, errno)
        }
        return FileStatus(status)
    }

    /// The whole content of a small file; nothing when it is not there.
    static func content(_ path: String, limit: Int = 1 << 24) throws(GitStoreError) -> [UInt8]? {
        guard let file = try ReadableFile(opening: path) else { return nil }
        guard file.size <= limit else {
            throw GitStoreError(
                .io, at: path, "found \(file.size) bytes, expected at most \(limit)", remedy: "Check what wrote it.")
        }
        return try file.read(0..<file.size)
    }

    static func failure(_ verb: String, _ path: String, _ number: Int32) -> GitStoreError {
        let isFull = number == ENOSPC || number == EDQUOT
        let reason = unsafe String(cString: strerror(number))
        return GitStoreError(
            isFull ? .noSpace : .io, at: path, "could not \(verb): \(reason)",
            remedy: isFull ? "Free disk space and try again." : "Check the folder's permissions and the disk.")
    }
}

/// The parts of `stat` that the store looks at.
struct FileStatus {
    let isFolder: Bool
    let isSymbolicLink: Bool
    let size: Int
    /// Nanoseconds of the last change of content.
    let modification: Int64

    init(_ status: stat) {
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        isSymbolicLink = status.st_mode & S_IFMT == S_IFLNK
        size = Int(status.st_size)
        modification = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}
