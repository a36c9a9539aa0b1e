/// What is done about an outcome.
public enum RecomputeAction: String, Sendable, Hashable, CaseIterable {
    /// An auditor's key signs that the answer still holds.
    case attest
    /// The check is left to a later recomputation; nothing is said about the answer.
    case retry
    /// The answer stays, and an attestation says what was found.
    case annotate
    /// The answer stays, and a person is asked to look.
    case review
    /// The answer stays, and is no longer offered until a person has looked.
    case quarantine
    /// A draft of the next version waits for a person.
    case propose
    /// The next version is published at once, while the circuit breaker is closed.
    case supersede
}

extension Outcome {
    /// What is done where a policy says nothing.
    public var defaultAction: RecomputeAction {
        switch self {
        case .failed: .retry
        case .identical, .equivalent: .attest
        case .unanswerable: .annotate
        case .unstable: .review
        case .contradicted: .quarantine
        case .revised: .propose
        }
    }

    /// What a policy may choose. A contradicted answer is never replaced without a person, and it alone is put in
    /// quarantine (`docs/format/objects.md` section 5.1).
    public var possibleActions: [RecomputeAction] {
        switch self {
        case .failed: [.retry, .review]
        case .identical: [.attest]
        case .unanswerable, .unstable: [.annotate, .review]
        case .contradicted: [.review, .quarantine]
        case .revised: [.review, .propose, .supersede]
        case .equivalent: [.attest, .review]
        }
    }
}
