import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import KnowledgeRegistry
import Synchronization
import Testing

/// Trust roots after the first: who may sign changes with the publication, at once and for everybody.
@Suite(.temporaryDirectory) struct TrustRootTests {
    @Test func `a new root decides at once who may sign`() async throws {
        let test = try TestRegistry()
        let old = try TestRegistry.document("Old?")
        let root = try TestRegistry.rootObject(publishers: ["second"], after: test.root)
        let writer = try test.writer()
        #expect(throws: RegistryError.self) { try writer.admit(TestRegistry.document("A?", by: ["second"]).bytes) }
        let admitted = try writer.admit(TestRegistry.document("Late?").bytes)
        _ = try writer.publish([writer.admit(old.bytes), writer.admit(root.bytes)]).map { try $0.get() }
        // What the old root let pass and was not published yet is judged again.
        #expect(error(of: try writer.publish([admitted])[0])?.code == .refused)
        #expect(throws: RegistryError.self) { try writer.admit(TestRegistry.document("B?").bytes) }
        let new = try TestRegistry.document("New?", by: ["second"])
        _ = try writer.publish([writer.admit(new.bytes)])[0].get()
        let registry = try test.open()
        for object in [old, new] {
            let found = try registry.verify(object.address, pinned: test.root.address, instant: TestRegistry.now)
            #expect(found.verification.verdict == .verified)
        }
        let report = try await test.audit()
        #expect(report.verdict == .verified && report.codes.isEmpty)
    }

    @Test func `a root that does not follow, or lacks approvals, is refused`() throws {
        let test = try TestRegistry()
        let writer = try test.writer()
        let cases = [
            try TestRegistry.rootObject(),
            try TestRegistry.rootObject(after: test.root, signers: ["publisher"]),
            try TestRegistry.rootObject(after: test.root, signers: ["root", "stranger"]),
            try TestRegistry.rootObject(after: test.root, origin: "other.example/library"),
        ]
        for root in cases {
            #expect(throws: RegistryError.self) { _ = try writer.publish([writer.admit(root.bytes)])[0].get() }
        }
        #expect(try test.open().objectCount() == 1)
        // Of two that follow the same one, the second has lost the race.
        let two = try ["second", "third"].map { try TestRegistry.rootObject(publishers: [$0], after: test.root) }
        let results = try writer.publish(two.map { try writer.admit($0.bytes) })
        #expect(error(of: results[0]) == nil && error(of: results[1]) != nil)
    }

    @Test func `a revoked key's objects count up to the revocation and not from it on`() async throws {
        let test = try TestRegistry()
        let (first, second) = (try TestRegistry.document("One?"), try TestRegistry.document("Two?"))
        try test.publish(first, second)
        // Position 0 is the root; the key was stolen before the second document.
        let root = try TestRegistry.rootObject(
            after: test.root, revoked: [TestRegistry.revocation(of: "publisher", from: 2)])
        try test.publish(root)
        let registry = try test.open()
        func verdict(_ object: BoundObject) throws -> Verdict {
            try registry.verify(object.address, pinned: test.root.address, instant: TestRegistry.now)
                .verification.verdict
        }
        #expect(try verdict(first) == .verified && verdict(second) == .rejected)
        #expect(throws: RegistryError.self) { try test.publish(TestRegistry.document("Three?")) }
        let report = try await test.audit()
        #expect(report.codes.contains("key-revoked") && report.first("key-revoked")?.object == second.address)
    }

    @Test func `a commit key that a new root does not name publishes nothing more`() async throws {
        let test = try TestRegistry()
        let root = try TestRegistry.rootObject(after: test.root, commit: "commit2")
        let writer = try test.writer()
        _ = try writer.publish([writer.admit(root.bytes)])[0].get()
        let object = try TestRegistry.document("One?")
        let error = #expect(throws: RegistryError.self) { _ = try writer.publish([writer.admit(object.bytes)]) }
        #expect(error?.code == .configuration)
        let report = try await test.audit()
        #expect(report.verdict == .verified && report.codes.isEmpty)
    }

    @Test func `a batch behind a new root is judged by it`() throws {
        let test = try TestRegistry()
        let root = try TestRegistry.rootObject(publishers: ["second"], after: test.root)
        let new = try (0..<40).map { try TestRegistry.document("New \($0)?", by: ["second"]) }
        let old = try TestRegistry.document("Old?")
        var results: [[Result<Receipt, RegistryError>]] = []
        try test.writer().publish(batches: [[root.bytes], new.map(\.bytes) + [old.bytes]]) { results.append($0) }
        #expect(results[1].dropLast().allSatisfy { error(of: $0) == nil })
        #expect(results[1].last.flatMap { error(of: $0) }?.code == .refused)
    }

    @Test func `within a batch, what follows a root is judged by it, and what precedes it is not`() async throws {
        let test = try TestRegistry()
        let root = try TestRegistry.rootObject(publishers: ["second"], after: test.root)
        let next = try TestRegistry.rootObject(publishers: ["third"], after: root)
        let (early, late) = (
            try TestRegistry.document("Early?", by: ["second"]), try TestRegistry.document("Late?", by: ["second"])
        )
        let (old, tooLate) = (try TestRegistry.document("Old?"), try TestRegistry.document("Too late?"))
        let third = try TestRegistry.document("Third?", by: ["third"])
        let batch = [early, old, root, late, tooLate, next, third].map(\.bytes)
        let expected = [false, true, true, true, false, true, true]
        var rehearsed: [Result<Receipt, RegistryError>] = []
        let writer = try test.writer()
        // One batch, or one for each.
        for batches in [[batch], batch.map { [$0] }] {
            rehearsed = []
            try writer.rehearse(batches: batches) { rehearsed += $0 }
            #expect(rehearsed.map { error(of: $0) == nil } == expected)
        }
        #expect(try test.open().objectCount() == 1)
        var results: [Result<Receipt, RegistryError>] = []
        try writer.publish(batches: [batch]) { results += $0 }
        #expect(results.map { error(of: $0) == nil } == expected)
        #expect(Set(results.compactMap { try? $0.get().commit }).count == 1)
        let report = try await test.audit()
        #expect(report.verdict == .verified && report.codes.isEmpty, "\(report.findings)")
    }

