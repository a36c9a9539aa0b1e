internal import Glibc

/// A folder in which a repository is being made: nobody finds one there before it is whole.
///
/// It is built in `.bindery-init` inside the folder, not beside it, since the folder may be a mount point and its parent somebody
/// else's. Then its parts are moved up, `HEAD` last: git takes a folder without `HEAD` for no repository. The lock on `.bindery-init`
/// is dropped by the kernel, so what a killed maker left is told from what another one is at.
package struct RepositoryInMaking: ~Copyable {
    /// The folder that becomes the repository.
    package let path: String
    /// Whether all of it stands in its place: what is left to do is its maker's, then `finish()`.
    package private(set) var isWhole: Bool
    private let descriptor: Int32
    private let files: StoreFiles
    /// The folders that were not there before, the outermost first.
    private let madeFolders: [String]
    private var isFinished = false

    /// The folder's name inside the repository's.
    package static let stageName = ".bindery-init"
    /// What libgit2 and `GitRepository.create` put into a new repository.
    private static let parts: Set<String> = [
        ".bindery", "HEAD", "branches", "config", "description", "hooks", "info", "objects", "refs",
    ]

    /// For whoever makes it; files here outlive a kill, and go with `finish()` or with the next attempt.
    package var stage: String { "\(path)/\(Self.stageName)" }
    /// Where the repository is built.
    package var building: String { "\(stage)/repository" }

    /// Takes a new folder, an empty one, or one in which a maker was killed; what that one left is untouched yet.
    ///
    /// - Throws: `.notEmpty`, or `.locked` while another maker is at work.
    package init(at path: String, observer: FileObserver? = nil) throws(GitStoreError) {
        let made = try StoreFiles.createFolders(path)
        do throws(GitStoreError) {
            try Self.requireEmpty(path)
            (descriptor, isWhole) = try Self.lock(path)
        } catch {
            for folder in made.reversed() { unsafe rmdir(folder) }
            throw error
        }
        self.path = path
        files = StoreFiles(observer: observer)
        madeFolders = made
    }

    deinit {
        if !isFinished, !isWhole {
            try? Self.removeParts(of: path)
            try? StoreFiles.removeTree(stage)
            for folder in madeFolders.reversed() { unsafe rmdir(folder) }
        }
        close(descriptor)
    }

    /// Removes what a killed maker left; `building` is free then.
    package func clear() throws(GitStoreError) {
        precondition(!isWhole, "a whole repository is not cleared")
        try Self.removeParts(of: path)
        for name in try StoreFiles.names(in: stage) { try StoreFiles.removeTree("\(stage)/\(name)") }
    }

    /// Puts the repository that was built into its place, durably.
    package mutating func place() throws(GitStoreError) {
        try files.syncTree(building)
        for name in try StoreFiles.names(in: building).sorted() where name != "HEAD" {
            try files.rename("\(building)/\(name)", to: "\(path)/\(name)")
        }
        try files.syncFolder(path)
        try files.rename("\(building)/HEAD", to: "\(path)/HEAD")
        isWhole = true
        try files.syncFolder(path)
        for folder in madeFolders { try files.syncFolder(StoreFiles.parent(of: folder)) }
    }

    /// Ends the making of a whole repository.
    package consuming func finish() throws(GitStoreError) {
        precondition(isWhole, "only a whole repository is finished")
        isFinished = true
        try StoreFiles.removeTree(stage)
    }

    /// Refuses a folder that holds anything but what a maker left.
    private static func requireEmpty(_ path: String) throws(GitStoreError) {
        let names = try StoreFiles.names(in: path).sorted()
        let isLeft = names.contains(stageName)
        guard let other = names.first(where: { $0 != stageName && !(isLeft && parts.contains($0)) }) else { return }
        throw GitStoreError(
            .notEmpty, at: path, "found \(other), expected an empty folder", remedy: "Choose a new folder.")
    }

    /// Takes the lock, and says whether the folder holds a whole repository: somebody may have made it since it was looked at.
    private static func lock(_ path: String) throws(GitStoreError) -> (descriptor: Int32, isWhole: Bool) {
        let stage = "\(path)/\(stageName)"
        try StoreFiles.createFolder(stage)
        let descriptor = unsafe open(stage, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreFiles.failure("open", stage, errno) }
        do throws(GitStoreError) {
            var (held, named) = (stat(), stat())
            // Whoever had the lock may have finished between the two calls, and removed what is open here.
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, unsafe fstat(descriptor, &held) == 0,
                unsafe lstat(stage, &named) == 0, held.st_ino == named.st_ino
            else {
                throw GitStoreError(
                    .locked, at: stage, "another process is making a repository in this folder",
                    remedy: "Wait for it, or stop it and try again.")
            }
            guard held.st_uid == geteuid() else {
                throw GitStoreError(
                    .notEmpty, at: stage, "the folder belongs to the user \(held.st_uid), expected \(geteuid())",
                    remedy: "Choose a new folder.")
            }
            return (descriptor, try StoreFiles.status("\(path)/HEAD") != nil)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func removeParts(of path: String) throws(GitStoreError) {
        for name in parts.sorted() { try StoreFiles.removeTree("\(path)/\(name)") }
    }
}
