/// What a comparison of two answers shows.
public struct Comparison: Sendable, Hashable {
    /// What the later answer is, seen from the earlier one.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// The same bytes.
        case identical
        /// The same statements, written in another way.
        case equivalent
        /// Nothing is contradicted; statements were added or dropped.
        case revised
        /// At least one statement says something else.
        case contradicted
        /// The texts differ, and what the difference means cannot be told without a judge.
        case undecided
    }

    /// What the comparison rests on.
    public enum Basis: String, Sendable, Hashable, CaseIterable {
        /// Every rule for the language: sentences, quantities, names, negation, opposites, quantifiers.
        case language
        /// Bytes, numbers and dates only, since there are no rules for the language.
        case exactAndNumeric
    }

    /// The verdict.
    public let verdict: Verdict
    /// Every difference, in the order of the earlier answer.
    public let differences: [Difference]
    /// What the verdict rests on.
    public let basis: Basis

    /// A comparison.
    public init(verdict: Verdict, differences: [Difference], basis: Basis) {
        (self.verdict, self.differences, self.basis) = (verdict, differences, basis)
    }
}
