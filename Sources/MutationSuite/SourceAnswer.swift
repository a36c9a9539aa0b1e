/// An answer of a library, from which pairs are made.
public struct SourceAnswer: Sendable, Hashable {
    /// What the library calls it.
    public let id: String
    /// The question that it answers.
    public let question: String
    /// The answer: Markdown in English.
    public let text: String

    /// An answer of a library.
    public init(id: String, question: String, text: String) {
        (self.id, self.question, self.text) = (id, question, text)
    }
}
