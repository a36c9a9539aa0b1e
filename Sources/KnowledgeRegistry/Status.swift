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
    /// Where the object at `address` stands; `nil` if the registry has none.
    public func status(of address: Address) throws -> ObjectStatus? {
        guard let record = try index.record(at: address) else { return nil }
        if let found = try withdrawal(of: record) { return .withdrawn(by: found.address, found.withdrawal) }
        if let current = try record.lineage.flatMap({ try index.current(record.type, of: $0) }),
            current.address != address
        {
            return .superseded(by: current.address)
        }
        return .current
    }

    func withdrawal(of record: ObjectRecord) throws -> (address: Address, withdrawal: Withdrawal)? {
        guard let found = try index.withdrawal(of: record.address),
            case .withdrawal(let withdrawal)? = try decodedObject(at: found.address)?.envelope.subject
        else { return nil }
        return (found.address, withdrawal)
    }

    /// The verdict on an object under the trust that starts at `pinned`, its chain and its status included.
    ///
    /// - Throws: `RegistryError.notFound` if the registry has no such object.
    public func verify(
        _ address: Address, pinned: Address?, instant: Timestamp
    ) throws -> (verification: Verification, status: ObjectStatus) {
        guard let record = try index.record(at: address), let status = try status(of: address) else {
            throw RegistryError(
                .notFound, at: path, "the registry has no object \(address)",
                remedy: "Check the address; `bindery audit` lists what is there.")
        }
        let trust = try pinned.map { try self.trust(from: $0) }
        let verifier = ObjectVerifier(trust: trust?.state, instant: instant)
        // The blob as it is: other bytes than the address promises are a finding, not an error.
        let verification = verifier.verify(
            try repository.blob(record.blob), expecting: address, position: record.position)
        var findings = verification.findings
        if trust?.state == nil { findings = (trust?.findings ?? []) + findings }
        if let object = verification.object {
            let predecessor = try object.envelope.subject.previous.flatMap { try decodedObject(at: $0) }
            findings += LineageChain.findings(for: object, predecessor: predecessor)
        }
        findings += Self.findings(for: status)
        return (
            Verification(
                address: address, object: verification.object, signers: verification.signers, findings: findings),
            status
        )
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
