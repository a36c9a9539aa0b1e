/// One entry of a raw tree object: `<mode> <name>\0<20 bytes>`, as positions in the tree's bytes.
struct TreeEntry {
    /// The whole entry.
    let range: Range<Int>
    /// The entry's name.
    let name: Range<Int>
    /// The octal mode's digits.
    let mode: Range<Int>
    /// Whether it names another tree (mode 40000).
    let isTree: Bool

    func id(in tree: [UInt8]) -> GitObjectID {
        GitObjectID(at: name.upperBound + 1, in: tree.span)
    }
}

/// Walks the entries of a raw tree in order.
struct TreeScanner {
    let tree: [UInt8]
    private(set) var offset = 0

    init(_ tree: [UInt8]) { self.tree = tree }

    mutating func next() throws(GitStoreError) -> TreeEntry? {
        guard offset < tree.count else { return nil }
        let start = offset
        let space = try position(of: UInt8(ascii: " "), from: start)
        let end = try position(of: 0, from: space + 1)
        guard end + GitObjectID.byteCount < tree.count, space > start, end > space + 1 else { throw Self.malformed }
        offset = end + 1 + GitObjectID.byteCount
        let isTree = space - start == 5 && tree[start] == UInt8(ascii: "4")
        return TreeEntry(range: start..<offset, name: space + 1..<end, mode: start..<space, isTree: isTree)
    }

    private func position(of byte: UInt8, from start: Int) throws(GitStoreError) -> Int {
        let bytes = tree.span
        var index = start
        while index < bytes.count {
            if bytes[index] == byte { return index }
            index += 1
        }
        throw Self.malformed
    }

    static var malformed: GitStoreError {
        GitStoreError(
            .corrupt, at: "tree", "an entry is cut short",
            remedy: "Run git fsck and restore the repository from a mirror.")
    }
}

/// git's order of tree entries: names as bytes, a tree's name as if it ended in `/`.
enum TreeOrder {
    static func compare(
        _ left: Span<UInt8>, isTree leftIsTree: Bool, _ right: Span<UInt8>, isTree rightIsTree: Bool
    ) -> Int {
        let common = min(left.count, right.count)
        var index = 0
        while index < common {
            if left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
            index += 1
        }
        return Int(next(left, common, leftIsTree)) - Int(next(right, common, rightIsTree))
    }

    private static func next(_ name: Span<UInt8>, _ index: Int, _ isTree: Bool) -> UInt8 {
        if index < name.count { return name[index] }
        return isTree ? UInt8(ascii: "/") : 0
    }
}

extension TreeEntry {
    /// Whether it is a file or a symbolic link (modes 10…, 12…), and no submodule.
    func isBlob(in tree: [UInt8]) -> Bool {
        !isTree && (tree[mode].starts(with: "10".utf8) || tree[mode].starts(with: "12".utf8))
    }

    /// What the entry's mode says it is; a mode that git never writes counts as a submodule: nothing to read.
    func kind(in tree: [UInt8]) -> GitFileKind {
        if tree[mode].elementsEqual("100644".utf8) { return .file }
        return isBlob(in: tree) ? .special : .submodule
    }

    /// The name as text, which must be UTF-8.
    func text(in tree: [UInt8], of id: GitObjectID?) throws(GitStoreError) -> String {
        guard let text = String(validating: tree[name], as: UTF8.self) else {
            throw GitStoreError(
                .corrupt, at: id.map { "tree \($0)" } ?? "tree", "a name is not UTF-8",
                remedy: "Rename the file: this store writes UTF-8 paths only.")
        }
        return text
    }
}
