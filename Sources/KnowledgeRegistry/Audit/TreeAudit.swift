internal import BoundKnowledge
internal import GitStore

/// Compares the tree at the head with what the objects say it must be.
struct TreeAudit {
    private(set) var findings: [AuditFinding] = []

    init(
        of repository: GitRepository, head: GitObjectID,
        published: [(address: Address, blob: GitObjectID, commit: GitObjectID)], objects: [BoundObject]
    ) throws {
        var derived = try Self.derivedFiles(objects)
        derived[RegistryLayout.attributes] = Array(RegistryLayout.attributesText.utf8)
        let blobs = Dictionary(published.map { ($0.address, $0.blob) }) { first, _ in first }
        var missing = Set(blobs.keys)
        var unexpected: [AuditFinding] = []
        do {
            try repository.forEachBlob(under: "", in: head) { path, blob in
                if path.hasPrefix(RegistryLayout.objects + "/") {
                    if let address = RegistryLayout.address(atPath: path), blobs[address] == blob {
                        missing.remove(address)
                    }
                } else if let expected = derived.removeValue(forKey: path) {
                    if (try? repository.blob(blob)) != expected { unexpected.append(Self.differs(path)) }
                } else if path != RegistryLayout.description, !path.hasPrefix(RegistryLayout.policy + "/") {
                    unexpected.append(Self.surplus(path))
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

    private static func differs(_ path: String) -> AuditFinding {
        AuditFinding(
            Finding(
                "derived-file", .rejects, at: "", "\(path) is not what the objects give",
                remedy: "Read the objects; ask the operator to publish again."), path: path)
    }

    private static func surplus(_ path: String) -> AuditFinding {
        AuditFinding(
            Finding(
                "unknown-path", .rejects, at: "", "\(path) belongs to no part of a registry",
                remedy: "Ask the operator what it is."), path: path)
    }
}
