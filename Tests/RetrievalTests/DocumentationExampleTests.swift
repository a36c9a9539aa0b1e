import BinderyTestSupport
import Retrieval
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page finds the document`() throws {
        let tier = ExactTier("Hi, what's a hash", language: "en")
        let candidates = [
            ExactCandidate(target: 1, language: "en-GB", question: "What is a hash?"),
            ExactCandidate(target: 2, language: "en", question: "What is a hash table?"),
        ]
        var answer: Int?
        if case .found(let target, .questionForm) = tier.resolve(among: candidates) { answer = target }

        #expect(answer == 1)
        try expectExample(of: "Retrieval")
    }
}
