import BinderyTestSupport
import BoundKnowledge
import Foundation
import GitStore
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct PublicationQueueTests {
    @Test func `two hundred publishers share far fewer commits, and every receipt is true`() async throws {
        let test = try TestRegistry()
        let objects = try (0..<200).map { try TestRegistry.document("Question \($0)?") }
        let queue = PublicationQueue(try test.writer())
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for object in objects { group.addTask { try await queue.publish(object.bytes) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(receipts.map(\.object)) == Set(objects.map(\.address)))
        let registry = try test.open()
        let commits = Set(receipts.compactMap(\.commit))
        #expect(commits.count < 100)
        for receipt in receipts {
            let commit = try #require(receipt.commit)
            #expect(try registry.repository.commit(commit).message.contains("\nobject \(receipt.object) "))
            #expect(try registry.object(at: receipt.object) != nil)
        }
        #expect(try registry.objectCount() == 201)
        let report = try await test.audit()
        #expect(report.verdict == .verified && report.codes.isEmpty && report.commitCount == commits.count + 1)
    }

    @Test func `a bad object fails alone`() async throws {
        let test = try TestRegistry()
        let queue = PublicationQueue(try test.writer())
        let good = try (0..<20).map { try TestRegistry.document("Question \($0)?") }
        let bad = [
            try TestRegistry.document("Bad?", by: ["stranger"]),
            try TestRegistry.withdrawal(of: TestRegistry.document("?")),
        ]
        let results = await withTaskGroup(of: (Address, Bool).self) { group in
            for object in good + bad {
                group.addTask { (object.address, (try? await queue.publish(object.bytes)) != nil) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(good.allSatisfy { results[$0.address] == true })
        #expect(bad.allSatisfy { results[$0.address] == false })
    }

    @Test func `a commit that fails fails its publishers, and the queue goes on`() async throws {
        let test = try TestRegistry()
        let queue = PublicationQueue(try test.writer())
        // A git program that holds the ref: the commit cannot move it.
        let lock = URL(fileURLWithPath: test.path + "/refs/heads/main.lock")
        try Data().write(to: lock)
        let object = try TestRegistry.document("One?")
        await #expect(throws: GitStoreError.self) { try await queue.publish(object.bytes) }
        #expect(try test.open().object(at: object.address) == nil)
        try FileManager.default.removeItem(at: lock)
        #expect(try await queue.publish(object.bytes).status == .published)
        #expect(try await queue.publish(object.bytes).status == .known)
        #expect(try test.open().object(at: object.address) == object.bytes)
    }

    @Test func `a batch is never larger than its bound`() async throws {
        let test = try TestRegistry()
        let queue = PublicationQueue(try test.writer(), maximumBatchCount: 7)
        let objects = try (0..<50).map { try TestRegistry.document("Question \($0)?") }
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for object in objects { group.addTask { try await queue.publish(object.bytes) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let counts = Dictionary(grouping: receipts, by: \.commit).values.map(\.count)
        #expect(counts.allSatisfy { $0 <= 7 } && counts.reduce(0, +) == 50)
    }
}
