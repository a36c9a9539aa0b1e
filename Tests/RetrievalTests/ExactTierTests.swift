import Retrieval
import Testing

@Suite struct ExactTierTests {
    private func resolve(
        _ question: String, _ candidates: [ExactCandidate<Int>], language: String = "en"
    ) -> String {
        switch ExactTier(question, language: language).resolve(among: candidates) {
        case .found(let target, let match): "\(target) \(match.rawValue)"
        case .ambiguous(let targets): "\(targets)"
        case .none: "none"
        }
    }

    private let hash = ExactCandidate(
        target: 1, language: "en", question: "What is a hash?", wordings: ["Explain hashes to me"],
        refused: ["What is hash?"])

    @Test(arguments: [
        ("What is a hash?", "1 question"), ("what's a hash", "1 question-form"), ("Explain hashes to me", "1 wording"),
        ("Please explain hashes to me!", "1 wording-form"), ("What is hash?", "none"), ("What's hash", "none"),
        ("What is a hash table?", "none"), ("", "none"), ("?", "none"),
    ])
    func `a question is matched by bytes, then by form`(question: String, expected: String) {
        #expect(resolve(question, [hash]) == expected)
    }

    @Test func `a refused wording takes the question's own form away, not its bytes`() {
        let strict = ExactCandidate(
            target: 1, language: "en", question: "What is IT?", wordings: ["Explain IT"], refused: ["what is it"])
        #expect(resolve("What is IT?", [strict]) == "1 question")
        #expect(resolve("What is it?", [strict]) == "none")
    }

    @Test func `of two documents with one form, the one with the question's bytes wins, or none`() {
        let other = ExactCandidate(target: 2, language: "en", question: "what is a hash")
        #expect(resolve("What is a hash?", [hash, other]) == "1 question")
        #expect(resolve("what is a hash", [hash, other]) == "2 question")
        #expect(resolve("What's a hash?", [hash, other]) == "[1, 2]")
        // One question in two scopes.
        let british = ExactCandidate(target: 3, language: "en-GB", question: "What is a hash?")
        #expect(resolve("What is a hash?", [hash, british]) == "[1, 3]")
        #expect(resolve("What is a hash?", [hash, british], language: "en-gb") == "3 question")
    }

    @Test func `a deictic question matches nothing but its own bytes`() {
        let pointing = ExactCandidate(
            target: 1, language: "en", question: "What is this?", wordings: ["What are these?"])
        #expect(resolve("What is this?", [pointing]) == "1 question")
        for question in ["what is this", "What are these?", "What's this?"] {
            #expect(resolve(question, [pointing]) == "none")
        }
    }

    @Test func `a document in another language answers nothing`() {
        let german = ExactCandidate(target: 1, language: "de", question: "Was ist PUE?")
        #expect(resolve("Was ist PUE?", [german]) == "none")
        #expect(resolve("was ist pue", [german], language: "de") == "1 question-form")
        #expect(resolve("was ist pue", [german], language: "d") == "none")
    }
}
