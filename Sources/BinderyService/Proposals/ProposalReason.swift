public import BoundKnowledge
public import JSON

/// Why a new version of a document is proposed: what a recomputation found. It is kept with the proposal and never published.
public struct ProposalReason: Sendable {
    /// What became of the answer when it was derived again: an outcome of an attestation of the kind `recomputed`;
    /// `nil` where only a person can tell.
    public var outcome: AttestationOutcome?
    /// What differs, one value each, in the form of whoever compared the answers.
    public var differences: [JSONValue]
    /// How the outcome can be checked: an object with members, or the digest of one as text.
    public var evidence: JSONValue?
    /// A sentence for the person who decides.
    public var note: String?

    /// A reason.
    public init(
        _ outcome: AttestationOutcome?, differences: [JSONValue] = [], evidence: JSONValue? = nil, note: String? = nil
    ) {
        self.outcome = outcome
        self.differences = differences
        self.evidence = evidence
        self.note = note
    }

    /// The outcome as it stands in files and lists.
    public var outcomeName: String { outcome?.rawValue ?? Self.undecided }

    /// What stands in place of an outcome where only a person can tell.
    static let undecided = "undecided"

    /// Whether the outcome is one of a recomputation, and the evidence of a form that it can have.
    var isSound: Bool {
        let hasForm =
            switch evidence {
            case nil, .string: true
            case .object(let object): !object.members.isEmpty
            default: false
            }
        return hasForm && outcome.map(AttestationKind.recomputed.outcomes.contains) ?? true
    }

    /// The kind of change that the next version is.
    var changeKind: ChangeKind {
        switch outcome {
        case .revised, nil: .update
        case .contradicted: .correction
        default: .editorial
        }
    }

    /// The members of a proposal's file that it takes.
    var members: JSONValue {
        var value: JSONValue = ["outcome": .string(outcomeName), "differences": .array(differences)]
        value.set("evidence", evidence)
        value.set("note", note.map(JSONValue.string))
        return value
    }
}
