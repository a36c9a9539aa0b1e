/// Computes the trees of a new commit from those of its parent and the changed paths.
struct TreeRebuild: ~Copyable {
    /// The trees that the parent does not hold, each once.
    private(set) var trees: [(id: GitObjectID, content: [UInt8])] = []
    private var known: Set<GitObjectID> = []
    private var hasher: ObjectHasher
    private let repository: GitRepository

    init(reading repository: GitRepository) throws(GitStoreError) {
        self.repository = repository
        hasher = try ObjectHasher()
    }

    /// The id of the root tree with `change` applied.
    mutating func rebuild(
        _ change: FolderChange, root: GitObjectID?, cache: inout TreeCache
    ) throws(GitStoreError) -> GitObjectID {
        if let id = try rebuild(change, from: root, at: [], &cache) { return id }
        return try keep([])
    }

    /// Nothing when the folder has become empty: git has no empty folders.
    private mutating func rebuild(
        _ change: FolderChange, from old: GitObjectID?, at folder: [UInt8], _ cache: inout TreeCache
    ) throws(GitStoreError) -> GitObjectID? {
        var patch = try TreePatch(try tree(old, at: folder, &cache), edits(of: change), at: folder)
        for index in patch.edits.indices {
            let edit = patch.edits[index]
            if edit.isTree, let below = change.folders[edit.name] {
                let path = folder + edit.name + [UInt8(ascii: "/")]
                let id = try rebuild(below, from: edit.present, at: path, &cache)
                patch.resolve(index, id.map { .tree($0) } ?? .removed)
            } else if case .removed = edit.outcome, edit.present == nil {
                throw GitStoreError(
                    .missingPath, at: String(decoding: folder + edit.name, as: UTF8.self),
                    "the path to remove is not there", remedy: "Read the commit again and remove what it holds.")
            }
        }
        let content = patch.patched
        if content.isEmpty { return nil }
        let id = try keep(content, unless: old)
        cache.insert(content, id: id, at: folder)
        return id
    }

    private func edits(of change: FolderChange) -> [TreeEdit] {
        var edits: [TreeEdit] = []
        edits.reserveCapacity(change.files.count + change.folders.count)
        for (name, file) in change.files {
            switch file {
            case .write(let id): edits.append(TreeEdit(name: name, isTree: false, outcome: .blob(id)))
            case .remove: edits.append(TreeEdit(name: name, isTree: false, outcome: .removed))
            }
        }
        for name in change.folders.keys { edits.append(TreeEdit(name: name, isTree: true, outcome: .removed)) }
        return edits
    }

    private func tree(
        _ id: GitObjectID?, at folder: [UInt8], _ cache: inout TreeCache
    ) throws(GitStoreError) -> [UInt8] {
        guard let id else { return [] }
        if let tree = cache.tree(at: folder, id: id) { return tree }
        return try repository.content(of: id, .tree)
    }

    private mutating func keep(_ content: [UInt8], unless old: GitObjectID? = nil) throws(GitStoreError) -> GitObjectID
    {
        let id = try hasher.id(of: .tree, content.span)
        if id != old, known.insert(id).inserted { trees.append((id, content)) }
        return id
    }
}
