import BinderyTestSupport
import BoundKnowledge
import Foundation
import GitStore
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct RegistryTests {
    @Test func `a new registry holds its trust root and nothing else`() throws {
        let test = try TestRegistry()
        let registry = try test.open()
        #expect(try registry.objectCount() == 1)
        #expect(try registry.object(at: test.root.address) == test.root.bytes)
        #expect(try registry.publications(from: 0, limit: 9).map(\.address) == [test.root.address])
        #expect(registry.description.origin == TestRegistry.origin)
        #expect(try registry.trust(from: test.root.address).state?.roots.count == 1)
        #expect(try registry.trust(from: Address(of: [])).findings.map(\.code) == ["root-missing"])
    }

    @Test func `a registry is not made in a folder that holds something, nor with a key that the root does not name`()
        throws
    {
        let test = try TestRegistry()
        let error = #expect(throws: GitStoreError.self) { _ = try TestRegistry() }
        #expect(error?.code == .notEmpty)
        let wrong = #expect(throws: RegistryError.self) {
            try Registry.create(
                at: TemporaryDirectory.file("other"),
                description: RegistryDescription(name: "L", origin: TestRegistry.origin), root: test.root,
                commitKey: TestKey.key("publisher"), instant: TestRegistry.now)
        }
        #expect(wrong?.code == .configuration)
        let origin = #expect(throws: RegistryError.self) {
            try Registry.create(
                at: TemporaryDirectory.file("other"), description: RegistryDescription(name: "L", origin: "else"),
                root: test.root, commitKey: TestKey.key("commit"), instant: TestRegistry.now)
        }
        #expect(origin?.code == .refused)
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("other")))
    }

    @Test func `a folder without a registry is refused`() throws {
        let folder = TemporaryDirectory.file("empty")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(throws: GitStoreError.self) { try Registry(opening: folder) }
        _ = try GitRepository.create(at: folder)
        let error = #expect(throws: RegistryError.self) { try Registry(opening: folder) }
        #expect(error?.code == .notARegistry)
    }

    @Test func `objects are got by address, and their status follows from what came later`() throws {
        let test = try TestRegistry()
        let first = try TestRegistry.document("One?")
        let second = try TestRegistry.document("One?", "A better answer.\n", after: first)
        let other = try TestRegistry.document("Two?")
        try test.publish(first, second, other)
        let registry = try test.open()
        #expect(try registry.object(at: first.address) == first.bytes)
        #expect(try registry.object(at: Address(of: [])) == nil)
        #expect(try registry.status(of: Address(of: [])) == nil)
        #expect(try registry.status(of: first.address) == .superseded(by: second.address))
        #expect(try registry.status(of: second.address) == .current)
        let lineage = try #require(second.envelope.subject.lineage)
        #expect(try registry.current(of: lineage) == second.address)
        let withdrawal = try TestRegistry.withdrawal(of: other)
        try test.publish(withdrawal)
        try registry.refresh()
        #expect(try registry.status(of: other.address)?.name == "withdrawn")
    }

    @Test func `verification names what is later and what is missing`() throws {
        let test = try TestRegistry()
        let first = try TestRegistry.document("One?")
        let second = try TestRegistry.document("One?", "A better answer.\n", after: first)
        try test.publish(first, second)
        try test.publish(try TestRegistry.withdrawal(of: second))
        let registry = try test.open()
        func verify(_ object: BoundObject, pinned: Address?) throws -> (verdict: Verdict, codes: [String]) {
            let found = try registry.verify(object.address, pinned: pinned, instant: TestRegistry.now).verification
            return (found.verdict, found.findings.map(\.code))
        }
        #expect(try verify(first, pinned: test.root.address) == (.verified, ["superseded"]))
        #expect(try verify(second, pinned: test.root.address) == (.stale, ["withdrawn"]))
        #expect(try verify(first, pinned: nil).verdict == .signerUnknown)
        let unknown = try verify(first, pinned: Address(of: []))
        #expect(unknown.verdict == .signerUnknown && unknown.codes.contains("root-missing"))
        let error = #expect(throws: RegistryError.self) {
            try registry.verify(Address(of: []), pinned: nil, instant: TestRegistry.now)
        }
        #expect(error?.code == .notFound)
    }

    @Test func `two openings of one registry see each other's publications`() throws {
        let test = try TestRegistry()
        let (one, two) = (try test.open(), try test.open())
        let object = try TestRegistry.document("One?")
        let writer = try test.writer(one)
        _ = try writer.publish([writer.admit(object.bytes)])[0].get()
        #expect(try two.object(at: object.address) == object.bytes)
        #expect(try two.objectCount() == 2)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a clone with a working tree is read like the original`() async throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        try test.publish(object)
        try test.git("unset GIT_DIR GIT_INDEX_FILE; git clone -q library clone")
        let clone = TemporaryDirectory.file("clone")
        let registry = try Registry(opening: clone)
        #expect(try registry.object(at: object.address) == object.bytes)
        let report = try await Audit(of: clone, pinned: test.root.address, instant: TestRegistry.now).run()
        #expect(report.verdict == .verified && report.codes.isEmpty)
        #expect(report.objectCounts == [.trustRoot: 1, .boundDocument: 1] && report.commitCount == 2)
        let error = #expect(throws: GitStoreError.self) {
            try RegistryWriter(
                registry, commitKey: TestKey.key("commit"), pinned: test.root.address, clock: { TestRegistry.now })
        }
        #expect(error?.code == .notBare)
    }
}
