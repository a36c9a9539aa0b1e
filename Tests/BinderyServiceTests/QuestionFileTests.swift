import BinderyService
import BoundKnowledge
import Testing

@Suite struct QuestionFileTests {
    @Test func `every member is read`() throws {
        let request = try QuestionFile(
            text: """
                ---
                question: What is a hash?
                name: Hashes
                language: de
                jurisdiction: DE
                audience: pupils
                topics: hashing, numbers
                freshness: timeless
                asOf: 2026-11-01
                recheck: never
                source: citation | FIPS 180-4 | https://doi.org/10.6028/NIST.FIPS.180-4 | section 6.2
                source: further | A book
                ---

                A number [^s1].

                """, path: "q.md"
        ).request
        #expect(request.question == "What is a hash?" && request.name == "Hashes" && request.language == "de")
        #expect(
            request.jurisdiction == "DE" && request.audience == "pupils" && request.topics == ["hashing", "numbers"])
        #expect(
            request.freshness == .timeless && request.asOf == CalendarDate("2026-11-01") && request.recheck == .never)
        #expect(request.answer == "A number [^s1].")
        #expect(request.sources.map(\.id) == ["s1", "s2"] && request.sources[0].locator == "section 6.2")
        #expect(request.sources[1].url == nil)
    }

    @Test(arguments: [
        ("question", 3), ("colour: red", 3), ("freshness: fast", 3), ("reviewBy: tomorrow", 3), ("asOf: 2026-02-30", 3),
        ("recheck: often", 3), ("source: hearsay | T", 3), ("source: citation", 3), ("source: citation |", 3),
        ("source: citation | a | b | c | d", 3), ("question: Twice?", 3), ("name: A\nname: B", 4), ("", 3),
        (" question: indented", 3),
    ])
    func `a malformed line is named`(line: String, number: Int) {
        let error = #expect(throws: ServiceError.self) {
            try QuestionFile(text: "---\nquestion: Q?\n\(line)\n---\nAn answer.\n", path: "folder/q.md")
        }
        #expect(error?.code == .badData && error?.location == "folder/q.md:\(number)")
    }

    @Test(arguments: [
        ("\"What is a hash?\"", "What is a hash?"), ("'What is a hash?'", "What is a hash?"), ("\"", "\""),
        ("Is it \"it\"?", "Is it \"it\"?"), ("\"It\", is it?", "\"It\", is it?"), ("\"it's\"", "it's"),
        ("[Old] Is it?", "[Old] Is it?"), ("Is 1 > 0?", "Is 1 > 0?"), ("'\u{301}?'", "\u{301}?"),
    ]) func `YAML's quotes around a value are no part of it`(value: String, question: String) throws {
        let file = try QuestionFile(text: "---\nquestion: \(value)\n---\nA.\n", path: "q.md")
        #expect(file.request.question.utf8.elementsEqual(question.utf8), "\(file.request.question)")
    }

    @Test(arguments: [
        "question: \"Is \\\"it\\\" it?\"", "question: 'It''s?'", "topics: [a, b]", "question: >-", "name: |",
        "question: \"a\" or \"b\"",
    ]) func `what needs more of YAML is refused and not taken for text`(line: String) {
        let error = #expect(throws: ServiceError.self) {
            try QuestionFile(text: "---\nlanguage: en\n\(line)\n---\nA.\n", path: "q.md")
        }
        #expect(error?.code == .badData && error?.location == "q.md:3", "\(String(describing: error))")
    }

    @Test(arguments: [
        ("---\nquestion: Q?\n\nA.\n", "is not ended"), ("Q?\n---\nA.\n", "does not start"),
        ("---\rquestion: Q?\r---\rA.\r", "does not start"),
    ]) func `front matter that does not begin or end is told apart`(text: String, words: String) {
        let error = #expect(throws: ServiceError.self) { try QuestionFile(text: text, path: "q.md") }
        #expect(error?.problem.contains(words) == true)
        #expect(text.contains("\r") == (error?.remedy.contains("CR LF") == true))
    }

    @Test(arguments: [
        "", "question: Q?\n---\nA.\n", "---\nquestion: Q?\nA.\n", "---\nquestion: Q?\n---\n", "---\nname: N\n---\nA.\n",
        "---\nquestion: Q?\n---\n \n\t\u{a0}\n", "---\r\nquestion: Q?\r\n---\r\nA.\r\n",
        "\u{feff}---\nquestion: Q?\n---\nA.\n",
    ])
    func `a file without front matter, question or answer is refused`(text: String) {
        let error = #expect(throws: ServiceError.self) { try QuestionFile(text: text, path: "q.md") }
        #expect(error?.code == .badData && error?.location.hasPrefix("q.md") == true)
    }
}
