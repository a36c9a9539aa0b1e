/// The changes of one commit below one folder.
struct FolderChange {
    /// What happens to a file.
    enum Change {
        case write(GitObjectID)
        case remove
    }

    private(set) var files: [[UInt8]: Change] = [:]
    private(set) var folders: [[UInt8]: FolderChange] = [:]

    /// Adds a change of the file at `path`; refuses a second one, and a path below a file of the same commit.
    mutating func add(_ change: Change, at path: String) throws(GitStoreError) {
        let components = try TreePath(path).components
        guard insert(change, components[...]) else {
            throw GitStoreError(
                .pathConflict, at: path, "the same commit holds this path twice, or once as a folder",
                remedy: "Give each path once.")
        }
    }

    private mutating func insert(_ change: Change, _ components: ArraySlice<[UInt8]>) -> Bool {
        guard let name = components.first else { return false }
        guard components.count > 1 else {
            guard folders[name] == nil else { return false }
            return files.updateValue(change, forKey: name) == nil
        }
        guard files[name] == nil else { return false }
        return folders[name, default: FolderChange()].insert(change, components.dropFirst())
    }
}
