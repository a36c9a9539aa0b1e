/// The one writer of a bare repository: it holds the writer's lock until it is released.
///
/// A commit is one pack, made durable before the ref moves by compare-and-swap; when `commit` returns, a power cut
/// loses nothing of it.
public final class GitWriter {
    /// The repository that is written.
    public let repository: GitRepository
    private var lock: WriterLock
    private var cache: TreeCache
    private var packs: [PackFolder.Pack]
    private var root: (commit: GitObjectID, tree: GitObjectID)?
    private var consolidationBound = PackConsolidation.bound
    private let folder: PackFolder
    private let stateFolder: String
    private let options: Options

    /// What tests and benchmarks vary.
    package struct Options: Sendable {
        /// The bytes of raw trees kept.
        package var treeCacheBytes = 64 << 20
        /// Whether a second thread may help to deflate.
        package var deflatesOnTwoThreads = true
        /// Sees each operation on a file.
        package var observer: FileObserver?

        package init() {}
    }

    /// Takes the writer's lock within the timeout and puts right what a killed writer left.
    ///
    /// - Parameters:
    ///   - repository: the repository, which must be bare.
    ///   - stateFolder: the folder of the lock.
    ///   - timeout: how long to wait for the lock.
    ///   - waiting: called once with the lock's holder when a second has passed.
    /// - Throws: `.locked` naming the holder, `.refLocked` naming a foreign lock file, `.notBare`.
    public convenience init(
        _ repository: GitRepository, stateFolder: String, timeout: Duration, waiting: (String) -> Void = { _ in }
    ) throws(GitStoreError) {
        try self.init(
            repository, stateFolder: stateFolder, timeout: timeout, options: Options(), waiting: waiting)
    }

    package init(
        _ repository: GitRepository, stateFolder: String, timeout: Duration, options: Options,
        waiting: (String) -> Void = { _ in }
    ) throws(GitStoreError) {
        guard repository.isBare else {
            throw GitStoreError(
                .notBare, at: repository.gitDirectory, "found a working tree, which a commit would leave behind",
                remedy: "Write to a bare clone and pull from it.")
        }
        let files = StoreFiles(observer: options.observer)
        folder = PackFolder(gitDirectory: repository.gitDirectory, files: files)
        try StoreFiles.createFolder(stateFolder)
        lock = try WriterLock(in: stateFolder, timeout: timeout, files: files, waiting: waiting)
        let recovery = WriterRecovery(
            repository: repository, previous: lock.previous, packs: folder, files: files)
        try recovery.run(timeout: timeout)
        packs = try folder.packs()
        cache = TreeCache(byteBound: options.treeCacheBytes)
        self.repository = repository
        self.stateFolder = stateFolder
        self.options = options
    }

    /// Commits files onto `expected` (nothing: as the first commit) and moves `refs/heads/main` there, durably.
    ///
    /// Throws `.lostRace` when the ref is elsewhere; nothing is then left behind. An error of `sign` passes through.
    ///
    /// - Parameters:
    ///   - files: What to write; each path once, modes 100644.
    ///   - removing: Paths of files that the parent holds; folders left empty vanish.
    ///   - message: The commit message; a final line break is added where there is none.
    ///   - author: The author and committer.
    ///   - expected: The commit that becomes the parent.
    ///   - sign: Returns the armored signature of the bytes given; an empty text leaves the commit unsigned.
    public func commit(
        _ files: [GitFile], removing: [String] = [], message: String, author: GitSignature,
        expecting expected: GitObjectID?, sign: ([UInt8]) throws -> String
    ) throws -> GitCommitReceipt {
        try repository.requireHead(expected)
        let blobs = try identify(files)
        let job = deflate(files, blobs)
        var change = FolderChange()
        for (file, blob) in zip(files, blobs) { try change.add(.write(blob), at: file.path) }
        for path in removing { try change.add(.remove, at: path) }
        var rebuild = try TreeRebuild(reading: repository)
        let tree = try rebuild.rebuild(change, root: try rootTree(of: expected), cache: &cache)
        let content = try CommitContent(tree: tree, parent: expected, author: author, message: message)
        let signed = try content.signed(sign(content.payload))
        var hasher = try ObjectHasher()
        let id = try hasher.id(of: .commit, signed.span)

        try lock.announce(WriterRecord.Move(ref: GitRepository.mainRef, target: id))
        let move = try RefMove(of: GitRepository.mainRef, to: id, stateFolder: stateFolder, files: folder.files)
        let written = try write(job, rebuild.trees, (id, signed))
        try folder.files.sync(written.pending + [move.pending, lock.pending])
        try publish(id, from: expected, written.publish(), move)
        root = (id, tree)
        return GitCommitReceipt(id: id, blobs: blobs, consolidationFailure: consolidate())
    }

