/// When something is so.
enum Tense: Sendable, Hashable {
    case past, present, future
}

/// A sentence, an item, a row or a heading of an answer, and what it says.
struct Statement: Sendable {
    let kind: Segment.Kind
    /// Where it stands in the answer.
    let bytes: Range<Int>
    /// The index of its block.
    let segment: Int
    let text: String
    let terms: [Term]
    /// Whether what it says is said of a subject in the passive voice, with an agent.
    let isPassive: Bool
    /// Whether it begins with a word that points to what was said before.
    let isAnaphoric: Bool
    /// Whether it is a question.
    let isQuestion: Bool
    /// When it says that it is so, by the forms of "to be".
    var tenses: Set<Tense> = []
    /// Whether it is several sentences that are compared as one.
    var isJoined = false

    /// This statement and those that follow it, as one.
    func joined(with others: some Sequence<Statement>) -> Statement {
        var (terms, bytes) = (terms, bytes)
        var (isPassive, tenses) = (isPassive, tenses)
        for other in others {
            terms += other.terms
            bytes = min(bytes.lowerBound, other.bytes.lowerBound)..<max(bytes.upperBound, other.bytes.upperBound)
            isPassive = isPassive || other.isPassive
            tenses.formUnion(other.tenses)
        }
        return Statement(
            kind: kind, bytes: bytes, segment: segment, text: text, terms: terms, isPassive: isPassive,
            isAnaphoric: isAnaphoric, isQuestion: isQuestion, tenses: tenses, isJoined: terms.count > self.terms.count)
    }

    /// What two statements share when they mean the same in the same order.
    var key: String {
        if case .code = kind { return "```" + text }
        return terms.map { ($0.isNegated ? "\u{AC}" : "") + $0.key }.joined(separator: " ") + (isPassive ? " ~" : "")
    }
}
