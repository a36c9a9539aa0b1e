import AnswerComparison
import Testing

/// Two answers, and what a person says the later one is.
struct JudgedPair: Sendable, CustomTestStringConvertible {
    let verdict: Comparison.Verdict
    let earlier: String
    let later: String

    init(_ verdict: Comparison.Verdict, _ earlier: String, _ later: String) {
        (self.verdict, self.earlier, self.later) = (verdict, earlier, later)
    }

    static let all = equivalent + contradicted + others

    var testDescription: String { "\(verdict.rawValue): \(earlier) | \(later)" }

    /// What the comparator for English finds.
    func comparison() throws -> Comparison { try AnswerComparator(language: "en").compare(earlier, later) }

    /// The later answer as the earlier one.
    var swapped: JudgedPair { JudgedPair(verdict, later, earlier) }
}
