/// A path from the root of a tree, checked to be one that git accepts.
struct TreePath {
    /// The names of the folders, then of the file.
    let components: [[UInt8]]

    init(_ path: String) throws(GitStoreError) {
        components = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
        for name in components {
            if let problem = Self.problem(with: name) {
                throw GitStoreError(
                    .invalidInput, at: path, problem, remedy: "Give a relative path of plain names joined by /.")
            }
        }
    }

    /// What `git fsck --strict` would refuse in a name.
    private static func problem(with name: [UInt8]) -> String? {
        if name.isEmpty { return "found an empty path component" }
        if name == [0x2E] || name == [0x2E, 0x2E] { return "found a . or .. component" }
        if name.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "found a control character" }
        // NTFS ignores what follows : or \ and trailing dots and spaces, HFS+ ignores some characters beyond ASCII.
        let stem = name.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "\\") }.filter { $0 < 0x80 }
        let kept = stem.lastIndex { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") } ?? 0
        let text = String(decoding: stem.prefix(kept + 1), as: UTF8.self).lowercased()
        return [".git", "git~1", ".gitmodules"].contains(text) ? "found a name that git reserves" : nil
    }
}
