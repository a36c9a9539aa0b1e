public import BoundKnowledge
internal import GitStore

/// Where an object stands in its registry now. As the registry tells it: an absence is proved by an audit only.
public enum ObjectStatus: Sendable, Hashable {
    /// The newest version of its lineage, or of a type without versions.
    case current
    /// A later version is there.
    case superseded(by: Address)
    /// A withdrawal is there.
    case withdrawn(by: Address, Withdrawal)

    /// `current`, `superseded` or `withdrawn`.
    public var name: String {
        switch self {
        case .current: "current"
        case .superseded: "superseded"
        case .withdrawn: "withdrawn"
        }
    }
}

extension Registry {
    /// Where the object at `address` stands for a reader; `nil` if the registry has none.
    public func status(of address: Address, for audience: Audience = .members) throws -> ObjectStatus? {
        guard let record = try index.record(at: address) else { return nil }
        return try status(of: record) { try isShown($0, to: audience) }
    }

    /// The status that follows from those later versions and withdrawals that `counts` lets pass.
    private func status(of record: ObjectRecord, _ counts: (ObjectRecord) throws -> Bool) throws -> ObjectStatus {
        if let found = try withdrawal(of: record, counts) { return .withdrawn(by: found.address, found.withdrawal) }
        let successor = try index.successors(of: record).first(where: counts)
        return successor.map { .superseded(by: $0.address) } ?? .current
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
        // Whoever writes to the repository without keys can add a withdrawal or a version, and cannot sign it.
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

    /// Findings about withdrawals and versions that do not verify: as many as a person reads.
    private static let passedOverLimit = 8

    private static func passedOverFinding(_ address: Address) -> Finding {
        Finding(
            "status-unverified", .warns, at: "",
            "\(address) would withdraw or replace the object, does not verify itself, and is passed over",
            remedy: "Run `bindery audit`; somebody added it without the publishers' keys.")
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
