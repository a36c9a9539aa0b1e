internal import BoundKnowledge
internal import GitStore

/// One pass over every published object on all cores: each is read, decoded and verified once, and let go again.
struct ObjectAudit {
    /// What says that bytes cannot be read, in order of publication.
    private(set) var damage: [AuditFinding] = []
    /// What verification found, in order of publication.
    private(set) var findings: [AuditFinding] = []
    /// How the objects hang together.
    private(set) var chain = ChainAudit()
    private(set) var counts: [ObjectType: Int] = [:]
    /// The positions of the objects that are trust roots by their bytes, whatever anybody says of them.
    private(set) var roots: [Int] = []

    private struct Part: Sendable {
        var damage: [AuditFinding] = []
        var findings: [AuditFinding] = []
        var summaries: [(position: Int, summary: ObjectSummary)] = []
    }

    /// - Parameters:
    ///   - trust: what to judge by; without it the signers stay unknown, which is said once for the registry.
    ///   - progress: called with the number of objects verified and of all.
    init(
        of published: [PublishedBlob], trust: TrustState?, instant: Timestamp, workers: AuditWorkers,
        progress: @Sendable (Int, Int) -> Void
    ) async throws {
        let verifier = ObjectVerifier(trust: trust, instant: instant)
        chain.reserve(published.count)
        try await workers.run(published.count) { range, repository in
            var part = Part()
            for position in range {
                try Task.checkCancellation()
                let entry = published[position]
                guard let bytes = try Self.bytes(of: entry, repository, &part.damage) else { continue }
                let verification = verifier.verify(bytes, expecting: entry.address, position: Int64(position))
                part.findings += verification.findings
                    .filter { trust != nil || $0.consequence != .leavesSignerUnknown }
                    .map { AuditFinding($0, object: entry.address, path: RegistryLayout.path(of: entry.address)) }
                if let object = verification.wellFormedObject {
                    part.summaries.append((position, ObjectSummary(object)))
                }
            }
            return part
        } fold: { range, part in
            add(part)
            progress(range.upperBound, published.count)
        }
    }

    private mutating func add(_ part: Part) {
        damage += part.damage
        findings += part.findings
        for (position, summary) in part.summaries {
            counts[summary.link.type, default: 0] += 1
            if summary.link.type == .trustRoot { roots.append(position) }
            chain.add(summary, at: position)
        }
    }

    private static func bytes(
        of entry: PublishedBlob, _ repository: GitRepository, _ damage: inout [AuditFinding]
    ) throws -> [UInt8]? {
        do {
            return try repository.blob(entry.blob)
        } catch {
            guard error.isDamage else { throw error }
            damage.append(
                AuditFinding(
                    Finding(
                        error.code == .missingObject ? "object-missing" : "store-damaged", .rejects, at: "",
                        "the bytes of the object cannot be read: \(error.problem)",
                        remedy: "Restore the repository from a mirror."),
                    object: entry.address, path: RegistryLayout.path(of: entry.address), commit: entry.commit))
            return nil
        }
    }
}
