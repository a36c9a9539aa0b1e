import AnswerComparison
import Testing

@Suite struct AnswerComparatorTests {
    @Test func `the same bytes are identical`() throws {
        let comparison = try AnswerComparator(language: "en").compare("It opens at 9:00.", "It opens at 9:00.")
        #expect(comparison.verdict == .identical)
        #expect(comparison.differences.isEmpty)
    }
}
