import BinderyTestSupport
import BoundKnowledge
import Foundation
import KnowledgeRegistry
import Retrieval
import Testing

/// What the exact tier answers over a registry, its index included.
@Suite(.temporaryDirectory) struct QuestionResolverTests {
    private func resolve(
        _ question: String, in test: TestRegistry, pinned: Address? = nil, language: String = "en"
    ) throws -> String {
        let resolver = try QuestionResolver(test.open(), pinned: pinned ?? test.root.address)
        return try told(resolver.resolve(question, language: language, instant: TestRegistry.now))
    }

    private func told(_ resolution: ExactResolution<ResolvedDocument>) -> String {
        switch resolution {
        case .none: "none"
        case .found(let found, let match):
            "\(found.document.answer.text) \(match.rawValue) \(found.verification.verdict) \(found.status.name)"
        case .ambiguous(let found): "ambiguous \(found.count)"
        }
    }

    @Test func `the current version answers, and says when it is withdrawn`() throws {
        let test = try TestRegistry()
        let first = try TestRegistry.document("What is a hash?", "One")
        try test.publish(first)
        #expect(try resolve("what's a hash", in: test) == "One question-form verified current")
        let second = try TestRegistry.document("What is a hash?", "Two", after: first)
        try test.publish(second)
        #expect(try resolve("What is a hash?", in: test) == "Two question verified current")
        try test.publish(TestRegistry.withdrawal(of: second))
        #expect(try resolve("What is a hash?", in: test) == "Two question stale withdrawn")
        #expect(try resolve("What is a hash table?", in: test) == "none")
        #expect(try resolve("What is a hash?", in: test, language: "de") == "none")
    }

    @Test func `the highest alias set counts, refused wordings never match`() throws {
        let test = try TestRegistry()
        let document = try TestRegistry.document("What is a hash?", "One")
        let first = try TestRegistry.aliasSet(of: document, wordings: ["Explain hashes", "Explain digests"])
        try test.publish(document, first)
        #expect(try resolve("explain digests!", in: test) == "One wording-form verified current")
        let second = try TestRegistry.aliasSet(
            of: document, wordings: ["Explain hashes"], refused: ["Explain digests", "what is hash"], after: first)
        try test.publish(second)
        #expect(try resolve("Explain hashes", in: test) == "One wording verified current")
        #expect(try resolve("explain digests!", in: test) == "none")
        #expect(try resolve("What is hash?", in: test) == "none")
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `what nobody was entitled to sign answers nothing and hides nothing`() throws {
        let test = try TestRegistry()
        let first = try TestRegistry.document("What is a hash?", "One")
        try test.publish(first)
        let forged = try [
            TestRegistry.document("What is a hash?", "Nonsense", after: first, by: ["thief"]),
            TestRegistry.document("What is salt?", "Nonsense", by: ["thief"]),
            TestRegistry.aliasSet(of: first, wordings: ["What is pepper?"], refused: ["what's a hash"], by: "thief"),
        ]
        for object in forged {
            try test.commit(
                test.add(object.bytes, at: TestRegistry.path(of: object)), message: TestRegistry.message(object))
        }
        #expect(try resolve("what's a hash", in: test) == "One question-form verified current")
        #expect(try resolve("What is salt?", in: test) == "none")
        #expect(try resolve("What is pepper?", in: test) == "none")
    }

    @Test func `without a root the signer is unknown, with a wrong one there is no answer`() throws {
        let test = try TestRegistry()
        let document = try TestRegistry.document("What is a hash?", "One")
        try test.publish(document)
        let resolver = try QuestionResolver(test.open(), pinned: nil)
        let found = try resolver.resolve("What is a hash?", language: "en", instant: TestRegistry.now)
        #expect(told(found) == "One question signerUnknown current")
        let error = #expect(throws: RegistryError.self) {
            try resolve("What is a hash?", in: test, pinned: document.address)
        }
        #expect(error?.code == .refused)
    }

