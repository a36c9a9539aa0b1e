/// The folder `objects/pack` of a repository.
struct PackFolder: Sendable {
    /// A pack of ours.
    struct Pack: Hashable {
        let name: PackName
        let size: Int
    }

    let path: String
    let files: StoreFiles

    init(gitDirectory: String, files: StoreFiles) {
        path = "\(gitDirectory)/objects/pack"
        self.files = files
    }

    func path(_ name: PackName, _ suffix: String) -> String { "\(path)/\(name.stem)\(suffix)" }

    /// One writer holds the lock, so one name of each kind is enough; recovery removes what a killed one left.
    func temporaryPath(_ kind: String) -> String { "\(path)/\(PackName.temporaryPrefix)\(kind)" }

    func sync() throws(GitStoreError) { try files.syncFolder(path) }

    /// The complete packs of ours that nothing forbids to rewrite.
    func packs() throws(GitStoreError) -> [Pack] {
        let names = Set(try StoreFiles.names(in: path))
        var packs: [Pack] = []
        for file in names {
            guard let name = PackName(file: file, extension: ".idx"), names.contains("\(name.stem).pack"),
                !names.contains("\(name.stem).keep"), !names.contains("\(name.stem).promisor"),
                let status = try StoreFiles.status(path(name, ".pack"))
            else { continue }
            packs.append(Pack(name: name, size: status.size))
        }
        return packs
    }

    /// Removes a pack whose objects are all held elsewhere, or by nobody: the index first, so that none is left alone.
    func remove(_ name: PackName) throws(GitStoreError) {
        for suffix in [".idx", ".rev", ".bitmap", ".mtimes", ".pack"] { try files.remove(path(name, suffix)) }
    }

    /// Removes what a killed writer left: temporary files, and halves of a pack.
    func recover() throws(GitStoreError) {
        let names = Set(try StoreFiles.names(in: path))
        for file in names.sorted() {
            if file.hasPrefix(PackName.temporaryPrefix) { try files.remove("\(path)/\(file)") }
            if let name = PackName(file: file, extension: ".pack"), !names.contains("\(name.stem).idx") {
                try remove(name)
            }
            if let name = PackName(file: file, extension: ".idx"), !names.contains("\(name.stem).pack") {
                try remove(name)
            }
        }
    }
}
