internal import BoundKnowledge
internal import Cryptography
internal import GitStore

/// Compares readable heads with what the objects say they must be, on all cores.
struct HeadAudit: Sendable {
    /// A head in the tree: the blob there, and the number of its lineage in the ledger.
    struct Entry: Sendable {
        let blob: GitObjectID
        let lineage: UInt32
        /// Its place among all entries of the tree, so that findings keep the tree's order.
        let ordinal: UInt32
    }

    let published: [PublishedBlob]
    let ledger: ObjectLedger

    /// The entries whose bytes are not what the objects give.
    func differing(_ entries: [Entry], _ workers: AuditWorkers) async throws -> [Entry] {
        var differing: [Entry] = []
        try await workers.run(entries.count) { range, repository in
            try entries[range].filter { entry in
                try Task.checkCancellation()
                return try differs(entry, repository)
            }
        } fold: { _, part in
            differing += part
        }
        return differing
    }

    private func differs(_ entry: Entry, _ repository: GitRepository) throws -> Bool {
        // The blob's id alone would not do: SHA-1 names it, and colliding bytes can be made.
        guard let bytes = try? repository.blob(entry.blob), let head = ledger.head(Int(entry.lineage)) else {
            return true
        }
        if let digest = head.digest { return SHA256.digest(of: bytes) != digest }
        return try Self.bytes(of: head, ledger, published, repository) != bytes
    }

    /// The head of a document in which other objects have a say, made from the objects themselves.
    private static func bytes(
        of head: ObjectLedger.Head, _ ledger: ObjectLedger, _ published: [PublishedBlob], _ repository: GitRepository
    ) throws -> [UInt8]? {
        func object(at position: Int) throws -> BoundObject {
            try BoundObject(unverified: repository.blob(published[position].blob))
        }
        var withdrawal: Withdrawal?
        if let position = head.withdrawal, case .withdrawal(let found) = try object(at: position).envelope.subject {
            withdrawal = found
        }
        return try ReadableHead(
            object(at: head.document), withdrawal: withdrawal, quarantine: head.quarantine
        ) { address in
            try ledger.position(of: address).map(object)
        }?.bytes
    }
}
