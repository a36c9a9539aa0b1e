internal import BoundKnowledge
internal import GitStore

/// Compares the tree at the head with what the objects say it must be.
struct TreeAudit {
    private(set) var findings: [AuditFinding] = []

    /// - Parameter reported: paths under `objects/` that the history's findings name already.
    init(
        of repository: GitRepository, head: GitObjectID,
        published: [(address: Address, blob: GitObjectID, commit: GitObjectID)], objects: [BoundObject],
        reported: Set<String>
    ) throws {
        var derived = try Self.derivedFiles(objects)
        derived[RegistryLayout.attributes] = Array(RegistryLayout.attributesText.utf8)
        let blobs = Dictionary(published.map { ($0.address, $0.blob) }) { first, _ in first }
        var missing = Set(blobs.keys)
        var unexpected: [AuditFinding] = []
        do {
            try repository.forEachEntry(in: head) { path, blob, kind in
                if kind != .file {
                    unexpected.append(Self.surplus(path, "\(path) is no plain file of mode 100644"))
                } else if path.utf8.starts(with: Self.objectsPrefix) {
                    let address = RegistryLayout.address(atPath: path)
                    let isPublished = address.map { blobs[$0] == blob && missing.remove($0) != nil } ?? false
                    // A tree may hold a name twice, and git shows one of them.
                    if !isPublished, !reported.contains(path) { unexpected.append(Self.unpublished(path, address)) }
                } else if let expected = derived.removeValue(forKey: path) {
                    if (try? repository.blob(blob)) != expected { unexpected.append(Self.differs(path)) }
                } else if path != RegistryLayout.description, !path.utf8.starts(with: Self.policyPrefix) {
                    unexpected.append(Self.surplus(path, "\(path) belongs to no part of a registry"))
                }
            }
        } catch let error as GitStoreError {
            guard error.isDamage else { throw error }
            findings.append(
                AuditFinding(
                    Finding(
                        "store-damaged", .rejects, at: "", "the tree of the head cannot be read: \(error.problem)",
                        remedy: "Restore the repository from a mirror."), commit: head))
        }
        findings += unexpected
        findings += derived.keys.sorted().map(Self.differs)
        findings += missing.sorted().map { address in
            AuditFinding(
                Finding(
                    "object-missing", .rejects, at: "", "the object is not in the tree of the head",
                    remedy: "Restore the repository from a mirror."),
                object: address, path: RegistryLayout.path(of: address))
        }
    }

    /// Heads and copies of trust roots, by path.
    private static func derivedFiles(_ objects: [BoundObject]) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        var byAddress: [Address: BoundObject] = [:]
        var currents: [LineageID: BoundObject] = [:]
        var withdrawals: [Address: Withdrawal] = [:]
        for object in objects {
            byAddress[object.address] = object
            switch object.envelope.subject {
            case .boundDocument(let document): currents[document.lineage] = object
            case .withdrawal(let withdrawal): withdrawals[withdrawal.object] = withdrawal
            case .trustRoot(let root): files[RegistryLayout.rootPath(version: root.version)] = object.bytes
            case .modelManifest, .attestation, .aliasSet: break
            }
        }
        for (lineage, object) in currents {
            let head = try ReadableHead(object, withdrawal: withdrawals[object.address]) { byAddress[$0] }
            files[RegistryLayout.headPath(of: lineage)] = head?.bytes
        }
        return files
    }

    private static func unpublished(_ path: String, _ address: Address?) -> AuditFinding {
        AuditFinding(
            Finding(
                "object-changed", .rejects, at: "", "\(path) is not what a commit published there",
                remedy: "Objects are never changed: restore the repository from a mirror."),
            object: address, path: path)
    }

    private static func differs(_ path: String) -> AuditFinding {
        AuditFinding(
            Finding(
                "derived-file", .rejects, at: "", "\(path) is not what the objects give",
                remedy: "Read the objects; ask the operator to publish again."), path: path)
    }

    private static let objectsPrefix = Array("\(RegistryLayout.objects)/".utf8)
    private static let policyPrefix = Array("\(RegistryLayout.policy)/".utf8)

    private static func surplus(_ path: String, _ problem: String) -> AuditFinding {
        AuditFinding(
            Finding("unknown-path", .rejects, at: "", problem, remedy: "Ask the operator what it is."), path: path)
    }
}
