extension GitRepository {
    /// The paths whose blobs or modes differ between two commits, in git's order; nothing stands for an empty tree.
    ///
    /// Folders with equal ids are not read.
    public func changes(
        from old: GitObjectID?, to new: GitObjectID
    ) throws(GitStoreError) -> [GitPathChange] {
        var oldTree: GitObjectID?
        if let old { oldTree = try commit(old).tree }
        var changes: [GitPathChange] = []
        try compare(oldTree, try commit(new).tree, at: "", &changes)
        return changes
    }

    private func compare(
        _ old: GitObjectID?, _ new: GitObjectID?, at folder: String, _ changes: inout [GitPathChange]
    ) throws(GitStoreError) {
        guard old != new else { return }
        try Self.checkDepth(folder)
        var left = try TreeSide(old, self)
        var right = try TreeSide(new, self)
        while left.entry != nil || right.entry != nil {
            let order = left.compare(with: right)
            let before = order <= 0 ? left.entry : nil
            let after = order >= 0 ? right.entry : nil
            try compare(before.map { ($0, left) }, after.map { ($0, right) }, in: folder, &changes)
            if before != nil { try left.advance() }
            if after != nil { try right.advance() }
        }
    }

    /// Two entries of the same name and kind, or one that only one side has.
    private func compare(
        _ old: (entry: TreeEntry, side: TreeSide)?, _ new: (entry: TreeEntry, side: TreeSide)?, in folder: String,
        _ changes: inout [GitPathChange]
    ) throws(GitStoreError) {
        guard let any = new ?? old else { return }
        let path = folder + (try any.entry.text(in: any.side.bytes, of: any.side.id))
        let oldID = old.map { $0.entry.id(in: $0.side.bytes) }
        let newID = new.map { $0.entry.id(in: $0.side.bytes) }
        if any.entry.isTree { return try compare(oldID, newID, at: "\(path)/", &changes) }
        guard any.entry.isBlob(in: any.side.bytes) else { return }
        let kind: GitPathChange.Kind
        if let old, let new {
            let sameMode = old.side.bytes[old.entry.mode].elementsEqual(new.side.bytes[new.entry.mode])
            guard oldID != newID || !sameMode else { return }
            kind = oldID != newID ? .modified : .modeChanged
        } else {
            kind = old == nil ? .added : .deleted
        }
        changes.append(GitPathChange(path: path, kind: kind, oldBlob: oldID, newBlob: newID))
    }
}

/// One of two trees that are walked together.
private struct TreeSide {
    let id: GitObjectID?
    let bytes: [UInt8]
    private var scanner: TreeScanner
    private(set) var entry: TreeEntry?

    init(_ id: GitObjectID?, _ repository: GitRepository) throws(GitStoreError) {
        self.id = id
        bytes = if let id { try repository.content(of: id, .tree) } else { [] }
        scanner = TreeScanner(bytes)
        entry = try scanner.next()
    }

    mutating func advance() throws(GitStoreError) { entry = try scanner.next() }

    /// Negative when this side's entry comes first or is the only one.
    func compare(with other: TreeSide) -> Int {
        guard let entry else { return 1 }
        guard let otherEntry = other.entry else { return -1 }
        return TreeOrder.compare(
            bytes.span.extracting(entry.name), isTree: entry.isTree,
            other.bytes.span.extracting(otherEntry.name), isTree: otherEntry.isTree)
    }
}
