public import AnswerComparison
public import Cryptography

/// A sample of the new model beside the bound answer.
public struct CheckedSample: Sendable, Hashable {
    /// What a sample is, seen from the bound answer, after a judge was heard.
    public enum Standing: String, Sendable, Hashable, CaseIterable {
        /// No answer: empty, a refusal, or not in the form that the answer must have.
        case unanswered
        /// The same bytes, or the same statements.
        case equivalent
        /// Statements were added or dropped.
        case revised
        /// A statement is denied.
        case contradicted
        /// It cannot be told.
        case undecided
    }

    /// The seed; `nil` for the answer under the recorded sampler and seed.
    public let seed: UInt64?
    /// SHA-256 of the sample's UTF-8.
    public let digest: Digest
    /// Whether the sample is no answer.
    public let isUnanswered: Bool
    /// What differs from the bound answer.
    public let comparison: Comparison
    /// What a judge said where the comparison is undecided.
    public let judgement: JudgeVerdict?

    /// A sample beside the bound answer.
    public init(
        seed: UInt64?, digest: Digest, isUnanswered: Bool, comparison: Comparison, judgement: JudgeVerdict? = nil
    ) {
        self.seed = seed
        self.digest = digest
        self.isUnanswered = isUnanswered
        self.comparison = comparison
        self.judgement = judgement
    }

    /// What the sample is, seen from the bound answer. A judge is heard only where the rules cannot tell.
    ///
    /// - Parameter judgeMayAffirm: whether a judge alone may find two answers the same.
    public func standing(judgeMayAffirm: Bool) -> Standing {
        guard !isUnanswered else { return .unanswered }
        switch (comparison.verdict, judgement) {
        case (.identical, _), (.equivalent, _): return .equivalent
        case (.revised, _), (.undecided, .adds): return .revised
        case (.contradicted, _), (.undecided, .contradicts): return .contradicted
        case (.undecided, .entailsBothWays): return judgeMayAffirm ? .equivalent : .undecided
        case (.undecided, _): return .undecided
        }
    }
}
