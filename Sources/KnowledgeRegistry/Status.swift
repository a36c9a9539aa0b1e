public import BoundKnowledge
internal import GitStore

/// Where an object stands in its registry now. As the registry tells it: an absence is proved by an audit only.
public enum ObjectStatus: Sendable, Hashable {
    /// The newest version of its lineage, or of a type without versions.
    case current
    /// A later version is there.
    case superseded(by: Address)
    /// An auditor found that the answer is contradicted when it is derived again, and no later attestation lifts that.
    case quarantined(by: Address)
    /// A withdrawal is there.
    case withdrawn(by: Address, Withdrawal)

    /// `current`, `superseded`, `quarantined` or `withdrawn`.
    public var name: String {
        switch self {
        case .current: "current"
        case .superseded: "superseded"
        case .quarantined: "quarantined"
        case .withdrawn: "withdrawn"
        }
    }
}

extension Registry {
    /// Where the object at `address` stands for a reader, in one state of the index; `nil` if the registry has none.
    public func status(of address: Address, for audience: Audience = .members) throws -> ObjectStatus? {
        try index.session {
            guard let record = try index.record(at: address) else { return nil }
            return try status(of: record) { try isShown($0, to: audience) }
        }
    }

    /// Whether a withdrawal of the object at `address` is there.
    package func isWithdrawn(_ address: Address) throws -> Bool {
        guard case .withdrawn = try status(of: address) else { return false }
        return true
    }

    /// The status that follows from those other objects that `counts` lets pass: a withdrawal says most, then a later version.
    private func status(of record: ObjectRecord, _ counts: (ObjectRecord) throws -> Bool) throws -> ObjectStatus {
        if let found = try withdrawal(of: record, counts) { return .withdrawn(by: found.address, found.withdrawal) }
        if let successor = try index.successors(of: record).first(where: counts) {
            return .superseded(by: successor.address)
        }
        return try quarantine(of: record, counts).map { .quarantined(by: $0) } ?? .current
    }

    /// The status of an object that no later version stands in for.
    func statusOfCurrent(_ record: ObjectRecord) throws -> ObjectStatus {
        if let found = try withdrawal(of: record) { return .withdrawn(by: found.address, found.withdrawal) }
        return try quarantine(of: record).map { .quarantined(by: $0) } ?? .current
    }

    /// The newest withdrawal that `counts` lets pass.
    func withdrawal(
        of record: ObjectRecord, _ counts: (ObjectRecord) throws -> Bool = { _ in true }
    ) throws -> (address: Address, withdrawal: Withdrawal)? {
        for found in try index.withdrawals(of: record.address) where try counts(found) {
            guard case .withdrawal(let withdrawal)? = try decodedObject(at: found.address)?.envelope.subject else {
                continue
            }
            return (found.address, withdrawal)
        }
        return nil
    }

    /// The attestation that keeps a document in quarantine: the last one with an effect that `counts` lets pass, if it imposes one.
    ///
    /// - Complexity: O(attestations with an effect); `counts` is not asked where none of them imposes a quarantine.
    func quarantine(
        of record: ObjectRecord, _ counts: (ObjectRecord) throws -> Bool = { _ in true }
    ) throws -> Address? {
        guard record.type == .boundDocument else { return nil }
        let attestations = try index.quarantineAttestations(of: record.address)
        guard attestations.contains(where: { $0.quarantine == .imposes }),
            let last = try attestations.first(where: counts), last.quarantine == .imposes
        else { return nil }
        return last.address
    }

    /// The attestation of an auditor who has read a document since `instant` and found that it holds; `nil` where a later check
    /// found something else.
    package func passedReview(of address: Address, since instant: Timestamp) throws -> Address? {
        guard let last = try index.quarantineAttestations(of: address).first,
            let envelope = try decodedObject(at: last.address)?.envelope, envelope.validFrom >= instant,
            case .attestation(let attestation) = envelope.subject, attestation.kind == .reviewed
        else { return nil }
        return last.address
    }

    /// The verdict on an object under the trust that starts at `pinned`, its chain and its status included.
    ///
    /// - Parameters:
    ///   - address: the object.
    ///   - pinned: the trust root to start from; without one every signer is unknown.
    ///   - instant: the time now.
    ///   - audience: who is told; later versions that it may not see do not supersede the object.
    /// - Throws: `RegistryError.notFound` if the registry has no such object.
    public func verify(
        _ address: Address, pinned: Address?, instant: Timestamp, for audience: Audience = .members
    ) throws -> (verification: Verification, status: ObjectStatus) {
        let trust = try pinned.map { try self.trust(from: $0) }
        let verifier = PublishedVerifier(self, trust: trust?.state, instant: instant)
        guard let record = try index.record(at: address) else {
            return (try verifyUnindexed(address, verifier, trust?.findings ?? []), .current)
        }
        let verification = try verifier.verify(record)
        var findings = verification.findings
        if trust?.state == nil { findings = (trust?.findings ?? []) + findings }
        if let object = verification.object {
            let predecessor = try object.envelope.subject.previous.flatMap { try decodedObject(at: $0) }
            findings += LineageChain.findings(for: object, predecessor: predecessor)
        }
        // Whoever writes to the repository without keys can add a withdrawal, and cannot sign it.
        var passedOver: [Address] = []
        let status = try status(of: record) { other in
            guard try isShown(other, to: audience) else { return false }
            guard trust?.state != nil else { return true }
            let verdict = try verifier.verify(other).verdict
            if verdict != .verified, verdict != .stale { passedOver.append(other.address) }
            return passedOver.last != other.address
        }
        findings += passedOver.prefix(Self.passedOverLimit).map(Self.passedOverFinding) + Self.findings(for: status)
        return (
            Verification(
                address: address, object: verification.object, signers: verification.signers, findings: findings),
            status
        )
    }

    /// What stands at the path of an address and is not in the index, which holds whatever this program can read.
    private func verifyUnindexed(
        _ address: Address, _ verifier: PublishedVerifier, _ trustFindings: [Finding]
    ) throws -> Verification {
        guard let bytes = try unindexedBytes(at: address) else {
            throw RegistryError(
                .notFound, at: path, "the registry has no object \(address)",
                remedy: "Check the address; `bindery audit` lists what is there.")
        }
        let verification = verifier.verify(unplaced: bytes, expecting: address)
        return Verification(
            address: address, object: verification.object, signers: verification.signers,
            findings: trustFindings + verification.findings)
    }

    /// Findings about what would change a status and does not verify: as many as a person reads.
    private static let passedOverLimit = 8

    private static func passedOverFinding(_ address: Address) -> Finding {
        Finding(
            "status-unverified", .warns, at: "",
            "\(address) would change the object's status, does not verify itself, and is passed over",
            remedy: "Run `bindery audit`; somebody added it without the keys for it.")
    }

    private static func findings(for status: ObjectStatus) -> [Finding] {
        switch status {
        case .current:
            return []
        case .superseded(let successor):
            return [
                Finding(
                    "superseded", .informs, at: "", "a later version is \(successor)",
                    remedy: "Read the later version, unless you want the history.")
            ]
        case .quarantined(let attestation):
            return [.quarantined(by: attestation)]
        case .withdrawn(let address, let withdrawal):
            return [
                Finding(
                    "withdrawn", .makesStale, at: "",
                    "withdrawn by \(address): \(withdrawal.reason.rawValue), \(withdrawal.severity.rawValue)",
                    remedy: withdrawal.replacedBy.map { "Read \($0) instead." } ?? "Do not rely on the answer.")
            ]
        }
    }
}
