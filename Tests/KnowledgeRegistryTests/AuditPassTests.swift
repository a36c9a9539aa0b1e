import BinderyTestSupport
import BoundKnowledge
import Foundation
import GitStore
import KnowledgeRegistry
import Synchronization
import Testing

/// An audit reads each object once and keeps little of it: what that must not change.
@Suite(.temporaryDirectory, .enabled(if: TestRegistry.isGitAvailable)) struct AuditPassTests {
    /// Commits objects with the commit key and without a word under `trust/` or `documents/`.
    private func commit(_ objects: [BoundObject], to test: TestRegistry, as type: String? = nil) throws {
        let edit = try objects.map { try test.add($0.bytes, at: TestRegistry.path(of: $0)) }.joined()
        let list = objects.map { "object \($0.address) \(type ?? $0.type.rawValue)\n" }.joined()
        try test.commit(edit, message: "Publish\n\n" + list, signer: "commit")
    }

    @Test func `a trust root that has no copy and is listed as a document authorises all the same`() async throws {
        let test = try TestRegistry()
        let root = try TestRegistry.rootObject(publishers: ["second"], after: test.root)
        try commit([root], to: test, as: "BoundDocument")
        let (new, old) = (try TestRegistry.document("New?", by: ["second"]), try TestRegistry.document("Old?"))
        try commit([new, old], to: test)
        let report = try await test.audit()
        #expect(report.findings.filter { $0.object == new.address }.isEmpty, "\(report.findings)")
        #expect(report.first("key-not-authorised")?.object == old.address)
        #expect(report.objectCounts == [.trustRoot: 2, .boundDocument: 2])
        #expect(report.findings.contains { $0.path == "trust/root.2.jsonld" && $0.finding.code == "derived-file" })
    }

    @Test func `a revocation is found in a trust root that has no copy`() async throws {
        let test = try TestRegistry()
        let objects = [try TestRegistry.document("One?"), try TestRegistry.document("Two?")]
        try test.publish(objects[0], objects[1])
        let root = try TestRegistry.rootObject(
            after: test.root, revoked: [TestRegistry.revocation(of: "publisher", from: 2)])
        try commit([root], to: test)
        let report = try await test.audit()
        #expect(report.first("key-revoked")?.object == objects[1].address)
        #expect(report.findings.contains { $0.object == objects[0].address && $0.finding.code == "key-revoked-later" })
        // The pinned root itself may be the one without a copy.
        try test.commit("git rm -q -r --cached trust", signer: "commit")
        #expect(try await test.audit().first("key-revoked")?.object == objects[1].address)
    }

    @Test func `copies of what is no trust root, and of one that does not follow, change no verdict`() async throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        try test.publish(object)
        let foreign = try TestRegistry.rootObject(publishers: ["stranger"], after: test.root, signers: ["stranger"])
        try test.commit(
            test.add(object.bytes, at: "trust/root.2.jsonld") + test.add(foreign.bytes, at: "trust/root.3.jsonld"),
            signer: "commit")
        let report = try await test.audit()
        #expect(report.codes == ["unknown-path", "unknown-path"], "\(report.findings)")
    }

    @Test func `what many workers find comes in order of publication`() async throws {
        let test = try TestRegistry()
        let objects = try (0..<150).map { number in
            try TestRegistry.document("Question \(number)?", by: [number.isMultiple(of: 7) ? "stranger" : "publisher"])
        }
        try commit(objects, to: test)
        let report = try await test.audit()
        let found = report.findings.filter { $0.finding.code == "key-not-authorised" }.compactMap(\.object)
        #expect(found == objects.indices.filter { $0.isMultiple(of: 7) }.map { objects[$0].address })
        // No head was written: each is missing, in order of the paths.
        let heads = report.findings.filter { $0.finding.code == "derived-file" }.compactMap(\.path)
        #expect(try heads == objects.map(TestRegistry.headPath).sorted())
        #expect(report.objectCounts == [.trustRoot: 1, .boundDocument: 150])
    }

    @Test func `heads in which other objects have a say are recomputed`() async throws {
        let test = try TestRegistry()
        let manifest = try TestRegistry.manifest()
        let (derived, withdrawn) = (
            try TestRegistry.derived("One?", by: manifest), try TestRegistry.document("Two?")
        )
        let plain = try TestRegistry.document("Three?")
        try test.publish(manifest, derived, withdrawn, TestRegistry.withdrawal(of: withdrawn), plain)
        let honest = try await test.audit()
        #expect(honest.codes.isEmpty, "\(honest.findings)")
        // Each is what it would be without the other object.
        let paths = try [derived, withdrawn, plain].map(TestRegistry.headPath)
        try test.commit(
            "for p in \(paths.joined(separator: " ")); do git show main:$p | "
                + "sed 's/^model:.*/model: n 1/; s/^status:.*/status: current/; s/^license:.*/license: MIT/' > head; "
                + "git update-index --add --cacheinfo 100644,$(git hash-object -w head),$p; done",
            signer: "commit")
        let report = try await test.audit()
        #expect(report.codes == ["derived-file", "derived-file", "derived-file"], "\(report.findings)")
        #expect(report.findings.compactMap(\.path) == paths.sorted())
    }

    @Test func `another blob under the id of a head is found`() async throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        try test.publish(object)
        let path = try TestRegistry.headPath(of: object)
        let head = try test.git("git rev-parse main:\(path)")
        try test.git(
            "mkdir p; mv $GIT_DIR/objects/pack/* p/; for f in p/*.pack; do git unpack-objects -q < $f; done; rm -r p")
        let other = try test.git("echo Lies. | git hash-object -w --stdin")
        func file(_ id: String) -> String { "$GIT_DIR/objects/\(id.prefix(2))/\(id.dropFirst(2))" }
        try test.git("rm -f \(file(head)); cp \(file(other)) \(file(head))")
        let report = try await test.audit()
        #expect(report.codes == ["derived-file"] && report.first("derived-file")?.path == path, "\(report.findings)")
    }

    @Test func `progress grows to all objects`() async throws {
        let test = try TestRegistry()
        try commit(try (0..<100).map { try TestRegistry.document("Question \($0)?") }, to: test)
        let seen = Mutex<[Int]>([])
        _ = try await Audit(of: test.path, pinned: test.root.address, instant: TestRegistry.now).run { done, total in
            #expect(total == 101)
            seen.withLock { $0.append(done) }
        }
        let counts = seen.withLock { $0 }
        #expect(counts == counts.sorted() && counts.last == 101 && counts.count > 3)
    }

    @Test func `a cancelled audit ends without a report`() async throws {
        let test = try TestRegistry()
        try test.publish(TestRegistry.document("One?"))
        let audit = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await test.audit()
        }
        await #expect(throws: CancellationError.self) { try await audit.value }
    }
}

@Suite struct PositionIndexTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `it finds what a dictionary finds`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var keys: [UInt64] = []
        var expected: [UInt64: Int] = [:]
        var index = PositionIndex<UInt64>()
        for position in 0..<2_000 {
            let key = UInt64.random(in: 0..<1_500, using: &generator)
            keys.append(key)
            expected[key] = position
            index.set(key, to: position) { keys[$0] }
        }
        #expect(index.count == expected.count)
        for key in 0..<1_600 as Range<UInt64> { #expect(index.position(of: key) { keys[$0] } == expected[key]) }
    }
}
