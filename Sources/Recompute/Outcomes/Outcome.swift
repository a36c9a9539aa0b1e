public import BoundKnowledge

/// What a check of one document found, weightiest test first: the first that holds is the outcome.
public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// Tooling failed, or too few samples could be drawn.
    case failed
    /// The model gives the same bytes.
    case identical
    /// Most samples are no answer.
    case unanswerable
    /// The samples deny each other more than the noise floor explains.
    case unstable
    /// Most samples deny the answer.
    case contradicted
    /// Most samples say more or less, and none is shown to deny the answer.
    case revised
    /// Most samples say the same in other words.
    case equivalent

    /// Whether the change is material: the bound text no longer is what the model says. A check that failed shows
    /// nothing, and is counted with the material ones wherever a rate is bounded.
    public var isMaterial: Bool { self != .identical && self != .equivalent }

    /// The outcome as an attestation of the kind `recomputed` states it.
    public var attestationOutcome: AttestationOutcome {
        switch self {
        case .failed: .failed
        case .identical: .identical
        case .unanswerable: .unanswerable
        case .unstable: .unstable
        case .contradicted: .contradicted
        case .revised: .revised
        case .equivalent: .equivalent
        }
    }
}
