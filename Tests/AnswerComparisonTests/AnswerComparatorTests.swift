import AnswerComparison
import BinderyTestSupport
import Testing

@Suite struct AnswerComparatorTests {
    private let english = AnswerComparator(language: "en")

    @Test func `the same bytes are identical`() throws {
        let comparison = try english.compare("It opens at 9:00.", "It opens at 9:00.")
        #expect(comparison.verdict == .identical)
        #expect(comparison.differences.isEmpty)
    }

    @Test(arguments: [
        ("It has 5 rooms.", "It has 6 rooms.", Difference.Kind.number, "5", "6"),
        ("It weighs 5 kg.", "It weighs 5 lb.", .unit, "5 kg", "5 lb"),
        ("It was built in 1910.", "It was built in 1920.", .date, "1910", "1920"),
        ("It was built by Gaudi in Spain.", "It was built by Aalto in Spain.", .entity, "Gaudi", "Aalto"),
        ("The door is open.", "The door is not open.", .polarity, "open", "not open"),
        ("The door is open.", "The door is closed.", .antonym, "open", "closed"),
        ("All doors are open.", "Some doors are open.", .quantifier, "All", "Some"),
    ])
    func `a contradiction names its kind and both places`(
        earlier: String, later: String, kind: Difference.Kind, one: String, other: String
    ) throws {
        let comparison = try english.compare(earlier, later)
        #expect(comparison.verdict == .contradicted)
        let difference = try #require(comparison.differences.first { $0.weight == .contradiction })
        #expect(difference.kind == kind)
        #expect(difference.earlier?.text == one)
        #expect(difference.later?.text == other)
        #expect(!difference.note.isEmpty)
    }

    @Test func `what was dropped and what was added are listed`() throws {
        let comparison = try english.compare(
            "Oslo has trams.\n\n- One stop is new.\n- Two lines are old.",
            "Oslo has trams.\n\n- One stop is new.\n- Two lines are old.\n- Fares are low.")
        #expect(comparison.differences.map(\.kind) == [.itemAdded])
        let shorter = try english.compare("Oslo has trams. Bergen has buses.", "Oslo has trams.")
        #expect(shorter.differences.map(\.kind) == [.sentenceDropped])
        #expect(shorter.differences.first?.earlier?.text == "Bergen has buses.")
    }

    @Test func `the worst difference decides`() throws {
        let comparison = try english.compare(
            "Oslo has 5 lines. Bergen has buses.", "Oslo has 6 lines. Bergen has buses. Voss has carts.")
        #expect(comparison.verdict == .contradicted)
        #expect(Set(comparison.differences.map(\.weight)) == [.contradiction, .revision])
    }

    // MARK: What a model proposes

    private struct Eager: SentenceSimilarity {
        func similarities(_ earlier: [String], _ later: [String]) -> [[Float]] {
            earlier.map { _ in later.map { _ in 1 } }
        }
    }

    private struct Failing: SentenceSimilarity {
        struct Failure: Error {}
        func similarities(_ earlier: [String], _ later: [String]) throws -> [[Float]] { throw Failure() }
    }

    private struct Ragged: SentenceSimilarity {
        func similarities(_ earlier: [String], _ later: [String]) -> [[Float]] { [[.nan], []] }
    }

    @Test(arguments: JudgedPair.all) func `a similarity of one makes nothing equivalent`(pair: JudgedPair) throws {
        let comparison = try AnswerComparator(language: "en", similarity: Eager()).compare(pair.earlier, pair.later)
        #expect(comparison.verdict == pair.verdict || comparison.verdict == .undecided, "\(comparison.differences)")
    }

