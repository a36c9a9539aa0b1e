/// Refuses a repository whose files would make git read elsewhere, or show other objects than it stores.
///
/// It runs before libgit2 sees the folder: opening alone would already follow `include.path`.
struct RepositoryInspection {
    let gitDirectory: String

    func run() throws(GitStoreError) {
        try refuseSymbolicLinks()
        try refuseFiles()
        try inspect("config")
        try inspect("config.worktree")
        try refuseReplacements()
    }

    private func refuseSymbolicLinks() throws(GitStoreError) {
        let names =
            [
                "config", "HEAD", "objects", "objects/pack", "objects/info", "refs", "refs/heads", "refs/heads/main",
                "packed-refs", ".bindery", ".bindery/proposals", ".bindery/proposals/decided",
            ] + indexes.flatMap { index in ["", "-wal", "-shm"].map { ".bindery/\(index).sqlite\($0)" } }
        for name in names {
            if let status = try StoreFiles.status("\(gitDirectory)/\(name)"), status.isSymbolicLink {
                throw hostile(name, "found a symbolic link, expected a file or folder of the repository's own")
            }
        }
    }

    /// The indexes that are made beside the repository.
    private var indexes: [String] { ["index", "wordings", "search"] }

    private func refuseFiles() throws(GitStoreError) {
        let problems = [
            ("objects/info/alternates", "objects would be read from another repository"),
            ("objects/info/http-alternates", "objects would be read from another repository"),
            ("info/grafts", "history would show other parents than the commits record"),
            ("commondir", "it is a linked working tree of another repository"),
        ]
        for (name, problem) in problems where try StoreFiles.status("\(gitDirectory)/\(name)") != nil {
            throw hostile(name, problem)
        }
    }

    private func inspect(_ name: String) throws(GitStoreError) {
        guard let bytes = try StoreFiles.content("\(gitDirectory)/\(name)") else { return }
        let scanner = ConfigurationScanner(bytes)
        if let section = scanner.sections.intersection(["include", "includeif"]).sorted().first {
            throw hostile(name, "section \(section) would read configuration from another file")
        }
        for setting in scanner.settings {
            switch (setting.section, setting.key) {
            case ("core", "worktree"):
                throw hostile(name, "key core.worktree would move the working tree elsewhere")
            case ("extensions", "objectformat") where setting.value.filter({ $0 != "\"" }) != "sha1":
                throw hostile(name, "key extensions.objectFormat is \(setting.value), expected sha1")
            case ("extensions", "worktreeconfig"), ("extensions", "partialclone"), ("extensions", "refstorage"):
                throw hostile(name, "key extensions.\(setting.key) is not supported")
            default: continue
            }
        }
    }

    private func refuseReplacements() throws(GitStoreError) {
        let folder = "refs/replace"
        if let name = try StoreFiles.names(in: "\(gitDirectory)/\(folder)").sorted().first {
            throw hostile("\(folder)/\(name)", "another object would be shown in place of the one named")
        }
        guard let packed = try StoreFiles.content("\(gitDirectory)/packed-refs", limit: 1 << 30) else { return }
        for line in packed.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            if line.dropFirst(41).starts(with: "refs/replace/".utf8) {
                throw hostile("packed-refs", "refs/replace would show another object in place of the one named")
            }
        }
    }

    private func hostile(_ name: String, _ problem: String) -> GitStoreError {
        GitStoreError(
            .hostileConfiguration, at: "\(gitDirectory)/\(name)", problem,
            remedy: "Remove it if you trust its origin, or clone the repository again.")
    }
}
