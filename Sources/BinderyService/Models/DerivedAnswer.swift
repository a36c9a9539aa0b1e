public import BoundKnowledge

/// An answer that a model gave just now, with what is known of how it came about: of a local model, all that is needed to
/// derive it again.
public struct DerivedAnswer: Sendable {
    /// The exact text.
    public let text: String
    /// How it came about.
    public let derivation: Derivation

    package init(text: String, derivation: Derivation) {
        self.text = text
        self.derivation = derivation
    }
}
