import BinderyTestSupport
import MutationSuite
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page makes contradictions`() throws {
        let answers = [
            SourceAnswer(id: "byte", question: "What is a byte?", text: "A byte has 8 bits and can hold 256 values."),
            SourceAnswer(id: "week", question: "How long is a week?", text: "A week has 168 hours, that is, 7 days."),
        ]
        let suite = MutationSuite(answers: answers, seed: 1)
        let contradicted = suite.pairs.filter { $0.label == .contradicted }

        #expect(Set(contradicted.map(\.sourceID)) == ["byte", "week"])
        try expectExample(of: "MutationSuite")
    }
}
