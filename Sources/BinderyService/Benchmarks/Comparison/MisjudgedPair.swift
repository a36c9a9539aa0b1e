internal import AnswerComparison
internal import MutationSuite

/// A pair that was judged wrongly, for people.
public struct MisjudgedPair: Sendable {
    /// The id of the answer.
    public let source: String
    /// What was done to it.
    public let kind: String
    /// What was changed.
    public let note: String
    /// What should have been found.
    public let expected: String
    /// What was found.
    public let found: String
    /// The answer before.
    public let earlier: String
    /// The answer, or the samples, after.
    public let later: [String]
    /// What the comparison saw: kind, weight and note of each difference.
    public let differences: [String]

    init(_ judgement: PairJudgement) {
        let pair = judgement.pair
        (source, kind, note) = (pair.sourceID, pair.kind.rawValue, pair.note)
        (expected, found) = (pair.label.rawValue, judgement.verdict.rawValue)
        (earlier, later) = (pair.earlier, pair.later)
        differences = judgement.differences.map { "\($0.kind.rawValue), \($0.weight.rawValue): \($0.note)" }
    }
}
