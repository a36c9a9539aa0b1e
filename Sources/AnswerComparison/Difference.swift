/// One difference between two answers.
public struct Difference: Sendable, Hashable {
    /// What differs.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case number, unit, date, entity, polarity, antonym, quantifier
        case sentenceAdded, sentenceDropped, itemAdded, itemDropped
        case code, structure, wording
    }

    /// What a difference means.
    public enum Weight: String, Sendable, Hashable, CaseIterable {
        /// The later answer denies the earlier one.
        case contradiction
        /// The later answer says more, or less.
        case revision
        /// It cannot be told without a judge.
        case undecided
        /// The same in another form.
        case form
    }

    /// A part of an answer.
    public struct Span: Sendable, Hashable {
        /// The bytes of the answer's UTF-8.
        public let bytes: Range<Int>
        /// Their text.
        public let text: String

        /// A part of an answer.
        public init(bytes: Range<Int>, text: String) { (self.bytes, self.text) = (bytes, text) }
    }

    /// What differs.
    public let kind: Kind
    /// What it means.
    public let weight: Weight
    /// Where it stands in the earlier answer; `nil` for what was added.
    public let earlier: Span?
    /// Where it stands in the later answer; `nil` for what was dropped.
    public let later: Span?
    /// A sentence for people: what was compared, and as what.
    public let note: String

    /// A difference.
    public init(kind: Kind, weight: Weight, earlier: Span?, later: Span?, note: String) {
        (self.kind, self.weight, self.earlier, self.later, self.note) = (kind, weight, earlier, later, note)
    }
}
