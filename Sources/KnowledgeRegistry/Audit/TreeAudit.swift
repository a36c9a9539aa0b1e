internal import BoundKnowledge
internal import Cryptography
internal import GitStore

/// Compares the tree at the head with what the objects say it must be.
struct TreeAudit {
    private(set) var findings: [AuditFinding] = []

    private let published: [PublishedBlob]
    private let ledger: ObjectLedger
    private let reported: Set<String>
    /// The first publication at each address, and which of them were seen in the tree.
    private var byAddress = PositionIndex<Address>()
    private var isPresent: [Bool]
    /// The copies of trust roots and the attributes that were not seen yet, by path, with the digest of their bytes.
    private var copies: [String: Digest]
    private var heads: [HeadAudit.Entry] = []
    /// By their number in the ledger, the lineages whose head was seen.
    private var hasHead: [Bool]
    /// Findings on entries of the tree, each with the entry's place.
    private var unexpected: [(ordinal: UInt32, finding: AuditFinding)] = []
    private var ordinal: UInt32 = 0

    /// - Parameter reported: paths under `objects/` that the history's findings name already.
    init(
        of workers: AuditWorkers, head: GitObjectID, published: [PublishedBlob], ledger: ObjectLedger,
        reported: Set<String>
    ) async throws {
        self.published = published
        self.ledger = ledger
        self.reported = reported
        isPresent = [Bool](repeating: false, count: published.count)
        hasHead = [Bool](repeating: false, count: ledger.lineageCount)
        copies = [RegistryLayout.attributes: SHA256.digest(of: RegistryLayout.attributesText)]
        for (version, address) in ledger.roots { copies[RegistryLayout.rootPath(version: version)] = address.digest }
        for (position, entry) in published.enumerated()
        where byAddress.position(of: entry.address, { published[$0].address }) == nil {
            byAddress.set(entry.address, to: position) { published[$0].address }
        }
        try walk(head, workers.repository)
        for entry in try await HeadAudit(published: published, ledger: ledger).differing(heads, workers) {
            guard let head = ledger.head(Int(entry.lineage)) else { continue }
            unexpected.append((entry.ordinal, Self.differs(RegistryLayout.headPath(of: head.lineage))))
        }
        findings += unexpected.sorted { $0.ordinal < $1.ordinal }.map(\.finding)
        findings += missingFiles.sorted().map(Self.differs)
        findings += missingObjects.sorted().map { address in
            AuditFinding(
                Finding(
                    "object-missing", .rejects, at: "", "the object is not in the tree of the head",
                    remedy: "Restore the repository from a mirror."),
                object: address, path: RegistryLayout.path(of: address))
        }
    }

    private mutating func walk(_ head: GitObjectID, _ repository: GitRepository) throws {
        do {
            try repository.forEachEntry(in: head) { path, blob, kind in
                try Task.checkCancellation()
                if let finding = check(path, blob, kind, repository) { unexpected.append((ordinal, finding)) }
                ordinal += 1
            }
        } catch let error as GitStoreError {
            guard error.isDamage else { throw error }
            findings.append(
                AuditFinding(
                    Finding(
                        "store-damaged", .rejects, at: "", "the tree of the head cannot be read: \(error.problem)",
                        remedy: "Restore the repository from a mirror."), commit: head))
        }
    }

    /// What is wrong with an entry of the tree; a readable head is put aside and compared later.
    private mutating func check(
        _ path: String, _ blob: GitObjectID, _ kind: GitFileKind, _ repository: GitRepository
    ) -> AuditFinding? {
        if kind != .file { return Self.surplus(path, "\(path) is no plain file of mode 100644") }
        if path.utf8.starts(with: Self.objectsPrefix) {
            let address = RegistryLayout.address(atPath: path)
            if let address, isFirstSight(of: address, blob) { return nil }
            // A tree may hold a name twice, and git shows one of them.
            return reported.contains(path) ? nil : Self.unpublished(path, address)
        }
        if let expected = copies.removeValue(forKey: path) {
            let digest = (try? repository.blob(blob)).map { SHA256.digest(of: $0) }
            return digest == expected ? nil : Self.differs(path)
        }
        if let lineage = RegistryLayout.lineage(ofHeadPath: path), let number = ledger.lineageNumber(lineage),
            ledger.head(number) != nil, !hasHead[number]
        {
            hasHead[number] = true
            heads.append(HeadAudit.Entry(blob: blob, lineage: UInt32(number), ordinal: ordinal))
            return nil
        }
        guard path != RegistryLayout.description, !path.utf8.starts(with: Self.policyPrefix) else { return nil }
        return Self.surplus(path, "\(path) belongs to no part of a registry")
    }

    /// Whether the blob is what was published at the address, and the tree showed it for the first time.
    private mutating func isFirstSight(of address: Address, _ blob: GitObjectID) -> Bool {
        guard let position = byAddress.position(of: address, { published[$0].address }),
            published[position].blob == blob, !isPresent[position]
        else { return false }
        isPresent[position] = true
        return true
    }

    /// Paths of heads and copies that the tree does not hold.
    private var missingFiles: [String] {
        Array(copies.keys)
            + hasHead.indices.filter { !hasHead[$0] }.compactMap { number in
                ledger.head(number).map { RegistryLayout.headPath(of: $0.lineage) }
            }
    }

    /// Addresses of published objects that the tree does not hold.
    private var missingObjects: [Address] {
        isPresent.indices.filter { position in
            !isPresent[position]
                && byAddress.position(of: published[position].address) { published[$0].address } == position
        }.map { published[$0].address }
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
