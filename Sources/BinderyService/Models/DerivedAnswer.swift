public import BoundKnowledge

/// An answer that a local model gave, with everything that is needed to derive it again.
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
