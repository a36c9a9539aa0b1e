internal import Glibc

/// The next value of a ref in a file of its own, so that it is on disk before the ref moves and git's lock is held for a
/// moment only.
///
/// git's protocol: whoever creates `<ref>.lock`, where there was none, may rename it over the ref
/// ([api-lockfile](https://github.com/git/git/blob/v2.39.5/lockfile.h)). The file becomes that lock by a hard link, which fails
/// where the name is taken.
struct RefMove: ~Copyable {
    private let next: WritableFile
    private let files: StoreFiles
    private let ref: String
    private let target: GitObjectID

    /// Writes the target; what a killed writer left is replaced.
    init(
        of ref: String, to target: GitObjectID, stateFolder: String, files: StoreFiles
    ) throws(GitStoreError) {
        let path = "\(stateFolder)/ref.next"
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw StoreFiles.failure("remove", path, errno) }
        let next = try WritableFile(creating: path, mode: 0o644, files)
        try next.write(Array("\(target)\n".utf8))
        self.next = next
        self.files = files
        self.ref = ref
        self.target = target
    }

    /// What has to be synced before `commit`.
    var pending: PendingSync { next.pending }

    /// Moves the ref if it still is at `expected` (nothing: if it does not exist), durably.
    ///
    /// Throws `.refLocked` where another program holds the ref, `.lostRace` where it stands elsewhere.
    func commit(in repository: GitRepository, from expected: GitObjectID?) throws(GitStoreError) {
        let path = "\(repository.gitDirectory)/\(ref)"
        let lock = path + ".lock"
        try files.check(.moveRef, ref)
        guard unsafe link(next.path, lock) == 0 else {
            guard errno == EEXIST else { throw StoreFiles.failure("lock", lock, errno) }
            throw GitStoreError(
                .refLocked, at: lock, "another program holds the ref",
                remedy: "Wait for that program; if no git process is running here, remove the file.")
        }
        do throws(GitStoreError) {
            try repository.requireHead(expected)
            try files.rename(lock, to: path)
        } catch {
            unsafe unlink(lock)
            throw error
        }
        try files.syncFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)))
    }
}

extension GitRepository {
    /// Throws `.lostRace` unless `refs/heads/main` is at `expected` (nothing: does not exist).
    func requireHead(_ expected: GitObjectID?) throws(GitStoreError) {
        let head = try head()
        guard head == expected else {
            throw GitStoreError(
                .lostRace, at: GitRepository.mainRef,
                "found \(head.map(\.description) ?? "no commit"), expected \(expected.map(\.description) ?? "none")",
                remedy: "Read the head again and rebuild the commit on it.")
        }
    }
}
