/// A change of one entry of a tree, and where it applies.
struct TreeEdit {
    /// What becomes of the entry.
    enum Outcome {
        case blob(GitObjectID)
        case tree(GitObjectID)
        case removed
    }

    let name: [UInt8]
    /// Whether the entry is, or was, a tree.
    let isTree: Bool
    var outcome: Outcome
    /// The entry's present bytes, empty at the place of insertion when there is none.
    var range: Range<Int> = 0..<0
    /// The id that the entry has now; nothing when there is none.
    var present: GitObjectID?

    init(name: [UInt8], isTree: Bool, outcome: Outcome) {
        self.name = name
        self.isTree = isTree
        self.outcome = outcome
    }
}

/// Patches the bytes of a tree object without decoding it.
struct TreePatch {
    private let tree: [UInt8]
    private(set) var edits: [TreeEdit]

    /// Sorts the edits in git's order and finds the place of each in one pass over `tree`.
    ///
    /// - Complexity: O(bytes of `tree` + *n* log *n*) for *n* edits.
    init(_ tree: [UInt8], _ edits: [TreeEdit], at folder: [UInt8]) throws(GitStoreError) {
        self.tree = tree
        self.edits = edits.sorted { Self.order($0, as: $0.isTree, $1, as: $1.isTree) < 0 }
        try locate(at: folder)
    }

    mutating func resolve(_ index: Int, _ outcome: TreeEdit.Outcome) {
        edits[index].outcome = outcome
    }

    /// The tree's bytes with every edit applied; empty when no entry is left.
    var patched: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(tree.count + edits.reduce(0) { $0 + $1.name.count + 32 })
        var copied = 0
        for edit in edits {
            result += tree[copied..<edit.range.lowerBound]
            copied = edit.range.upperBound
            switch edit.outcome {
            case .blob(let id): Self.append(edit.name, mode: "100644 ", id, to: &result)
            case .tree(let id): Self.append(edit.name, mode: "40000 ", id, to: &result)
            case .removed: break
            }
        }
        result += tree[copied...]
        return result
    }

    private mutating func locate(at folder: [UInt8]) throws(GitStoreError) {
        // The same edits sorted as the other kind find an entry of the same name and the wrong kind.
        let opposite = edits.indices.sorted {
            Self.order(edits[$0], as: !edits[$0].isTree, edits[$1], as: !edits[$1].isTree) < 0
        }
        var scanner = TreeScanner(tree)
        var place = 0
        var wrong = 0
        while place < edits.count || wrong < opposite.count, let entry = try scanner.next() {
            while place < edits.count {
                let order = order(edits[place], as: edits[place].isTree, entry)
                if order > 0 { break }
                edits[place].range = order == 0 ? entry.range : entry.range.lowerBound..<entry.range.lowerBound
                if order == 0 { edits[place].present = entry.id(in: tree) }
                place += 1
            }
            while wrong < opposite.count {
                let edit = edits[opposite[wrong]]
                let order = order(edit, as: !edit.isTree, entry)
                if order > 0 { break }
                if order == 0 { throw conflict(edit, at: folder) }
                wrong += 1
            }
        }
        for index in edits.indices.dropFirst(place) { edits[index].range = tree.count..<tree.count }
    }

    private func conflict(_ edit: TreeEdit, at folder: [UInt8]) -> GitStoreError {
        let path = String(decoding: folder + edit.name, as: UTF8.self)
        return GitStoreError(
            .pathConflict, at: path,
            edit.isTree ? "found a file where a folder is needed" : "found a folder where a file is needed",
            remedy: "Remove the path in an earlier commit, or choose another.")
    }

    private func order(_ edit: TreeEdit, as isTree: Bool, _ entry: TreeEntry) -> Int {
        TreeOrder.compare(
            edit.name.span, isTree: isTree, tree.span.extracting(entry.name), isTree: entry.isTree)
    }

    private static func order(_ left: TreeEdit, as leftIsTree: Bool, _ right: TreeEdit, as rightIsTree: Bool) -> Int {
        TreeOrder.compare(left.name.span, isTree: leftIsTree, right.name.span, isTree: rightIsTree)
    }

    private static func append(_ name: [UInt8], mode: String, _ id: GitObjectID, to tree: inout [UInt8]) {
        tree += mode.utf8
        tree += name
        tree.append(0)
        id.append(to: &tree)
    }
}
