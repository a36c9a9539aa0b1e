extension GitRepository {
    /// The content of a blob.
    public func blob(_ id: GitObjectID) throws(GitStoreError) -> [UInt8] {
        try content(of: id, .blob)
    }

    /// The blob at a path of a commit's tree; nothing when there is none, or a folder.
    public func blob(
        atPath path: String, in commit: GitObjectID
    ) throws(GitStoreError) -> (id: GitObjectID, bytes: [UInt8])? {
        switch try entry(atPath: path, in: commit) {
        case (let id, .file)?, (let id, .special)?: (id, try blob(id))
        case (_, .submodule)?, (_, nil)?, nil: nil
        }
    }

    /// What is at a path of a commit's tree: its id, and its kind unless it is a folder; nothing when nothing is there.
    public func entry(
        atPath path: String, in commit: GitObjectID
    ) throws(GitStoreError) -> (id: GitObjectID, kind: GitFileKind?)? {
        let components = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var found: (id: GitObjectID, kind: GitFileKind?) = (try self.commit(commit).tree, nil)
        for component in components {
            guard found.kind == nil else { return nil }
            let bytes = try content(of: found.id, .tree)
            var scanner = TreeScanner(bytes)
            var match: TreeEntry?
            while match == nil, let entry = try scanner.next() {
                if bytes[entry.name].elementsEqual(component) { match = entry }
            }
            guard let match else { return nil }
            found = (match.id(in: bytes), match.isTree ? nil : match.kind(in: bytes))
        }
        return found
    }

    /// A commit with its header, message and signature.
    public func commit(_ id: GitObjectID) throws(GitStoreError) -> GitCommit {
        try GitCommit(id: id, content: content(of: id, .commit))
    }

    /// The commits after `ancestor` up to `head`, oldest first: history must be one line.
    ///
    /// Without an ancestor, all of them. Throws `.merge` at a commit of several parents, and `.notAnAncestor` when the
    /// line ends before `ancestor`.
    public func commits(
        from head: GitObjectID, until ancestor: GitObjectID?
    ) throws(GitStoreError) -> [GitObjectID] {
        var line: [GitObjectID] = []
        var next: GitObjectID? = head
        while let id = next, id != ancestor {
            let parents = try commit(id).parents
            guard parents.count < 2 else {
                throw GitStoreError(
                    .merge, at: "commit \(id)", "found \(parents.count) parents, expected at most one",
                    remedy: "Rebuild the branch as one line of commits.")
            }
            line.append(id)
            next = parents.first
        }
        if let ancestor, next == nil {
            throw GitStoreError(
                .notAnAncestor, at: "commit \(head)", "its history does not contain \(ancestor)",
                remedy: "History was rewritten: rebuild what was derived from it.")
        }
        return line.reversed()
    }

    /// Calls `body` with the path and id of each blob below a folder of a commit's tree, in git's order.
    ///
    /// An empty prefix names the whole tree; a prefix that is no folder names nothing.
    public func forEachBlob(
        under prefix: String, in commit: GitObjectID, _ body: (String, GitObjectID) throws -> Void
    ) throws {
        let folder = prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
        let blobsOnly: (String, GitObjectID, GitFileKind) throws -> Void = { path, id, kind in
            if kind != .submodule { try body(path, id) }
        }
        guard !folder.isEmpty else { return try visit(try self.commit(commit).tree, at: "", blobsOnly) }
        guard let entry = try entry(atPath: folder, in: commit), entry.kind == nil else { return }
        try visit(entry.id, at: "\(folder)/", blobsOnly)
    }

    /// Calls `body` with everything but folders in a commit's tree, in git's order: links and submodules too.
    public func forEachEntry(
        in commit: GitObjectID, _ body: (String, GitObjectID, GitFileKind) throws -> Void
    ) throws {
        try visit(try self.commit(commit).tree, at: "", body)
    }

    private func visit(
        _ tree: GitObjectID, at folder: String, _ body: (String, GitObjectID, GitFileKind) throws -> Void
    ) throws {
        try Self.checkDepth(folder)
        let bytes = try content(of: tree, .tree)
        var scanner = TreeScanner(bytes)
        while let entry = try scanner.next() {
            let path = folder + (try entry.text(in: bytes, of: tree))
            if entry.isTree {
                try visit(entry.id(in: bytes), at: "\(path)/", body)
            } else {
                try body(path, entry.id(in: bytes), entry.kind(in: bytes))
            }
        }
    }

    /// Refuses folders nested so deep that no file system could hold them, before they fill the stack.
    static func checkDepth(_ folder: String) throws(GitStoreError) {
        guard folder.utf8.count > 4_096 else { return }
        throw GitStoreError(
            .corrupt, at: "tree", "a path has more than 4,096 bytes", remedy: "Restore the repository from a mirror.")
    }
}
