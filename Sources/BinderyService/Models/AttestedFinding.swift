public import BoundKnowledge
public import JSON

/// What an auditor found about an object, before it is signed.
public struct AttestedFinding: Sendable {
    /// The object that was checked.
    public let object: Address
    /// What was done.
    public let kind: AttestationKind
    /// What was found.
    public let outcome: AttestationOutcome
    /// The manifest of the model that was used.
    public let model: Address?
    /// How the outcome can be checked.
    public let evidence: JSONValue?

    /// A finding.
    public init(
        object: Address, kind: AttestationKind, outcome: AttestationOutcome, model: Address?, evidence: JSONValue?
    ) {
        (self.object, self.kind, self.outcome) = (object, kind, outcome)
        (self.model, self.evidence) = (model, evidence)
    }
}
