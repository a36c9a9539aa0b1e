public import BoundKnowledge
public import GitStore

/// Audits a whole registry from its git repository alone, trusting nothing but one root address: no index, no description, no clone's
/// own root.
///
/// Every object: address, canonical form, strict form, proofs, authorisation, chain of versions. The history: append-only, signed by
/// the commit key, in the order that its messages list. What is derived: heads and copies of trust roots, recomputed.
public struct Audit: Sendable {
    private let path: String
    private let pinned: Address?
    private let instant: Timestamp
    private let lastSeen: GitObjectID?

    /// An audit.
    ///
    /// - Parameters:
    ///   - path: a registry or a clone of one.
    ///   - pinned: the address of the trust root, from outside the registry.
    ///   - instant: the time to judge ends by.
    ///   - lastSeen: the head that the auditor saw last.
    public init(of path: String, pinned: Address?, instant: Timestamp, lastSeen: GitObjectID? = nil) {
        self.path = path
        self.pinned = pinned
        self.instant = instant
        self.lastSeen = lastSeen
    }

    /// Runs the audit on all cores.
    ///
    /// Keeps some hundred bytes an object, and no object. Where the copies under `trust/` are not the registry's trust roots, every
    /// object is verified a second time, and the progress begins again.
    ///
    /// - Parameter progress: called with the number of objects verified and of all.
    /// - Complexity: one Ed25519 verification (about 0.1 ms) a proof, divided by the number of cores.
    public func run(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> AuditReport {
        let workers = try AuditWorkers(opening: path)
        let repository = workers.repository
        guard let head = try repository.head() else {
            throw RegistryError(
                .notARegistry, at: path, "the repository has no branch main", remedy: "Name the folder of a registry.")
        }
        var history = try await HistoryAudit(of: workers, head: head, lastSeen: lastSeen)
        let (objects, trust) = try await judge(history.published, head: head, workers, progress)
        var trustFindings: [AuditFinding] = []
        if let state = trust?.state {
            try await history.checkSignatures(state, instant: instant, workers)
        } else {
            trustFindings = (trust?.findings ?? [Self.noRoot]).map { AuditFinding($0) }
        }
        var findings = history.findings + objects.damage + trustFindings + objects.findings + objects.chain.findings
        if !history.isBroken {
            findings += try await TreeAudit(
                of: workers, head: head, published: history.published, ledger: objects.chain.ledger,
                reported: Set(history.findings.compactMap(\.path))
            ).findings
        }
        if let origin = trust?.state?.origin {
            findings += DescriptionAudit(of: repository, at: path, expecting: origin).findings
        }
        findings += try PackAudit(of: repository).findings
        return AuditReport(
            origin: trust?.state?.origin ?? (try? Registry.description(of: repository, at: path).origin) ?? "unknown",
            head: head, root: pinned, commitCount: history.commits.count, objectCounts: objects.counts,
            findings: findings)
    }

    private static let noRoot = Finding(
        "signer-unknown", .leavesSignerUnknown, at: "", "no trust root says whose the signatures are",
        remedy: "Give the address of the registry's trust root with --root, or pin it.")

    /// Verifies every object under the trust that the registry's own trust roots give, all of them and no others.
    ///
    /// What is a trust root is known when every object was read, and has to be known before. So the first pass stands on a guess,
    /// and counts only if it finds exactly those trust roots; otherwise a second one stands on what it found.
    private func judge(
        _ published: [PublishedBlob], head: GitObjectID, _ workers: AuditWorkers,
        _ progress: @Sendable (Int, Int) -> Void
    ) async throws -> (ObjectAudit, trust: (state: TrustState?, findings: [Finding])?) {
        guard let pinned else {
            let objects = try await ObjectAudit(
                of: published, trust: nil, instant: instant, workers: workers, progress: progress)
            return (objects, nil)
        }
        let repository = workers.repository
        var candidates = try RootCandidates(guessedFrom: head, published, in: repository)
        for _ in 0..<2 {
            let trust = try candidates.trust(from: pinned, published, in: repository)
            let objects = try await ObjectAudit(
                of: published, trust: trust.state, instant: instant, workers: workers, progress: progress)
            if objects.roots == candidates.positions { return (objects, trust) }
            candidates = RootCandidates(found: objects.roots)
        }
        throw RegistryError(
            .damaged, at: path, "its trust roots were others when they were read again, expected the same",
            remedy: "Check the disk, and audit again while nobody changes the repository's files.")
    }
}