    @Test func `two lineages with one form answer nothing unless one is meant by bytes`() throws {
        let test = try TestRegistry()
        try test.publish(
            TestRegistry.document("What is a hash?", "One"), TestRegistry.document("what is a hash", "Two"),
            TestRegistry.document("What is a hash?", "Three") { $0.scope.audience = "children" })
        #expect(try resolve("What's a hash?", in: test) == "ambiguous 3")
        #expect(try resolve("what is a hash", in: test) == "Two question verified current")
        #expect(try resolve("What is a hash?", in: test) == "ambiguous 2")
    }

    @Test func `the index follows what is published, and may be lost`() throws {
        let test = try TestRegistry()
        let registry = try test.open()
        let resolver = try QuestionResolver(registry, pinned: test.root.address)
        func told(_ question: String) throws -> String {
            try self.told(resolver.resolve(question, language: "en", instant: TestRegistry.now))
        }
        #expect(try told("One?") == "none")
        try test.publish(TestRegistry.document("One?", "1"))
        try registry.refresh()
        try resolver.refresh()
        #expect(try told("one") == "1 question-form verified current")
        for name in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: test.path + "/.bindery/wordings.sqlite" + name)
        }
        #expect(try resolve("one", in: test) == "1 question-form verified current")
        try Data("garbage".utf8).write(to: URL(fileURLWithPath: test.path + "/.bindery/wordings.sqlite"))
        #expect(try resolve("one", in: test) == "1 question-form verified current")
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a history that was replaced is read anew`() throws {
        let test = try TestRegistry()
        try test.publish(TestRegistry.document("One?", "1"))
        #expect(try resolve("One?", in: test) == "1 question verified current")
        try test.git("git update-ref refs/heads/main main~1; git reflog expire --expire=now --all; git prune")
        try test.publish(TestRegistry.document("Two?", "2"))
        #expect(try resolve("One?", in: test) == "none")
        #expect(try resolve("Two?", in: test) == "2 question verified current")
    }

    @Test func `an index that somebody else emptied is made again, though nothing was published`() throws {
        let test = try TestRegistry()
        try test.publish(TestRegistry.document("One?", "1"))
        let registry = try test.open()
        let resolver = try QuestionResolver(registry, pinned: test.root.address)
        let search = try LibrarySearch(registry)
        func told() throws -> String {
            try registry.refresh()
            try resolver.refresh()
            try search.refresh()
            let found = try resolver.resolve("one", language: "en", instant: TestRegistry.now)
            return try "\(self.told(found)), \(search.hits(for: SearchQuery("one"), limit: 9).count) hit"
        }
        let expected = "1 question-form verified current, 1 hit"
        #expect(try told() == expected)
        let full = ["passage", "heading", "shown", "topic", "topic_count"]
        for (name, tables) in [("index", ["object", "publication"]), ("wordings", ["wording"]), ("search", full)] {
            let sql = (tables + ["progress"]).map { "DELETE FROM \($0);" }.joined()
            let file = "\(test.path)/.bindery/\(name).sqlite"
            let script = "import sqlite3; c = sqlite3.connect(\"\(file)\"); c.executescript(\"\(sql)\"); c.close()"
            let result = try test.program.shell("python3 -c '\(script)'")
            try #require(result.status == 0, "\(result.diagnostics)")
            #expect(try told() == expected, "\(name)")
        }
    }

    @Test func `more objects than a page are read, in one commit and in several`() throws {
        let test = try TestRegistry()
        let writer = try test.writer()
        for range in [0..<700, 700..<1_100] {
            let objects = try range.map { try TestRegistry.document("Question \($0)?", "\($0)") }
            _ = try writer.publish(objects.map { try writer.admit($0.bytes) }).map { try $0.get() }
        }
        for number in [0, 499, 500, 699, 700, 1_099] {
            #expect(try resolve("question \(number)", in: test) == "\(number) question-form verified current")
        }
    }
}
