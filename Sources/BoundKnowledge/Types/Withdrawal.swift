public import JSON

/// Why an object is withdrawn.
public enum WithdrawalReason: String, Sendable, Hashable, CaseIterable {
    case error, outdated, legal, safety, privacy
    case keyCompromise = "key-compromise"
}

/// What a reader of a withdrawn object should do.
public enum WithdrawalSeverity: String, Sendable, Hashable, CaseIterable {
    case stop
    case preferReplacement = "prefer-replacement"
}

/// The end of an object's service: the `credentialSubject` of a Withdrawal (`docs/format/objects.md` section 6).
public struct Withdrawal: ObjectPart {
    /// The object that is withdrawn.
    public var object: Address
    /// Its claim.
    public var claim: Claim
    /// Why.
    public var reason: WithdrawalReason
    /// What a reader should do.
    public var severity: WithdrawalSeverity
    /// What to read instead.
    public var replacedBy: Address?
    /// A sentence for readers.
    public var note: String?
    /// Members that never affect verification.
    public var extensions: JSONValue?

    /// A withdrawal.
    public init(
        object: Address, claim: Claim, reason: WithdrawalReason, severity: WithdrawalSeverity,
        replacedBy: Address? = nil, note: String? = nil
    ) {
        self.object = object
        self.claim = claim
        self.reason = reason
        self.severity = severity
        self.replacedBy = replacedBy
        self.note = note
    }

    init?(_ reader: inout MemberReader) {
        let object = reader.required("object", .address)
        let claim = reader.required("claim", .claim)
        let reason = reader.required("reason", Form<WithdrawalReason>.choice)
        let severity = reader.required("severity", Form<WithdrawalSeverity>.choice)
        replacedBy = reader.optional("replacedBy", .address)
        note = reader.optional("note", .prose)
        extensions = reader.extensions()
        guard let object, let claim, let reason, let severity else { return nil }
        (self.object, self.claim, self.reason, self.severity) = (object, claim, reason, severity)
    }

    /// The `credentialSubject` as it stands in an object.
    public var json: JSONValue {
        var value: JSONValue = ["formatVersion": 1, "object": .string("\(object)"), "claim": .string("\(claim)")]
        value.set("reason", .string(reason.rawValue))
        value.set("severity", .string(severity.rawValue))
        value.set("replacedBy", replacedBy.map { .string("\($0)") })
        value.set("note", note.map(JSONValue.string))
        value.set("extensions", extensions)
        return value
    }
}
