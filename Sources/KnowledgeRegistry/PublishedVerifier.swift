internal import BoundKnowledge
internal import DataIntegrity
internal import GitStore

/// Verifies what a registry has published, each object at its place in the order of publication.
///
/// The place comes from git, which anybody may have written. Where the verdict can depend on it, the signature of the commit that
/// published the object is checked: it covers the order in the commit's message, and by git's ids every commit before. A place that
/// no commit key vouches for counts as unknown, and a revoked key has nothing to gain from it. That git's ids are those of the
/// contents is taken from the store here; an audit hashes them.
struct PublishedVerifier {
    private let registry: Registry
    private let trust: TrustState?
    private let verifier: ObjectVerifier
    private let commitKeys: CommitKeyCheck?

    init(_ registry: Registry, trust: TrustState?, instant: Timestamp) {
        self.registry = registry
        self.trust = trust
        verifier = ObjectVerifier(trust: trust, instant: instant)
        commitKeys = trust.map { CommitKeyCheck(trust: $0, instant: instant) }
    }

    /// The verdict on an object; its chain and status are not looked at.
    func verify(_ record: ObjectRecord) throws -> Verification {
        // The blob as it is: other bytes than the address promises are a finding, not an error.
        let bytes = try registry.repository.blob(record.blob)
        let placed = verifier.verify(bytes, expecting: record.address, position: record.position)
        guard dependsOnPosition(placed), let doubt = try doubt(about: record) else { return placed }
        let unplaced = verifier.verify(bytes, expecting: record.address)
        return Verification(
            address: unplaced.address, object: unplaced.object, signers: unplaced.signers,
            findings: [doubt] + unplaced.findings)
    }

    /// The verdict on bytes whose place nobody knows.
    func verify(unplaced bytes: [UInt8], expecting address: Address) -> Verification {
        verifier.verify(bytes, expecting: address)
    }

    /// With one root that revokes nothing, a place decides only whether an approval ended before or after the publication.
    private func dependsOnPosition(_ verification: Verification) -> Bool {
        guard let trust else { return false }
        return trust.roots.count > 1 || trust.roots.contains { !$0.root.revoked.isEmpty }
            || verification.findings.contains { Self.endings.contains($0.code) }
    }

    /// Codes of what is history in an object that was published in time, and makes any other stale.
    private static let endings: Set<String> = [ProofProblem.Code.expired.rawValue, "key-expired"]

    /// Why nobody vouches for the place of an object; `nil` when a commit key does.
    private func doubt(about record: ObjectRecord) throws -> Finding? {
        guard let commitKeys else { return nil }
        guard let publication = try registry.index.publication(at: record.position) else {
            throw RegistryError(
                .damaged, at: registry.path, "the index names no commit for the object \(record.address)",
                remedy: "Remove the files .bindery/*.sqlite* while nobody writes: they are made again from git.")
        }
        let commit = try registry.repository.commit(publication.commit)
        if let finding = commit.signatureFindings(commitKeys, at: publication.start).first {
            return self.finding(publication, finding.problem)
        }
        guard !CommitLog(message: commit.message).addresses.contains(record.address) else { return nil }
        return finding(publication, "the commit's message does not list the object")
    }

    private func finding(_ publication: (commit: GitObjectID, start: Int64), _ problem: String) -> Finding {
        // Whose the commit keys were before the pinned root, only an older root could say.
        let isBeforePin = publication.start <= trust?.roots.first?.position ?? 0
        return Finding(
            "position-unsigned", .warns, at: "",
            "the object came with the commit \(publication.commit), but \(problem); it is judged as if nobody knew when",
            remedy: isBeforePin
                ? "Start from an older trust root, if you were told one: the object is older than the pinned one."
                : "Run `bindery audit`; somebody wrote to the registry without its commit key.")
    }
}
