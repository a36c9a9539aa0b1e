internal import Cryptography
public import DataIntegrity
internal import JSON
public import Signing

/// What can be said about an object's bytes alone: form, digests and signatures, but not whether the signers may sign.
public struct IntegrityCheck: Sendable {
    /// SHA-256 of the bytes that were looked at.
    public let address: Address
    /// The object, if it could be read; its approvals may be forged while `findings` reject it.
    public internal(set) var object: BoundObject?
    /// The keys whose proofs verified.
    public let signers: Set<DIDKey>
    /// Everything that was found.
    public let findings: [Finding]
    /// Whether the bytes are an object in canonical form, whatever its proofs are worth: what `BoundObject(unverified:)` accepts.
    package let isWellFormed: Bool

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
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes, limits: ObjectDecoder.limits)
        } catch {
            let address = Address(of: bytes)
            findings = Self.findings(for: address, expecting: expected) + [.notJSON(error)]
            self.address = address
            object = nil
            signers = []
            isWellFormed = false
            return
        }
        let verification = Self.verification(of: document.root, instant: instant, draft: draft, keys: keys)
        let digests = verification?.digests
        // Verifying has hashed the bytes already where they are canonical.
        let address = document.isCanonical ? digests?.whole.map(Address.init) ?? Address(of: bytes) : Address(of: bytes)
        var findings = Self.findings(for: address, expecting: expected)
        if !document.isCanonical, !draft { findings.append(.notCanonical) }
        var decoded = ObjectDecoder(allowsMissingProofs: draft, keys: keys).decode(document.root)
        findings += decoded.findings
        if let verification { findings += Self.findings(of: verification, whileDecoding: decoded.findings) }
        self.address = address
        self.findings = findings
        signers = Set(
            (verification?.outcomes ?? []).filter(\.isIntact).compactMap(\.key).map { key in
                decoded.approvals.first { $0.key.publicKey == key }?.key ?? DIDKey(key)
            })
        isWellFormed = decoded.envelope != nil && document.isCanonical && Verdict(decoded.findings) == .verified
        // Taken out, not copied: an envelope has many texts.
        guard let envelope = decoded.envelope.take() else {
            object = nil
            return
        }
        object = BoundObject(
            bytes: bytes, address: address, claim: digests.map { Claim($0.unsecured) } ?? Claim(of: document.root),
            envelope: envelope, approvals: decoded.approvals)
    }

    /// What the proofs are worth; `nil` for a draft without any.
    private static func verification(
        of root: JSONNode, instant: Timestamp?, draft: Bool, keys: ResolvedKeys
    ) -> ProofVerification? {
        if draft, root["proof"].map({ $0.count == 0 }) ?? true { return nil }
        return DataIntegrityVerifier(
            instant: instant?.dateTimeStamp, maximumProofCount: ObjectDecoder.maximumProofCount,
            resolve: keys.key(ofMethod:)
        ).verify(root)
    }

    private static func findings(for address: Address, expecting expected: Address?) -> [Finding] {
        guard let expected, expected != address else { return [] }
        return [
            Finding(
                "address-mismatch", .rejects, at: "", "the bytes have the address \(address), expected \(expected)",
                remedy: "The bytes were changed: fetch them from another source.")
        ]
    }

    /// The proofs' problems as findings, without those that strict decoding already named at the same place.
    private static func findings(
        of verification: ProofVerification, whileDecoding known: [Finding]
    ) -> [Finding] {
        let problems = verification.problems + verification.outcomes.flatMap(\.problems)
        guard !problems.isEmpty else { return [] }
        let pointers = Set(known.map(\.pointer))
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
