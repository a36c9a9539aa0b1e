internal import Foundation

/// What lies in a folder and below it, without following symbolic links and without names that begin with a dot.
struct FolderContents {
    /// The files with a suffix that was asked for, by the bytes of their paths.
    private(set) var files: [String] = []
    /// How many bytes those files have in all.
    private(set) var byteCount = 0
    /// What is not read, by the bytes of the paths: every symbolic link, and what has a suffix that was asked for and
    /// is no file.
    private(set) var unread: [UnreadFile] = []

    /// - Throws: `ServiceError` where a folder cannot be read or no such file is there.
    init(of folder: String, suffixes: [String]) throws(ServiceError) {
        // A stack, not a recursion: how deep folders go is not ours to say.
        var open = [folder]
        while let folder = open.popLast() {
            for name in try Self.names(in: folder) where !name.utf8.starts(with: ".".utf8) {
                let path = folder.utf8.last == UInt8(ascii: "/") ? folder + name : "\(folder)/\(name)"
                var status = stat()
                let isFound = lstat(path, &status) == 0
                switch status.st_mode & S_IFMT {
                case S_IFDIR: open.append(path)
                case S_IFLNK: unread.append(UnreadFile(path: path, reason: .symbolicLink))
                case _ where !Self.hasSuffix(name, suffixes): break
                case S_IFREG:
                    files.append(path)
                    byteCount += Int(status.st_size)
                default: unread.append(UnreadFile(path: path, reason: isFound ? .noFile : .unknownName))
                }
            }
        }
        guard !files.isEmpty else {
            throw ServiceError(
                .noInput, at: folder, "the folder holds no \(suffixes.map { "*" + $0 }.joined(separator: " or "))",
                remedy: "Name the folder that holds them.")
        }
        files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        unread.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Whether a path names a folder, be it by a link.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, in no order.
    static func names(in folder: String) throws(ServiceError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw ServiceError(
                .io, at: folder, "the folder cannot be read", remedy: "Check the path and its permissions.")
        }
    }

    private static func hasSuffix(_ name: String, _ suffixes: [String]) -> Bool {
        suffixes.contains { $0.utf8.count < name.utf8.count && name.utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
}
