import BinderyTestSupport
import BoundKnowledge
import Foundation
import KnowledgeRegistry
import Testing

/// What ends a commit key: revocation, and the times that the trust root gives it.
@Suite(.temporaryDirectory) struct CommitKeyTests {
    private static let day: Int64 = 86_400

    private static func time(_ days: Int64) -> Timestamp {
        Timestamp(secondsSinceEpoch: TestRegistry.now.secondsSinceEpoch + days * day)
    }

    /// Publishes `root` as somebody does who holds the key and not our writer.
    private func publish(_ root: BoundObject, in test: TestRegistry, by signer: String) throws {
        let version = root.envelope.subject.version ?? 0
        try test.commit(
            test.add(root.bytes, at: TestRegistry.path(of: root))
                + test.add(root.bytes, at: "trust/root.\(version).jsonld"),
            message: TestRegistry.message(root), signer: signer)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable), arguments: ["commit", "commit2"])
    func `commits of a revoked key count up to the revocation and not from it on`(next: String) async throws {
        let test = try TestRegistry()
        // Positions 1 and 2, a commit each; the key was stolen before the second.
        try test.publish(TestRegistry.document("One?"))
        try test.publish(TestRegistry.document("Two?"))
        let second = try #require(try test.head())
        let revocation = try TestRegistry.revocation(of: "commit", from: 2)
        try publish(
            TestRegistry.rootObject(after: test.root, revoked: [revocation], commit: next), in: test, by: "commit")
        let report = try await test.audit()
        #expect(report.verdict == .rejected && report.codes == ["key-revoked", "key-revoked"], "\(report.findings)")
        // The commit of the root stands after the revocation too.
        let head = try test.head()
        #expect(report.findings.filter { $0.finding.code == "key-revoked" }.map(\.commit) == [second, head])
        #expect(report.first("key-revoked")?.finding.problem.contains("from index 2 on") == true)
        #expect(report.first("key-revoked")?.finding.problem.contains("stands at 2") == true)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a commit without objects by a revoked key is found too`() async throws {
        let test = try TestRegistry()
        let root = try TestRegistry.rootObject(
            after: test.root, revoked: [TestRegistry.revocation(of: "commit", from: 2)])
        try publish(root, in: test, by: "commit")
        #expect(try await test.audit().codes.isEmpty)
        try test.commit(test.add(Array("x".utf8), at: "policy/x"), signer: "commit")
        let report = try await test.audit()
        #expect(report.codes == ["key-revoked"])
        #expect(report.first("key-revoked")?.commit == (try test.head()))
    }

    @Test func `a stolen commit key is replaced first and revoked by its successor`() async throws {
        let test = try TestRegistry()
        let second = try TestRegistry.rootObject(after: test.root, commit: "commit2")
        try test.publish(second)
        let third = try TestRegistry.rootObject(
            after: second, revoked: [TestRegistry.revocation(of: "commit", from: 2)], commit: "commit2")
        let writer = try test.writer(key: "commit2")
        _ = try writer.publish([writer.admit(third.bytes)])[0].get()
        _ = try writer.publish([writer.admit(TestRegistry.document("One?").bytes)])[0].get()
        let report = try await test.audit()
        #expect(report.verdict == .verified && report.codes.isEmpty, "\(report.findings)")
    }

    @Test func `a writer refuses a commit key from the root on that revokes it`() throws {
        let test = try TestRegistry()
        let root = try TestRegistry.rootObject(
            after: test.root, revoked: [TestRegistry.revocation(of: "commit", from: 2)])
        // A scope of its own: the writer holds the lock.
        func publishTwice() throws {
            let writer = try test.writer()
            _ = try writer.publish([writer.admit(root.bytes)])[0].get()
            _ = try writer.publish([writer.admit(TestRegistry.document("One?").bytes)])
        }
        let later = #expect(throws: RegistryError.self) { try publishTwice() }
        let opened = #expect(throws: RegistryError.self) { _ = try test.writer() }
        for error in [later, opened] {
            #expect(error?.code == .configuration)
            #expect(error?.problem.contains("revoked from index 2 on (key-compromise)") == true, "\(error as Any)")
        }
        #expect(try test.open().objectCount() == 2)
    }

    @Test(arguments: [0, 1] as [Int64])
    func `a root that revokes the key of its own commit is refused, and nothing else is`(from: Int64) async throws {
        let test = try TestRegistry()
        let writer = try test.writer()
        let root = try TestRegistry.rootObject(
            after: test.root, revoked: [TestRegistry.revocation(of: "commit", from: from)], commit: "commit2")
        let object = try TestRegistry.document("One?")
        let results = try writer.publish([writer.admit(root.bytes), writer.admit(object.bytes)])
        guard case .failure(let error) = results[0] else { return #expect(Bool(false), "published") }
        #expect(error.code == .configuration && error.problem.contains("revokes the commit key"), "\(error)")
        #expect(try results[1].get().status == .published)
        #expect(try await test.audit().verdict == .verified)
    }

    @Test func `an expired commit key writes its successor's root alone, and what it signed stays`() async throws {
        let test = try TestRegistry()
        let root = try TestRegistry.rootObject(after: test.root) { $0.expires = Self.time(10) }
        try test.publish(root)
        func publish(_ object: BoundObject, on day: Int64, rehearsing: Bool = false) throws {
            let writer = try test.writer(at: Self.time(day))
            let admissions = [try writer.admit(object.bytes)]
            _ = try (rehearsing ? writer.rehearse(admissions) : writer.publish(admissions))[0].get()
        }
        try publish(TestRegistry.document("One?"), on: 10)
        let late = try TestRegistry.document("Two?")
        for rehearsing in [true, false] {
            let error = #expect(throws: RegistryError.self) { try publish(late, on: 11, rehearsing: rehearsing) }
            #expect(error?.code == .configuration && error?.problem.contains("expired at") == true, "\(error as Any)")
        }
        try publish(TestRegistry.rootObject(after: root, commit: "commit2"), on: 11)
        #expect(try test.open().objectCount() == 4)
        let report = try await Audit(of: test.path, pinned: test.root.address, instant: Self.time(11)).run()
        #expect(report.verdict == .verified && report.codes.isEmpty, "\(report.findings)")
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a commit key that is not yet valid writes nothing, and its commits are found`() async throws {
        let test = try TestRegistry()
        let root = try TestRegistry.rootObject(after: test.root) { $0.validFrom = Self.time(10) }
        try test.publish(root)
        let error = #expect(throws: RegistryError.self) { _ = try test.writer() }
        #expect(error?.code == .configuration && error?.problem.contains("valid from") == true, "\(error as Any)")
        _ = try test.writer(at: Self.time(10))
        #expect(try await test.audit().codes.isEmpty)
        let object = try TestRegistry.document("One?")
        try test.commit(
            test.add(object.bytes, at: TestRegistry.path(of: object)), message: TestRegistry.message(object),
            signer: "commit")
        let report = try await test.audit()
        #expect(report.first("key-not-yet-valid")?.commit == (try test.head()), "\(report.codes)")
    }
}
