internal import Foundation

/// The files that paths name: a file names itself, a folder every `*.json` and `*.jsonld` below it.
public struct DraftFiles: Sendable {
    /// Every file: in the order of the paths given, and within a folder by the bytes of its path.
    public private(set) var paths: [String] = []
    /// The symbolic links in folders: they may lead anywhere, and are not followed.
    public private(set) var links: [String] = []

    /// Looks into the folders among `paths`; a file is not looked at, so that one that is missing is reported in its turn.
    ///
    /// - Throws: `ServiceError` for a folder that cannot be read or holds no draft.
    public init(at paths: [String]) throws(ServiceError) {
        for path in paths {
            if Self.kind(of: path, followsLink: true) == .folder {
                try add(folder: path)
            } else {
                self.paths.append(path)
            }
        }
    }

    /// The paths in a list, one a line; empty lines count for nothing.
    ///
    /// - Parameter name: what the list is called in an error.
    public static func paths(in list: [UInt8], named name: String) throws(ServiceError) -> [String] {
        guard let text = String(validating: list, as: UTF8.self) else {
            throw ServiceError(.badData, at: name, "the list is not UTF-8", remedy: "Write one path a line, in UTF-8.")
        }
        return text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let path = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            return path.isEmpty ? nil : String(path)
        }
    }

    /// The longest list of paths that is read, in bytes.
    package static let listLimit = 64 << 20

    private mutating func add(folder: String) throws(ServiceError) {
        var found: [String] = []
        // A stack, not a recursion: how deep folders go is not ours to say.
        var open = [folder]
        while let folder = open.popLast() {
            for name in try Self.names(in: folder) where !name.utf8.starts(with: ".".utf8) {
                let path = folder.utf8.last == UInt8(ascii: "/") ? folder + name : "\(folder)/\(name)"
                switch Self.kind(of: path, followsLink: false) {
                case .folder: open.append(path)
                case .link: links.append(path)
                case .other: if Self.isDraft(name) { found.append(path) }
                }
            }
        }
        guard !found.isEmpty else {
            throw ServiceError(
                .noInput, at: folder, "the folder holds no *.json or *.jsonld",
                remedy: "Name the folder that `bindery import` or `bindery bind --draft` wrote to.")
        }
        paths += found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        links.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func names(in folder: String) throws(ServiceError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw ServiceError(
                .io, at: folder, "the folder cannot be read", remedy: "Check the path and its permissions.")
        }
    }

    private static func isDraft(_ name: String) -> Bool {
        [".json", ".jsonld"].contains {
            name.utf8.count > $0.utf8.count && name.utf8.reversed().starts(with: $0.utf8.reversed())
        }
    }

    private enum Kind { case folder, link, other }

    private static func kind(of path: String, followsLink: Bool) -> Kind {
        var status = stat()
        guard (followsLink ? stat(path, &status) : lstat(path, &status)) == 0 else { return .other }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }
}
