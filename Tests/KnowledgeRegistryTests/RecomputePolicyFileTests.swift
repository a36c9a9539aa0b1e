import BinderyTestSupport
import BoundKnowledge
import GitStore
import KnowledgeRegistry
import Testing

/// `policy/recompute.json` in the tree: set by the one writer, read at the head, passed over by an audit.
@Suite(.temporaryDirectory) struct RecomputePolicyFileTests {
    private static let careful = Array(#"{"samples":9}"#.utf8)
    private static let limit = 65_536

    private func policy(of test: TestRegistry) throws -> [UInt8]? {
        try test.open().recomputePolicy(limit: Self.limit)
    }

    @Test func `a policy is committed byte for byte, once, between publications of the same writer`() async throws {
        let test = try TestRegistry()
        #expect(try policy(of: test) == nil)
        let registry = try test.open()
        let writer = try test.writer(registry)
        let rehearsed = try writer.setRecomputePolicy(Self.careful, isRehearsal: true)
        #expect(rehearsed.status == .published && rehearsed.commit == nil)
        #expect(try policy(of: test) == nil)
        let set = try writer.setRecomputePolicy(Self.careful, isRehearsal: false)
        #expect(try set.status == .published && set.commit == test.head())
        #expect(try policy(of: test) == Self.careful)
        let again = try writer.setRecomputePolicy(Self.careful, isRehearsal: false)
        #expect(try again.status == .known && again.commit == nil && set.commit == test.head())
        let document = try TestRegistry.document("What?")
        #expect(try writer.publish([writer.admit(document.bytes)])[0].get().status == .published)
        // The commit holds no object, so the document has the place behind the trust root.
        #expect(try registry.publications(from: 1, limit: 9).map(\.address) == [document.address])
        #expect(try writer.setRecomputePolicy([], isRehearsal: false).status == .published)
        #expect(try policy(of: test) == [])
        let report = try await test.audit()
        #expect(report.verdict == .verified && report.codes.isEmpty, "\(report.findings)")
    }

    @Test func `another process sees the policy, and publishes on top of it`() throws {
        let test = try TestRegistry()
        let reader = try test.open()
        _ = try test.writer().setRecomputePolicy(Self.careful, isRehearsal: false)
        #expect(try reader.recomputePolicy(limit: Self.limit) == Self.careful)
        try test.publish(TestRegistry.document("What?"))
        #expect(try policy(of: test) == Self.careful)
    }

    @Test func `a commit key that has ended sets no policy`() throws {
        let test = try TestRegistry()
        let end = Timestamp(secondsSinceEpoch: TestRegistry.now.secondsSinceEpoch + 86_400)
        try test.publish(TestRegistry.rootObject(after: test.root) { $0.expires = end })
        let writer = try test.writer(at: Timestamp(secondsSinceEpoch: end.secondsSinceEpoch + 1))
        for isRehearsal in [true, false] {
            let error = #expect(throws: RegistryError.self) {
                _ = try writer.setRecomputePolicy(Self.careful, isRehearsal: isRehearsal)
            }
            #expect(error?.code == .configuration)
        }
        #expect(try policy(of: test) == nil)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable), arguments: ["120000", "100755"])
    func `a link or an executable file is malformed, and setting a policy replaces it`(mode: String) throws {
        let test = try TestRegistry()
        try test.commit(test.add(Self.careful, at: "policy/recompute.json", mode: mode), signer: "commit")
        let error = #expect(throws: RegistryError.self) { _ = try policy(of: test) }
        #expect(error?.code == .malformed && error?.location == "\(test.path) policy/recompute.json")
        #expect(try test.writer().setRecomputePolicy(Self.careful, isRehearsal: false).status == .published)
        #expect(try policy(of: test) == Self.careful)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a folder in the policy's place is malformed, and no policy is written over it`() throws {
        let test = try TestRegistry()
        try test.commit(test.add(Self.careful, at: "policy/recompute.json/x"), signer: "commit")
        let error = #expect(throws: RegistryError.self) { _ = try policy(of: test) }
        #expect(error?.code == .malformed && error?.problem == "the path is a folder, expected a file")
        let head = try test.head()
        #expect(throws: GitStoreError.self) {
            _ = try test.writer().setRecomputePolicy(Self.careful, isRehearsal: false)
        }
        #expect(try test.head() == head)
    }

    @Test func `a file above the limit is malformed, and is not read`() throws {
        let test = try TestRegistry()
        _ = try test.writer().setRecomputePolicy(Array(repeating: 0x20, count: 101), isRehearsal: false)
        let error = #expect(throws: RegistryError.self) { _ = try test.open().recomputePolicy(limit: 100) }
        #expect(error?.code == .malformed && error?.problem == "the file has 101 bytes, expected at most 100")
        #expect(try test.open().recomputePolicy(limit: 101)?.count == 101)
    }
}
