/// Proposes which sentences of two answers speak of the same; it never decides what they say.
public protocol SentenceSimilarity: Sendable {
    /// How alike sentences are, from -1 to 1: one row for each earlier sentence, one column for each later one.
    func similarities(_ earlier: [String], _ later: [String]) throws -> [[Float]]
}

/// Compares answers without a model.
///
/// Both answers are split into sentences, list items and rows; these are paired by the words they share, and rules for
/// quantities, dates, names, negation, opposites and quantifiers tell what differs in each pair. What no rule settles
/// is left undecided.
public struct AnswerComparator: Sendable {
    /// The largest answer that is read, in bytes of UTF-8; larger ones are equal or undecided.
    public static let maximumByteCount = 1 << 20

    /// The language of the answers, a BCP 47 tag.
    public let language: String
    private let similarity: (any SentenceSimilarity)?
    private let lexicon: Lexicon

    /// A comparator.
    ///
    /// - Parameters:
    ///   - language: the language of the answers, a BCP 47 tag; there are rules for English, and others are compared by
    ///     bytes, numbers and dates.
    ///   - similarity: what proposes pairs of sentences; without one, shared words do.
    public init(language: String, similarity: (any SentenceSimilarity)? = nil) {
        (self.language, self.similarity) = (language, similarity)
        lexicon = Lexicon.lexicon(for: language)
    }

    /// Compares a later answer with an earlier one to the same question.
    ///
    /// - Throws: what `similarity` throws.
    /// - Complexity: O(*n* log *n*) for *n* bytes, besides the similarity; sentences are paired within a band where
    ///   there
    ///   are many.
    public func compare(_ earlier: String, _ later: String) throws -> Comparison {
        if earlier.utf8.elementsEqual(later.utf8) { return comparison([], ifNone: .identical) }
        guard max(earlier.utf8.count, later.utf8.count) <= Self.maximumByteCount else {
            return comparison([whole(earlier, later, "An answer is longer than \(Self.maximumByteCount) bytes")])
        }
        if let differences = JSONComparison.differences(earlier, at: 0, later, at: 0) { return comparison(differences) }
        if isUnanswered(earlier) != isUnanswered(later) {
            return comparison([whole(earlier, later, "One is an answer, and the other is none")])
        }
        return comparison(
            try StatementsComparison.differences(earlier, later, lexicon: lexicon, similarity: similarity))
    }

    /// Whether an answer is none: without a letter or digit, or a refusal in English.
    ///
    /// A refusal begins as one ("I cannot help", "As an AI", "Sorry, but I"), and what follows only excuses, offers or
    /// refers. An answer that says "cannot" about something, or that refuses and then answers, is an answer.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    public func isUnanswered(_ answer: String) -> Bool { Refusal.isRefusal(answer) }

    private func comparison(_ differences: [Difference], ifNone verdict: Comparison.Verdict = .equivalent) -> Comparison
    {
        Comparison(
            verdict: differences.map(\.weight.verdict).max { $0.severity < $1.severity } ?? verdict,
            differences: differences, basis: lexicon.basis)
    }

    private func whole(_ earlier: String, _ later: String, _ note: String) -> Difference {
        Difference(
            kind: .structure, weight: .undecided,
            earlier: .init(bytes: 0..<earlier.utf8.count, text: earlier),
            later: .init(bytes: 0..<later.utf8.count, text: later),
            note: note)
    }
}

extension Difference.Weight {
    /// The verdict on answers that differ in this alone.
    fileprivate var verdict: Comparison.Verdict {
        switch self {
        case .contradiction: .contradicted
        case .undecided: .undecided
        case .revision: .revised
        case .form: .equivalent
        }
    }
}

extension Comparison.Verdict {
    /// The order in which one difference outweighs another.
    fileprivate var severity: Int {
        switch self {
        case .identical: 0
        case .equivalent: 1
        case .revised: 2
        case .undecided: 3
        case .contradicted: 4
        }
    }
}
