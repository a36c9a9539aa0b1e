import AnswerComparison
import BinderyTestSupport
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page names what differs`() throws {
        let comparator = AnswerComparator(language: "en")
        let comparison = try comparator.compare(
            "The battery holds 60 kWh. It is charged at night.", "The battery holds 66 kWh. It is charged at night.")
        let difference = comparison.differences[0]
        let report = "\(difference.kind): \(difference.earlier?.text ?? "") | \(difference.later?.text ?? "")"

        #expect(comparison.verdict == .contradicted)
        #expect(report == "number: 60 kWh | 66 kWh")
        try expectExample(of: "AnswerComparison")
    }
}
