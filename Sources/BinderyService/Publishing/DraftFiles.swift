/// The files that paths name: a file names itself, a folder every `*.json` and `*.jsonld` below it.
public struct DraftFiles: Sendable {
    /// Every file: in the order of the paths given, and within a folder by the bytes of its path.
    public private(set) var paths: [String] = []
    /// What lies in folders and is not read: symbolic links, and what is no regular file.
    public private(set) var unread: [UnreadFile] = []

    /// Looks into the folders among `paths`; a file is not looked at, so that one that is missing is reported in its turn.
    ///
    /// - Throws: `ServiceError` for a folder that cannot be read or holds no draft.
    public init(at paths: [String]) throws(ServiceError) {
        for path in paths {
            guard FolderContents.isFolder(path) else {
                self.paths.append(path)
                continue
            }
            let contents = try FolderContents(of: path, suffixes: [".json", ".jsonld"])
            self.paths += contents.files
            unread += contents.unread
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
}
