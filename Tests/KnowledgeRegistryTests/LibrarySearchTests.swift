import BinderyTestSupport
import BoundKnowledge
import Foundation
import KnowledgeRegistry
import Retrieval
import Testing

@Suite(.temporaryDirectory) struct LibrarySearchTests {
    private func questions(_ text: String, in test: TestRegistry, limit: Int = 20) throws -> [String] {
        try LibrarySearch(test.open()).hits(for: SearchQuery(text), limit: limit).map(\.document.question)
    }

    private func library() throws -> TestRegistry {
        let test = try TestRegistry()
        try test.publish(
            TestRegistry.document("What is salt?", "Random bytes that go into a hash function.\n"),
            TestRegistry.document("What is a hash function?", "It maps bytes to a digest of fixed length.\n"),
            TestRegistry.document("Où est le café?", "Dans la rue.\n") { $0.topics = ["drinks"] })
        return test
    }

    @Test func `questions, topics and answers are searched, the question first`() throws {
        let test = try library()
        #expect(try questions("hash", in: test) == ["What is a hash function?", "What is salt?"])
        #expect(try questions("HASH bytes random", in: test) == ["What is salt?"])
        #expect(try questions("drinks", in: test) == ["Où est le café?"])
        #expect(try questions("cafe ou", in: test) == ["Où est le café?"])
        #expect(try questions("fix*", in: test) == ["What is a hash function?"])
        #expect(try questions("fix", in: test).isEmpty)
        #expect(try questions("\"fixed length\"", in: test).count == 1)
        #expect(try questions("\"length fixed\"", in: test).isEmpty)
        #expect(try questions("hash", in: test, limit: 1).count == 1)
    }

    @Test func `a question that has the words comes before an answer that repeats them`() throws {
        let test = try TestRegistry()
        let text = "What has somebody to know of a digest who is no expert at all?"
        let long = try TestRegistry.document(text, "Little.\n")
        try test.publish(
            TestRegistry.document("What is salt?", "Digest, digest, digest.\n"), long,
            TestRegistry.document("One?", "The same text with pepper.\n"),
            TestRegistry.document("Two?", "The same text with pepper.\n"))
        #expect(try questions("digest", in: test) == [text, "What is salt?"])
        #expect(try questions("pepper", in: test) == ["Two?", "One?"])
        // Words of which the heading has one and the answer the other do not make a heading's hit.
        #expect(try questions("two pepper", in: test) == ["Two?"])
        let shown = try LibrarySearch(test.open()).hits(
            for: SearchQuery("d*"), limit: 1, leavingOut: [long.address])
        #expect(shown.map(\.document.question) == ["What is salt?"])
    }

    @Test func `a passage shows what was searched for`() throws {
        let hits = try LibrarySearch(library().open()).hits(for: SearchQuery("digest*"), limit: 1)
        let passage = try #require(hits.first).passage
        #expect(passage.map(\.text).joined() == "It maps bytes to a digest of fixed length.\n")
        #expect(passage.filter(\.isMatch).map(\.text) == ["digest"])
    }

    private func passage(of answer: String, for query: String) throws -> SearchHit? {
        let test = try TestRegistry()
        try test.publish(TestRegistry.document("One?", answer))
        return try LibrarySearch(test.open()).hits(for: SearchQuery(query), limit: 1).first
    }

    @Test func `of a long answer the part with most of the words is shown`() throws {
        let filler = String(repeating: "nothing to see ", count: 50)
        let answer = "One pepper. " + filler + "Here salt and pepper and salt. " + filler + "A last salt.\n"
        let hit = try #require(try passage(of: answer, for: "salt pepper"))
        let text = hit.passage.map(\.text).joined()
        #expect(hit.passage.filter(\.isMatch).map(\.text) == ["salt", "pepper", "salt"])
        #expect(text.hasPrefix("…") && text.hasSuffix("…") && answer.contains(text.dropFirst().dropLast()))
        #expect((200...250).contains(text.utf8.count))
    }

    @Test(arguments: [
        ("word ", "word", "word"), ("\u{5b57}", "\u{5b57}*", "\u{5b57}"), ("a word, ", "\"a word\"", "a word"),
        ("text ", "one", "text"),
    ])
    func `a passage is short, whatever an answer repeats`(repeated: String, query: String, start: String) throws {
        let hit = try #require(try passage(of: String(repeating: repeated, count: 5_000), for: query))
        let text = hit.passage.map(\.text).joined()
        #expect(text.hasPrefix(start) && text.hasSuffix("…") && !text.contains("\u{fffd}") && !text.contains("\u{3}"))
        #expect(text.utf8.count < 260)
        #expect(hit.passage.contains { $0.isMatch } == (query != "one"))
    }

    @Test func `each hit has its passage, whether words, a phrase or a prefix were searched for`() throws {
        let test = try TestRegistry()
        for number in 0..<5 {
            try test.publish(TestRegistry.document("Question \(number)?", "Salt number \(number) is random.\n"))
        }
        let search = try LibrarySearch(test.open())
        for text in ["salt", "\"salt number\"", "sal*", "ques* salt"] {
            let hits = try search.hits(for: SearchQuery(text), limit: 3)
            #expect(hits.count == 3)
            for hit in hits {
                #expect(hit.passage.map(\.text).joined() == hit.document.answer.text)
                #expect(hit.passage.first { $0.isMatch }?.text.hasPrefix("Salt") == true, "\(text)")
            }
        }
    }

    @Test func `only current versions are found, withdrawn ones are marked`() throws {
        let test = try TestRegistry()
        let first = try TestRegistry.document("One?", "Old text.\n")
        try test.publish(first)
        #expect(try questions("old", in: test).count == 1)
        let second = try TestRegistry.document("One?", "New text.\n", after: first)
        try test.publish(second)
        #expect(try questions("old", in: test).isEmpty && questions("new", in: test).count == 1)
        try test.publish(TestRegistry.withdrawal(of: second))
        #expect(
            try LibrarySearch(test.open()).hits(for: SearchQuery("text"), limit: 9).map(\.status.name) == ["withdrawn"])
        // Made anew from all versions, the index says the same.
        for name in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: test.path + "/.bindery/search.sqlite" + name)
        }
        #expect(try questions("old", in: test).isEmpty && questions("new", in: test).count == 1)
    }

    @Test(arguments: [
        "\"", "\"\"", "*", "NEAR(", "a NEAR/2 b", "AND", "NOT", "question:", "{a b}: c", "^", "-", "a*b", "(", "\0",
        "'; DROP TABLE x",
        "\u{2}\u{3}", "\u{301}", "Ⓐ", "a \u{301}", "col : x + y", "$1 ?1 :x @y",
    ])
    func `no query is an error`(text: String) throws {
        _ = try questions(text, in: library())
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `no bytes are an error`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let search = try LibrarySearch(library().open())
        for _ in 0..<50 {
            let scalars = (0..<Int.random(in: 0...12, using: &generator)).compactMap { _ in
                Unicode.Scalar(
                    UInt32.random(in: 0..<(Bool.random(using: &generator) ? 0x80 : 0x3000), using: &generator))
            }
            _ = try search.hits(for: SearchQuery(String(String.UnicodeScalarView(scalars))), limit: 5)
        }
    }
}