    @Test func `what the similarity throws is thrown`() {
        #expect(throws: Failing.Failure.self) {
            _ = try AnswerComparator(language: "en", similarity: Failing()).compare(
                "Oslo has trams.", "Voss has carts.")
        }
    }

    @Test func `rows that are missing and values that are none propose nothing`() throws {
        let comparison = try AnswerComparator(language: "en", similarity: Ragged())
            .compare("Oslo has 5 trams. Voss has carts.", "Oslo has 6 trams. Voss has horses.")
        #expect(comparison.verdict == .contradicted)
    }

    // MARK: Other languages

    @Test(arguments: [
        ("Oslo hat 5 Linien.", "Oslo hat 5 Linien. ", Comparison.Verdict.equivalent),
        ("Oslo hat **5** Linien.", "Oslo hat 5 Linien.", .equivalent),
        ("Oslo hat 5 Linien.", "Oslo hat 6 Linien.", .contradicted),
        ("Der Turm ist 1,5 km hoch.", "Der Turm ist 1500 m hoch.", .equivalent),
        ("Am 2024-05-03 begann es.", "Am 2024-05-04 begann es.", .contradicted),
        ("Die Tür ist offen.", "Die Tür ist nicht offen.", .revised),
        ("Die Tür ist offen.", "Die Tür ist zu.", .undecided),
        ("Hund beißt Mann.", "Mann beißt Hund.", .undecided),
    ])
    func `without rules for a language only bytes, numbers and dates are compared`(
        earlier: String, later: String, verdict: Comparison.Verdict
    ) throws {
        let comparison = try AnswerComparator(language: "de-AT").compare(earlier, later)
        #expect(comparison.verdict == verdict, "\(comparison.differences)")
        #expect(comparison.basis == .exactAndNumeric)
    }

    @Test(arguments: ["en", "EN", "en-GB", "en_US"]) func `English is English in each form of the tag`(language: String)
        throws
    {
        #expect(try AnswerComparator(language: language).compare("A cat.", "Cats.").basis == .language)
    }

    // MARK: Limits

    @Test func `an answer beyond the limit is undecided`() throws {
        let long = String(repeating: "Oslo has trams. ", count: AnswerComparator.maximumByteCount / 16 + 1)
        let comparison = try english.compare(long, "Oslo has trams.")
        #expect(comparison.verdict == .undecided)
        #expect(comparison.differences.first?.note.contains("1048576") == true)
    }

    @Test func `a sentence of ten thousand words is undecided`() throws {
        let words = (0..<5000).map { "w\($0) x" }.joined(separator: " ")
        #expect(try english.compare(words, words + " and 5 km").verdict == .undecided)
        #expect(try english.compare(words, words + "\n").verdict == .equivalent)
    }

    @Test func `a thousand sentences are compared`() throws {
        let sentences = (0..<1000).map { "Station number \($0) sells \($0 % 7) kinds of tickets." }
        var changed = sentences
        changed[700] = "Station number 700 sells 99 kinds of tickets."
        let comparison = try english.compare(sentences.joined(separator: " "), changed.joined(separator: " "))
        #expect(comparison.verdict == .contradicted)
        #expect(comparison.differences.count == 1)
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func `any text is compared`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "a", "not ", "5", "%", ".", ",", " ", "\n", "- ", "1. ", "|", "---|", "```", "`", "*", "[^", "](",
            "]", "é",
            "\u{301}", "½", "10^", "²", "-", "–", "\"", "{", "}", "2024-", "05-", "/", "° C", "km",
            "the ", "Oslo ",
            "one ",
            "half ", "hundred ", "of ", "in ", "\u{1F600}", "http://", "x", "e9", "99999999999999999999", "\u{0}", "'s",
            "n't",
        ]
        func text() -> String {
            (0..<Int.random(in: 0..<60, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        }
        let (one, other) = (text(), text())
        for language in ["en", "de"] {
            let comparator = AnswerComparator(language: language)
            let comparison = try comparator.compare(one, other)
            #expect((comparison.verdict == .identical) == one.utf8.elementsEqual(other.utf8))
            for difference in comparison.differences {
                for (span, answer) in [(difference.earlier, one), (difference.later, other)] {
                    guard let span else { continue }
                    try #require(0 <= span.bytes.lowerBound && span.bytes.upperBound <= answer.utf8.count)
                    let text = String(decoding: Array(answer.utf8)[span.bytes], as: UTF8.self)
                    #expect(text.utf8.elementsEqual(span.text.utf8))
                }
            }
            #expect(try comparator.compare(one, one).verdict == .identical)
            _ = comparator.isUnanswered(one)
        }
    }
}
