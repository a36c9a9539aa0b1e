internal import Cryptography
public import DataIntegrity
internal import JSON
public import Signing

/// What can be said about an object's bytes alone: form, digests and signatures, but not whether the signers may sign.
public struct IntegrityCheck: Sendable {
    /// SHA-256 of the bytes that were looked at.
    public let address: Address
    /// The object, if it could be read; its approvals may be forged while `findings` reject it.
    public let object: BoundObject?
    /// The keys whose proofs verified.
    public let signers: Set<DIDKey>
    /// Everything that was found.
    public let findings: [Finding]

    /// Checks `bytes` without any trust.
    ///
    /// - Parameters:
    ///   - bytes: an object as it was fetched.
    ///   - expected: the address that it was asked for by.
    ///   - instant: the time to judge `expires` of proofs by.
    ///   - draft: whether missing proofs are acceptable.
    ///   - keys: where signers are remembered; worth passing on by who checks many objects.
    /// - Complexity: linear in the bytes, and one Ed25519 verification a proof.
    public init(
        of bytes: [UInt8], expecting expected: Address? = nil, instant: Timestamp? = nil, draft: Bool = false,
        keys: ResolvedKeys = ResolvedKeys()
    ) {
        address = Address(of: bytes)
        var findings: [Finding] = []
        if let expected, expected != address {
            findings.append(
                Finding(
                    "address-mismatch", .rejects, at: "", "the bytes have the address \(address), expected \(expected)",
                    remedy: "The bytes were changed: fetch them from another source."))
        }
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes, limits: ObjectDecoder.limits)
        } catch {
            findings.append(.notJSON(error))
            self.findings = findings
            object = nil
            signers = []
            return
        }
        if !document.isCanonical, !draft { findings.append(.notCanonical) }
        let decoded = ObjectDecoder(allowsMissingProofs: draft, keys: keys).decode(document.root)
        findings += decoded.findings
        var signers: Set<DIDKey> = []
        var claim: Claim?
        if !draft || document.root["proof"].map({ $0.count > 0 }) ?? false {
            let verification = DataIntegrityVerifier(
                instant: instant?.dateTimeStamp, maximumProofCount: ObjectDecoder.maximumProofCount,
                resolve: keys.key(ofMethod:)
            ).verify(document.root)
            findings += Self.findings(of: verification, whileDecoding: decoded.findings)
            claim = verification.documentDigest.map(Claim.init)
            signers = Set(
                verification.outcomes.filter(\.isIntact).compactMap(\.key).map { key in
                    decoded.approvals.first { $0.key.publicKey == key }?.key ?? DIDKey(key)
                })
        }
        self.signers = signers
        self.findings = findings
        object = decoded.envelope.map { [address] envelope in
            BoundObject(
                bytes: bytes, address: address, claim: claim ?? Claim(of: document.root), envelope: envelope,
                approvals: decoded.approvals)
        }
    }

    /// The proofs' problems as findings, without those that strict decoding already named at the same place.
    private static func findings(
        of verification: ProofVerification, whileDecoding known: [Finding]
    ) -> [Finding] {
        let pointers = Set(known.map(\.pointer))
        let problems = verification.problems + verification.outcomes.flatMap(\.problems)
        return problems.filter { !pointers.contains($0.pointer) }.map { problem in
            Finding(
                problem.code.rawValue, problem.code == .expired ? .makesStale : .rejects, at: problem.pointer,
                problem.problem,
                remedy: problem.code == .expired
                    ? "Ask the signer for a new approval."
                    : "Fetch the object again, or report the registry to its operator.")
        }
    }
}

extension ProofOutcome {
    /// Whether the signature is genuine, be it expired.
    fileprivate var isIntact: Bool { problems.allSatisfy { $0.code == .expired } }
}

extension BoundObject {
    /// The object of a draft's bytes: any layout, perhaps without proofs.
    ///
    /// - Throws: `ObjectError` with every reason why it is no draft.
    public init(draft bytes: [UInt8]) throws(ObjectError) {
        let check = IntegrityCheck(of: bytes, draft: true)
        guard let object = check.object, !check.findings.contains(where: { $0.consequence == .rejects }) else {
            throw ObjectError(findings: check.findings)
        }
        self.init(object.envelope, approvals: object.approvals)
    }
}

extension BoundObject {
    /// The object of canonical bytes whose proofs somebody else has verified or will verify: strict decoding alone.
    ///
    /// - Throws: `ObjectError` with every reason why the bytes are no object.
    package init(unverified bytes: [UInt8]) throws(ObjectError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes, limits: ObjectDecoder.limits)
        } catch {
            throw ObjectError(findings: [.notJSON(error)])
        }
        let decoded = ObjectDecoder(allowsMissingProofs: false).decode(document.root)
        guard let envelope = decoded.envelope, document.isCanonical, Verdict(decoded.findings) == .verified else {
            throw ObjectError(findings: (document.isCanonical ? [] : [.notCanonical]) + decoded.findings)
        }
        self.init(
            bytes: bytes, address: Address(of: bytes), claim: Claim(of: document.root), envelope: envelope,
            approvals: decoded.approvals)
    }
}

extension Finding {
    static var notCanonical: Finding {
        Finding(
            "not-canonical", .rejects, at: "", "the bytes are not the RFC 8785 canonical form of their JSON",
            remedy: "Fetch the exact bytes; formatting changes the address.")
    }

    static func notJSON(_ error: JSONError) -> Finding {
        Finding(
            "not-json", .rejects, at: "", "the bytes are no acceptable JSON: \(error.location): \(error.problem)",
            remedy: error.remedy)
    }
}

/// Bytes that are no object, with every reason.
public struct ObjectError: Error, Sendable, CustomStringConvertible {
    /// Every reason.
    public let findings: [Finding]

    /// What people read.
    public var description: String { findings.map(\.description).joined(separator: "\n") }
}
