/// An earlier answer, what came later, and what a comparison of the two should find.
public struct LabelledPair: Sendable, Hashable {
    /// The half of the suite that a pair belongs to; no answer has pairs in both.
    public enum Half: String, Sendable, Hashable, CaseIterable {
        /// For those who write the comparison.
        case development
        /// For those who judge it.
        case heldOut = "held-out"
    }

    /// The id of the answer that the pair was made from.
    public let sourceID: String
    /// How it was made.
    public let kind: MutationKind
    /// Which half of the suite it belongs to.
    public let half: Half
    /// The answer that was bound.
    public let earlier: String
    /// What came later: one answer, or the samples of `mixed` and `agreeing`.
    public let later: [String]
    /// What was changed, for people.
    public let note: String

    /// What a comparison should find.
    public var label: Label { kind.label }
}
