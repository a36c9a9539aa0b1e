public import BoundKnowledge

/// An answer that a model gave, with everything that is needed to ask another model the same.
public struct RecordedAnswer: Sendable, Hashable {
    /// The document.
    public let document: Address
    /// The canonical question, for a judge and for people; the model is asked ``derivation``'s messages.
    public let question: String
    /// BCP 47 tag of the answer's language.
    public let language: String
    /// How the answer came about: prompt, sampler, seed.
    public let derivation: Derivation
    /// How far anyone can derive it again.
    public let reproducibility: Reproducibility
    /// The model's exact output: of an answer that a person edited, what the model wrote before.
    public let text: String

    /// The answer in a document; `nil` for one that people wrote, which no model can give again.
    public init?(_ document: BoundDocument, at address: Address) {
        guard let derivation = document.derivation else { return nil }
        (self.document, self.question, self.language) = (address, document.question, document.scope.language)
        (self.derivation, self.reproducibility) = (derivation, document.reproducibility)
        text = derivation.rawOutput ?? document.answer.text
    }
}
