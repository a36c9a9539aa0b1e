internal import BoundKnowledge
internal import GitStore

/// Reads every published blob, re-hashed by git's own id, and decodes it.
struct ObjectAudit {
    struct Entry: Sendable {
        let address: Address
        /// The bytes in the store, whatever they are; `nil` if they cannot be read.
        let bytes: [UInt8]?
        let object: BoundObject?
    }

    static func read(
        _ published: [(address: Address, blob: GitObjectID, commit: GitObjectID)], from repository: GitRepository
    ) throws -> (objects: [Entry], findings: [AuditFinding]) {
        var findings: [AuditFinding] = []
        let objects = try published.map { entry -> Entry in
            try Task.checkCancellation()
            do {
                let bytes = try repository.verifiedBlob(entry.blob)
                return Entry(address: entry.address, bytes: bytes, object: try? BoundObject(unverified: bytes))
            } catch let error as GitStoreError {
                guard error.isDamage else { throw error }
                findings.append(
                    AuditFinding(
                        Finding(
                            error.code == .missingObject ? "object-missing" : "store-damaged", .rejects, at: "",
                            "the bytes of the object cannot be read: \(error.problem)",
                            remedy: "Restore the repository from a mirror."),
                        object: entry.address, path: RegistryLayout.path(of: entry.address), commit: entry.commit))
                return Entry(address: entry.address, bytes: nil, object: nil)
            }
        }
        return (objects, findings)
    }
}
