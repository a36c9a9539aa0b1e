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
        try StoreFiles.removeTree(path)
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
        try takeLock(lock)
        do throws(GitStoreError) {
            try repository.requireHead(expected)
            try files.rename(lock, to: path)
        } catch {
            unsafe unlink(lock)
            throw error
        }
        try files.syncFolder(StoreFiles.parent(of: path))
    }

    private func takeLock(_ lock: String) throws(GitStoreError) {
        if unsafe link(next.path, lock) == 0 { return }
        if errno != EEXIST {
            // A file system without hard links: written and synced once more, under the lock's own name.
            let descriptor = unsafe open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
            if descriptor >= 0 {
                defer { close(descriptor) }
                let text = Array("\(target)\n".utf8)
                if unsafe Glibc.write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 { return }
                let number = errno
                unsafe unlink(lock)
                throw StoreFiles.failure("write", lock, number)
            }
            guard errno == EEXIST else { throw StoreFiles.failure("lock", lock, errno) }
        }
        throw GitStoreError(
            .refLocked, at: lock, "another program holds the ref",
            remedy: "Wait for that program; if no git process is running here, remove the file.")
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