    @Test func `a queue judges again what was refused while a root was on its way`() async throws {
        let test = try TestRegistry()
        let root = try TestRegistry.rootObject(publishers: ["second"], after: test.root)
        let objects = try (0..<20).map { try TestRegistry.document("New \($0)?", by: ["second"]) }
        let calls = Mutex(0)
        let (arrivals, continuation) = AsyncStream<Void>.makeStream()
        let writer = try RegistryWriter(
            test.open(), commitKey: TestKey.key("commit"), pinned: test.root.address,
            clock: {
                // The first reading is the root's admission, the second the beginning of its commit.
                let count = calls.withLock { count in
                    count += 1
                    return count
                }
                if count == 2 {
                    continuation.finish()
                    // The commit goes on when a document was judged by the old root; alone on one core, without it.
                    for _ in 0..<3_000_000 where calls.withLock({ $0 }) == 2 { sched_yield() }
                }
                return TestRegistry.now
            })
        // The writer itself has read the clock for its key.
        calls.withLock { $0 = 0 }
        let queue = PublicationQueue(writer)
        async let receipt = queue.publish(root.bytes)
        for await _ in arrivals {}
        let statuses = try await withThrowingTaskGroup(of: Receipt.Status.self) { group in
            for object in objects { group.addTask { try await queue.publish(object.bytes).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try await receipt.status == .published && statuses.allSatisfy { $0 == .published })
    }

    @Test func `a queue follows a new root`() async throws {
        let test = try TestRegistry()
        let queue = PublicationQueue(try test.writer())
        let root = try TestRegistry.rootObject(publishers: ["second"], after: test.root)
        _ = try await queue.publish(root.bytes)
        let new = try TestRegistry.document("New?", by: ["second"])
        #expect(try await queue.publish(new.bytes).status == .published)
        let old = try TestRegistry.document("Old?").bytes
        await #expect(throws: RegistryError.self) { try await queue.publish(old) }
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a writer sees a root that another program committed`() throws {
        let test = try TestRegistry()
        let writer = try test.writer()
        let root = try TestRegistry.rootObject(publishers: ["second"], after: test.root)
        try test.commit(
            test.add(root.bytes, at: TestRegistry.path(of: root)) + test.add(root.bytes, at: "trust/root.2.jsonld"),
            message: TestRegistry.message(root), signer: "commit")
        let old = try writer.publish([writer.admit(TestRegistry.document("Old?").bytes)])
        #expect(error(of: old[0])?.code == .refused)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable), arguments: [false, true])
    func `what was admitted is judged again by a root that came in between`(isForeign: Bool) async throws {
        let test = try TestRegistry(publishers: ["publisher", "second"])
        let writer = try test.writer()
        let leaving = try writer.admit(TestRegistry.document("Leaving?").bytes)
        let staying = try writer.admit(TestRegistry.document("Staying?", by: ["second"]).bytes)
        let root = try TestRegistry.rootObject(publishers: ["second"], after: test.root)
        if isForeign {
            // By another program, which this writer has not seen yet.
            try test.commit(
                test.add(root.bytes, at: TestRegistry.path(of: root)) + test.add(root.bytes, at: "trust/root.2.jsonld"),
                message: TestRegistry.message(root), signer: "commit")
        } else {
            _ = try writer.publish([writer.admit(root.bytes)])[0].get()
        }
        let results = try writer.publish([leaving, staying])
        let refusal = try #require(error(of: results[0]))
        #expect(refusal.code == .refused && refusal.findings.map(\.code).contains("key-not-authorised"), "\(refusal)")
        #expect(try results[1].get().status == .published)
        #expect(try test.open().objectCount() == 3)
        let report = try await test.audit()
        #expect(report.verdict == .verified, "\(report.findings)")
    }

    @Test func `what stands behind a root in one publication is judged by it`() async throws {
        let test = try TestRegistry(publishers: ["publisher", "second"])
        let writer = try test.writer()
        let admissions = try [
            TestRegistry.document("Before?"), TestRegistry.rootObject(publishers: ["second"], after: test.root),
            TestRegistry.document("Leaving?"), TestRegistry.document("Staying?", by: ["second"]),
        ].map { try writer.admit($0.bytes) }
        let results = try writer.publish(admissions)
        #expect(results.map { error(of: $0)?.code } == [nil, nil, .refused, nil])
        #expect(try await test.audit().verdict == .verified)
    }

    @Test func `a trust root is superseded by the newest of those after it`() throws {
        let test = try TestRegistry()
        let second = try TestRegistry.rootObject(after: test.root)
        let third = try TestRegistry.rootObject(after: second)
        try test.publish(second)
        try test.publish(third)
        let registry = try test.open()
        #expect(try registry.status(of: test.root.address) == .superseded(by: third.address))
        #expect(try registry.status(of: second.address) == .superseded(by: third.address))
        #expect(try registry.status(of: third.address) == .current)
    }
}
