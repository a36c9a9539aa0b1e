internal import Foundation

/// What lies in a folder and below it, without following symbolic links and without names that begin with a dot.
struct FolderContents {
    /// The files with a suffix that was asked for, by the bytes of their paths.
    private(set) var files: [String] = []
    /// The symbolic links, by the bytes of their paths.
    private(set) var links: [String] = []

    /// - Throws: `ServiceError` where a folder cannot be read or no such file is there.
    init(of folder: String, suffixes: [String]) throws(ServiceError) {
        // A stack, not a recursion: how deep folders go is not ours to say.
        var open = [folder]
        while let folder = open.popLast() {
            for name in try Self.names(in: folder) where !name.utf8.starts(with: ".".utf8) {
                let path = folder.utf8.last == UInt8(ascii: "/") ? folder + name : "\(folder)/\(name)"
                switch Self.kind(of: path) {
                case S_IFDIR: open.append(path)
                case S_IFLNK: links.append(path)
                default: if Self.hasSuffix(name, suffixes) { files.append(path) }
                }
            }
        }
        guard !files.isEmpty else {
            throw ServiceError(
                .noInput, at: folder, "the folder holds no \(suffixes.map { "*" + $0 }.joined(separator: " or "))",
                remedy: "Name the folder that holds them.")
        }
        files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        links.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Whether a path names a folder, be it by a link.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func names(in folder: String) throws(ServiceError) -> [String] {
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

    private static func kind(of path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
    }
}