    private func identify(_ files: [GitFile]) throws(GitStoreError) -> [GitObjectID] {
        var hasher = try ObjectHasher()
        var ids: [GitObjectID] = []
        ids.reserveCapacity(files.count)
        for file in files { ids.append(try hasher.id(of: .blob, file.bytes.span)) }
        return ids
    }

    private func deflate(_ files: [GitFile], _ ids: [GitObjectID]) -> DeflateJob {
        var seen: Set<GitObjectID> = []
        var blobs: [DeflateJob.Blob] = []
        blobs.reserveCapacity(files.count)
        for (file, id) in zip(files, ids) where seen.insert(id).inserted {
            blobs.append(DeflateJob.Blob(id: id, content: file.bytes))
        }
        let job = DeflateJob(blobs)
        job.start(helping: options.deflatesOnTwoThreads)
        return job
    }

    private func rootTree(of commit: GitObjectID?) throws(GitStoreError) -> GitObjectID? {
        guard let commit else { return nil }
        if let root, root.commit == commit { return root.tree }
        return try repository.commit(commit).tree
    }

    private func write(
        _ job: DeflateJob, _ trees: [(id: GitObjectID, content: [UInt8])],
        _ commit: (id: GitObjectID, content: [UInt8])
    ) throws(GitStoreError) -> WrittenPack {
        var writer = try PackWriter(in: folder, count: job.count + trees.count + 1)
        var entries = PackEntries()
        entries.appendStored(commit.id, .commit, commit.content.span)
        for tree in trees {
            entries.appendStored(tree.id, .tree, tree.content.span)
            guard entries.bytes.count >= 1 << 16 else { continue }
            try writer.append(entries)
            entries.clear()
        }
        try writer.append(entries)
        try job.finish { run throws(GitStoreError) in try writer.append(run) }
        return try writer.finish()
    }

    private func publish(
        _ id: GitObjectID, from expected: GitObjectID?, _ pack: PackFolder.Pack, _ move: borrowing RefMove
    ) throws(GitStoreError) {
        do throws(GitStoreError) {
            try move.commit(in: repository, from: expected)
        } catch {
            // The pack goes only when the ref certainly did not move: in doubt it stays, unreachable at worst.
            if let head = try? repository.head(), head != id {
                try? folder.remove(pack.name)
                try? repository.reopen()
            } else {
                packs.append(pack)
            }
            throw error
        }
        lock.clear()
        packs.append(pack)
    }

    /// Merges packs when there are many; a failure is tried again eight commits later.
    private func consolidate() -> GitStoreError? {
        guard packs.count >= consolidationBound else { return nil }
        do throws(GitStoreError) {
            packs = try folder.packs()
            let chosen = PackConsolidation.choice(of: packs)
            guard !chosen.isEmpty else { return nil }
            let merged = try PackConsolidation(folder: folder).merge(chosen)
            packs = packs.filter { !chosen.contains($0) } + [merged]
            try repository.reopen()
            consolidationBound = PackConsolidation.bound
            return nil
        } catch {
            consolidationBound = packs.count + 8
            return error
        }
    }
}
