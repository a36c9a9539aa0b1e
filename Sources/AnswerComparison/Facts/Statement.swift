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

    /// This statement and those that follow it, as one.
    func joined(with others: some Sequence<Statement>) -> Statement {
        var (terms, bytes) = (terms, bytes)
        var isPassive = isPassive
        for other in others {
            terms += other.terms
            bytes = min(bytes.lowerBound, other.bytes.lowerBound)..<max(bytes.upperBound, other.bytes.upperBound)
            isPassive = isPassive || other.isPassive
        }
        return Statement(
            kind: kind, bytes: bytes, segment: segment, text: text, terms: terms, isPassive: isPassive,
            isAnaphoric: isAnaphoric, isQuestion: isQuestion)
    }

    /// What two statements share when they mean the same in the same order.
    var key: String {
        if case .code = kind { return "```" + text }
        return terms.map { ($0.isNegated ? "\u{AC}" : "") + $0.key }.joined(separator: " ") + (isPassive ? " ~" : "")
    }
}
