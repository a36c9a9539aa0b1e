public import JSON

/// What an auditor did.
public enum AttestationKind: String, Sendable, Hashable, CaseIterable {
    case rederived, recomputed, reviewed, audited

    /// The outcomes that the kind can have.
    package var outcomes: [AttestationOutcome] {
        switch self {
        case .rederived: [.bitwise, .failed, .unknown]
        case .recomputed:
            [.identical, .equivalent, .revised, .contradicted, .unstable, .unanswerable, .failed]
        case .reviewed, .audited: [.passed, .failed]
        }
    }
}

/// What an auditor found.
public enum AttestationOutcome: String, Sendable, Hashable, CaseIterable {
    case bitwise, failed, unknown
    case identical, equivalent, revised, contradicted, unstable, unanswerable
    case passed
}

/// What an auditor says about an object: the `credentialSubject` of an Attestation (`docs/format/objects.md` section 5).
public struct Attestation: ObjectPart {
    /// The object that was checked.
    public var object: Address
    /// Its claim.
    public var claim: Claim
    /// What was done.
    public var kind: AttestationKind
    /// What was found.
    public var outcome: AttestationOutcome
    /// The manifest of the model that was used.
    public var model: Address?
    /// How the outcome can be checked; of free form.
    public var evidence: JSONValue?
    /// A later day of review.
    public var reviewBy: CalendarDate?
    /// Members that never affect verification.
    public var extensions: JSONValue?

    /// An attestation; evidence and all that is optional is set afterwards.
    ///
    /// - Precondition: `outcome` is one that `kind` can have; strict decoding refuses any other.
    public init(object: Address, claim: Claim, kind: AttestationKind, outcome: AttestationOutcome) {
        (self.object, self.claim, self.kind, self.outcome) = (object, claim, kind, outcome)
    }

    init?(_ reader: inout MemberReader) {
        let object = reader.required("object", .address)
        let claim = reader.required("claim", .claim)
        let kind = reader.required("kind", Form<AttestationKind>.choice)
        let outcome = reader.required("outcome", Form<AttestationOutcome>.choice)
        model = reader.optional("model", .address)
        evidence = Self.readEvidence(&reader)
        reviewBy = reader.optional("reviewBy", .date)
        extensions = reader.extensions()
        guard let object, let claim, let kind, let outcome else { return nil }
        if !kind.outcomes.contains(outcome) {
            reader.report(
                "outcome-mismatch", "outcome",
                "`\(outcome.rawValue)` is no outcome of `\(kind.rawValue)`, expected one of "
                    + kind.outcomes.map { "`\($0.rawValue)`" }.joined(separator: ", "),
                remedy: "Correct the kind or the outcome and sign again.")
        }
        if reviewBy != nil, kind != .reviewed {
            reader.report(
                "outcome-mismatch", "reviewBy", "only the kind `reviewed` extends the day of review",
                remedy: "Remove the day, or correct the kind, and sign again.")
        }
        (self.object, self.claim, self.kind, self.outcome) = (object, claim, kind, outcome)
    }

    private static func readEvidence(_ reader: inout MemberReader) -> JSONValue? {
        guard let node = reader.node("evidence") else { return nil }
        if node.kind != .object || node.count == 0 || node.canonicalBytes().count > 65_536 {
            reader.report(
                "type-mismatch", "evidence", "expected a non-empty object of at most 65,536 bytes",
                remedy: "Attach long evidence as a related resource.")
        }
        return JSONValue(node)
    }

    /// The `credentialSubject` as it stands in an object.
    public var json: JSONValue {
        var value: JSONValue = ["formatVersion": 1, "object": .string("\(object)"), "claim": .string("\(claim)")]
        value.set("kind", .string(kind.rawValue))
        value.set("outcome", .string(outcome.rawValue))
        value.set("model", model.map { .string("\($0)") })
        value.set("evidence", evidence)
        value.set("reviewBy", reviewBy.map { .string("\($0)") })
        value.set("extensions", extensions)
        return value
    }
}
