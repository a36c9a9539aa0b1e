internal import Cryptography
public import DataIntegrity
public import Signing

/// What verification says about one object.
public struct Verification: Sendable {
    /// SHA-256 of the bytes that were looked at.
    public let address: Address
    /// The object, if it could be read.
    public let object: BoundObject?
    /// The keys whose signatures are genuine, ordered by their text.
    public let signers: [DIDKey]
    /// Everything that was found.
    public let findings: [Finding]
    private let isWellFormed: Bool

    package init(
        address: Address, object: BoundObject?, signers: [DIDKey], findings: [Finding], isWellFormed: Bool = false
    ) {
        self.address = address
        self.object = object
        self.signers = signers
        self.findings = findings
        self.isWellFormed = isWellFormed
    }

    /// The object if the bytes are one in canonical form, whatever its proofs are worth.
    package var wellFormedObject: BoundObject? { isWellFormed ? object : nil }

    /// What the findings add up to.
    public var verdict: Verdict { Verdict(findings) }
}

/// What a verification is for: the same rules, with other consequences for what is merely too late.
public enum VerificationPurpose: Sendable {
    /// Judging an object that is published: what ended makes it stale.
    case reading
    /// Admitting a new object: what ended is refused.
    case publication
}

/// Verifies objects offline, with nothing but their bytes, a clock reading and the trust roots.
public struct ObjectVerifier: Sendable {
    private let trust: TrustState?
    private let instant: Timestamp
    private let purpose: VerificationPurpose
    private let keys: ResolvedKeys

    /// A verifier.
    ///
    /// - Parameters:
    ///   - trust: what is trusted; without it no object gets further than `signerUnknown`.
    ///   - instant: the time to judge ends by.
    ///   - purpose: what the answer is for.
    ///   - keys: where signers are remembered; worth sharing between verifiers.
    public init(
        trust: TrustState?, instant: Timestamp, purpose: VerificationPurpose = .reading,
        keys: ResolvedKeys = ResolvedKeys()
    ) {
        self.trust = trust
        self.instant = instant
        self.purpose = purpose
        self.keys = keys
    }

    /// The verdict on `bytes`, with every finding.
    ///
    /// - Parameters:
    ///   - bytes: the object as it was fetched.
    ///   - expected: the address that it was asked for by.
    ///   - position: its 0-based position in the order of publication, where known.
    /// - Complexity: linear in the bytes, and one Ed25519 verification (about 0.1 ms) a proof.
    public func verify(_ bytes: [UInt8], expecting expected: Address? = nil, position: Int64? = nil) -> Verification {
        var check = IntegrityCheck(of: bytes, expecting: expected, instant: instant, keys: keys)
        var findings = position == nil ? check.findings : check.findings.map(\.judgedAtPublication)
        let object = check.object.take()  // not copied: an object has many texts
        if let object {
            findings += endings(of: object)
            findings += authorisation(of: object, signers: check.signers, position: position)
        }
        if purpose == .publication { findings = findings.map(\.refusingWhatEnded) }
        return Verification(
            address: check.address, object: object,
            signers: check.signers.sorted { $0.multikey.utf8.lexicographicallyPrecedes($1.multikey.utf8) },
            findings: findings, isWellFormed: check.isWellFormed)
    }

    private func endings(of object: BoundObject) -> [Finding] {
        var findings: [Finding] = []
        if let end = object.envelope.validUntil, end < instant {
            findings.append(
                Finding(
                    "claim-ended", .makesStale, at: "/validUntil", "the claim ended at \(end)",
                    remedy: "Look for a newer version."))
        }
        if case .boundDocument(let document) = object.envelope.subject, let day = document.freshness.reviewBy,
            day < instant.day, purpose == .reading
        {
            findings.append(
                Finding(
                    "review-overdue", .makesStale, at: "/credentialSubject/freshness/reviewBy",
                    "the answer was to be reviewed by \(day)", remedy: "Look for a newer version or a review."))
        }
        return findings
    }

    private func authorisation(of object: BoundObject, signers: Set<DIDKey>, position: Int64?) -> [Finding] {
        guard let trust else {
            return [
                Finding(
                    "signer-unknown", .leavesSignerUnknown, at: "/proof",
                    "no trust root says whose the signatures are",
                    remedy: "Give the address of the registry's trust root with --root, or pin it.")
            ]
        }
        var findings: [Finding] = []
        if !object.envelope.registry.utf8.elementsEqual(trust.origin.utf8) {
            findings.append(
                Finding(
                    "other-registry", .rejects, at: "/registry",
                    "the object was signed for `\(object.envelope.registry)`, expected `\(trust.origin)`",
                    remedy: "Fetch it from the registry that it was signed for."))
        }
        if case .trustRoot(let root) = object.envelope.subject {
            if purpose == .publication, root.expires < instant {
                findings.append(
                    Finding(
                        "root-expired", .rejects, at: "/credentialSubject/expires",
                        "the trust root expired at \(root.expires)", remedy: "Sign one that expires later."))
            }
            if !trust.roots.contains(where: { $0.object.address == object.address }) {
                findings += trust.refusals(of: root, object, signers: signers)
            }
            return findings
        }
        return findings
            + RoleCheck(trust: trust, root: trust.rootInForce(at: position), instant: instant, position: position)
            .findings(for: object, signers: signers)
    }
}

extension Finding {
    /// The same finding for an object that is known to be published: the end of an approval was judged then.
    fileprivate var judgedAtPublication: Finding {
        guard code == ProofProblem.Code.expired.rawValue else { return self }
        return Finding(
            code, .informs, at: pointer, problem, remedy: "Nothing; the approval held when the object was published.")
    }

    /// The same finding where a new object is admitted: what ended, or cannot be attributed, is refused.
    fileprivate var refusingWhatEnded: Finding {
        switch consequence {
        case .makesStale, .leavesSignerUnknown, .isUnsupported:
            Finding(code, .rejects, at: pointer, problem, remedy: remedy)
        case .rejects, .warns, .informs: self
        }
    }
}
