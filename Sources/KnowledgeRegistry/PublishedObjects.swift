internal import BoundKnowledge
internal import GitStore

/// The objects that one commit published, in their order.
struct PublishedObjects {
    /// Address and blob of each.
    let entries: [(address: Address, blob: GitObjectID)]
    /// Paths under `objects/` that the commit changed or removed, or that stand for no address.
    let violations: [GitPathChange]
    /// Whether the message lists exactly the objects that were added.
    let isListed: Bool

    /// - Parameter previous: the commit's parent.
    init(in commit: GitObjectID, after previous: GitObjectID?, of repository: GitRepository) throws {
        var blobs: [Address: GitObjectID] = [:]
        var violations: [GitPathChange] = []
        for change in try repository.changes(from: previous, to: commit)
        where change.path.utf8.starts(with: "objects/".utf8) {
            if change.kind == .added, let address = RegistryLayout.address(atPath: change.path),
                let blob = change.newBlob
            {
                blobs[address] = blob
            } else {
                violations.append(change)
            }
        }
        let listed = CommitLog(message: try repository.commit(commit).message).addresses
        // Each once: an object listed twice would stand in for one that is not listed at all.
        isListed = listed.count == blobs.count && Set(listed) == Set(blobs.keys)
        // Where a message does not tell the order, the addresses do.
        let order = isListed ? listed : blobs.keys.sorted()
        entries = order.compactMap { address in blobs[address].map { (address, $0) } }
        self.violations = violations
    }
}
