import BinderyTestSupport
import BoundKnowledge
import Foundation
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct LibraryTopicsTests {
    private func counts(_ test: TestRegistry, for audience: Audience = .everybody) throws -> [String: Int64] {
        let topics = try LibrarySearch(test.open()).topics(limit: 99, for: audience)
        return Dictionary(uniqueKeysWithValues: topics.map { ($0.name, $0.documentCount) })
    }

    private func newest(
        _ test: TestRegistry, of topic: String? = nil, skipping skipped: Int = 0, for audience: Audience = .everybody
    ) throws -> [String] {
        try LibrarySearch(test.open()).newest(of: topic, skipping: skipped, limit: 2, for: audience).compactMap {
            guard case .boundDocument(let document) = $0.object.envelope.subject else { return nil }
            return document.question
        }
    }

    private func document(
        _ question: String, _ topics: [String], after previous: BoundObject? = nil,
        _ distribution: Distribution = .public
    ) throws -> BoundObject {
        try TestRegistry.document(question, "Text of \(topics) \(distribution).\n", after: previous) {
            $0.topics = topics.isEmpty ? nil : topics
            $0.distribution = distribution
        }
    }

    @Test func `topics count the newest version of each document`() throws {
        let test = try TestRegistry()
        let first = try document("One?", ["a", "b"])
        try test.publish(first, document("Two?", ["a"]), document("Three?", []))
        #expect(try counts(test) == ["a": 2, "b": 1])
        #expect(try LibrarySearch(test.open()).documentCount(for: .everybody) == 3)
        try test.publish(document("One?", ["c"], after: first))
        #expect(try counts(test) == ["a": 1, "c": 1])
        #expect(try LibrarySearch(test.open()).documentCount(for: .everybody) == 3)
        #expect(try LibrarySearch(test.open()).topic("b", for: .everybody) == nil)
        #expect(try LibrarySearch(test.open()).topic("", for: .everybody) == nil)
        // Made anew from all versions, the index says the same.
        for name in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: test.path + "/.bindery/search.sqlite" + name)
        }
        #expect(try counts(test) == ["a": 1, "c": 1])
    }

    @Test func `the newest stand first`() throws {
        let test = try TestRegistry()
        let first = try document("One?", ["a"])
        try test.publish(first, document("Two?", ["a"]), document("Three?", ["b"]))
        #expect(try newest(test) == ["Three?", "Two?"])
        #expect(try newest(test, skipping: 2) == ["One?"])
        #expect(try newest(test, of: "a") == ["Two?", "One?"])
        try test.publish(document("One?", ["a"], after: first), TestRegistry.withdrawal(of: first))
        #expect(try newest(test, of: "a") == ["One?", "Two?"])
    }

    @Test func `what is restricted counts for members alone`() throws {
        let test = try TestRegistry()
        let open = try document("One?", ["a", "b"])
        try test.publish(open, document("Secret?", ["a", "s"], .restricted))
        #expect(try counts(test) == ["a": 1, "b": 1])
        #expect(try counts(test, for: .members) == ["a": 2, "b": 1, "s": 1])
        #expect(try newest(test) == ["One?"])
        #expect(try newest(test, for: .members) == ["Secret?", "One?"])
        // The public keeps the last version that was for it.
        try test.publish(document("One?", ["r"], after: open, .restricted))
        #expect(try counts(test) == ["a": 1, "b": 1])
        #expect(try counts(test, for: .members) == ["a": 1, "r": 1, "s": 1])
    }
}
