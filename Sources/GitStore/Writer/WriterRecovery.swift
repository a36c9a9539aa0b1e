internal import Glibc

/// Puts a repository right after a writer that was killed; the caller holds the writer's lock.
struct WriterRecovery {
    let repository: GitRepository
    let previous: WriterRecord?
    let packs: PackFolder
    let files: StoreFiles

    /// Removes our stale ref lock and the halves of packs; waits for a foreign ref lock until the timeout.
    func run(timeout: Duration) throws(GitStoreError) {
        try recoverRefLock(timeout)
        try packs.recover()
    }

    private var lockPath: String { "\(repository.gitDirectory)/\(GitRepository.mainRef).lock" }

    private func recoverRefLock(_ timeout: Duration) throws(GitStoreError) {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: timeout)
        while try StoreFiles.status(lockPath) != nil {
            if try isOurs() { return try files.remove(lockPath) }
            guard clock.now < deadline else {
                throw GitStoreError(
                    .refLocked, at: lockPath, "another program holds the ref, or left its lock when it was killed",
                    remedy: "Wait for that program; if no git process is running here, remove the file.")
            }
            usleep(20_000)
        }
    }

    /// Ours when the previous holder was about to move this ref, has not done so, and the lock holds nothing or its
    /// target; that holder is gone, or the lock would not be ours to take.
    private func isOurs() throws(GitStoreError) -> Bool {
        guard let move = previous?.move, move.ref == GitRepository.mainRef else { return false }
        guard try repository.head() != move.target else { return false }
        guard let content = try StoreFiles.content(lockPath, limit: 1 << 16) else { return true }
        let written = content.filter { $0 > 0x20 }
        return move.target.hexBytes.starts(with: written)
    }
}
