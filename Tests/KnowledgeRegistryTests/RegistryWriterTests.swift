import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import GitStore
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct RegistryWriterTests {
    @Test func `the same bytes twice are a no-op without a commit`() throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        #expect(try test.publish(object)[0].status == .published)
        let head = try test.head()
        let again = try test.publish(object)[0]
        #expect(again.status == .known && again.commit == nil && again.object == object.address)
        #expect(try test.head() == head)
        // In one batch the second is known too.
        let other = try TestRegistry.document("Two?")
        #expect(try test.publish(other, other).map(\.status) == [.published, .known])
        #expect(try test.open().objectCount() == 3)
    }

    @Test func `a second secured form of a claim is a conflict`() throws {
        let test = try TestRegistry(publishers: ["publisher", "second"])
        let object = try TestRegistry.document("One?")
        let approval = try Approval(of: object.envelope, by: TestKey.key("second"), created: TestRegistry.now)
        let form = object.adding(approval)
        try #require(form.claim == object.claim && form.address != object.address)
        let writer = try test.writer()
        let together = try writer.publish([writer.admit(object.bytes), writer.admit(form.bytes)])
        #expect(throws: Never.self) { try together[0].get() }
        #expect(error(of: together[1])?.code == .conflict)
        let later = try writer.publish([writer.admit(form.bytes)])
        #expect(error(of: later[0])?.code == .conflict)
        #expect(try test.open().objectCount() == 2)
    }

    @Test func `versions come one by one, and a lost race loses nothing`() throws {
        let test = try TestRegistry()
        let first = try TestRegistry.document("One?")
        let mine = try TestRegistry.document("One?", "Mine.\n", after: first)
        let theirs = try TestRegistry.document("One?", "Theirs.\n", after: first)
        let writer = try test.writer()
        #expect(error(of: try writer.publish([writer.admit(mine.bytes)])[0])?.code == .conflict)
        _ = try writer.publish([writer.admit(first.bytes), writer.admit(theirs.bytes)])
        let head = try test.head()
        #expect(error(of: try writer.publish([writer.admit(mine.bytes)])[0])?.code == .conflict)
        #expect(try test.head() == head)
        // A first version of a lineage that has one.
        let rival = try TestRegistry.document("One?", "Rival.\n")
        #expect(error(of: try writer.publish([writer.admit(rival.bytes)])[0])?.code == .conflict)
        // Nothing of it is lost: on top of theirs it goes in.
        let rebound = try TestRegistry.document("One?", "Mine.\n", after: theirs)
        #expect(try writer.publish([writer.admit(rebound.bytes)])[0].get().version == 3)
        #expect(try test.open().object(at: theirs.address) == theirs.bytes)
    }

    @Test func `a batch may hold what depends on itself, in order`() throws {
        let test = try TestRegistry()
        let first = try TestRegistry.document("One?")
        let second = try TestRegistry.document("One?", "Two.\n", after: first)
        let withdrawal = try TestRegistry.withdrawal(of: second)
        let attestation = try TestRegistry.attestation(of: first)
        let receipts = try test.publish(first, second, withdrawal, attestation)
        #expect(Set(receipts.map(\.commit)).count == 1)
        let registry = try test.open()
        let expected = [test.root, first, second, withdrawal, attestation].map(\.address)
        #expect(try registry.publications(from: 0, limit: 9).map(\.address) == expected)
        // The order of the index is the order of the signed message.
        let commit = try registry.repository.commit(try #require(receipts[0].commit))
        let listed = commit.message.split(separator: "\n").filter { $0.hasPrefix("object ") }
            .map { String($0.dropFirst(7).prefix(71)) }
        #expect(listed == expected.dropFirst().map { "\($0)" })
        // The other way round nothing but the withdrawal of nothing is refused.
        let other = try TestRegistry.document("Two?")
        let writer = try test.writer()
        let results = try writer.publish([
            writer.admit(TestRegistry.withdrawal(of: other).bytes), writer.admit(other.bytes),
        ])
        #expect(error(of: results[0])?.code == .notFound)
        #expect(throws: Never.self) { try results[1].get() }
    }

    @Test func `a withdrawal names its object's claim`() throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        try test.publish(object)
        let wrong = try TestRegistry.withdrawal(of: object, claim: Claim(SHA256.digest(of: "else")))
        let writer = try test.writer()
        #expect(error(of: try writer.publish([writer.admit(wrong.bytes)])[0])?.code == .refused)
    }

    @Test func `a bitwise derivation needs its manifest`() throws {
        let test = try TestRegistry()
        let manifest = try TestRegistry.manifest()
        let derived = try TestRegistry.derived("One?", by: manifest)
        let writer = try test.writer()
        let alone = try writer.publish([writer.admit(derived.bytes)])[0]
        #expect(error(of: alone)?.code == .refused)
        let both = try writer.publish([writer.admit(manifest.bytes), writer.admit(derived.bytes)])
        #expect(both.allSatisfy { error(of: $0) == nil })
        let lineage = try #require(derived.envelope.subject.lineage)
        let head = try test.git(
            "git show main:documents/\("\(lineage)".prefix(2))/\("\(lineage)".dropFirst(2).prefix(1))/\(lineage).md | grep model:"
        )
        #expect(head == "model: m 1 (\(manifest.address))")
    }

    @Test func `what is not authorised is refused with the reason`() throws {
        let test = try TestRegistry()
        let writer = try test.writer()
        let past = Timestamp(secondsSinceEpoch: TestRegistry.now.secondsSinceEpoch - 1)
        let cases = [
            (try TestRegistry.document("A?", by: ["stranger"]), "key-not-authorised"),
            (try TestRegistry.document("A?", by: ["auditor"]), "wrong-role"),
            (try TestRegistry.document("A?", by: ["publisher", "stranger"]), "key-not-authorised"),
            (try TestRegistry.document("A?", origin: "other.example/library"), "other-registry"),
            (try TestRegistry.document("A?", expires: past), "proof-expired"),
        ]
        for (object, code) in cases {
            let error = #expect(throws: RegistryError.self) { _ = try writer.admit(object.bytes) }
            #expect(error?.code == .refused && error?.findings.contains { $0.code == code } == true, "\(code)")
        }
    }

    @Test func `a writer needs the commit key, the root and the lock`() throws {
        let test = try TestRegistry()
        let wrongKey = #expect(throws: RegistryError.self) { try test.writer(key: "publisher") }
        #expect(wrongKey?.code == .configuration)
        let wrongRoot = #expect(throws: RegistryError.self) {
            try RegistryWriter(
                test.open(), commitKey: TestKey.key("commit"), pinned: Address(of: []), clock: { TestRegistry.now })
        }
        #expect(wrongRoot?.code == .configuration)
        let holder = try test.writer()
        let locked = #expect(throws: GitStoreError.self) { try test.writer(timeout: .zero) }
        #expect(locked?.code == .locked)
        #expect(locked?.problem.contains("process \(ProcessInfo.processInfo.processIdentifier) since") == true)
        _ = try holder.publish([])
    }

    @Test func `a rehearsal says the same and writes nothing`() throws {
        let test = try TestRegistry()
        let first = try TestRegistry.document("One?")
        let stale = try TestRegistry.document("One?", "No.\n", after: first, by: ["publisher"]) { $0.version = 7 }
        let writer = try test.writer()
        let head = try test.head()
        let results = try writer.rehearse([writer.admit(first.bytes), writer.admit(stale.bytes)])
        #expect(error(of: results[0]) == nil && error(of: results[1])?.code == .refused)
        #expect(try test.head() == head && test.open().objectCount() == 1)
    }

    @Test func `heads are written and follow withdrawals`() throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        let lineage = "\(try #require(object.envelope.subject.lineage))"
        let path = "documents/\(lineage.prefix(2))/\(lineage.dropFirst(2).prefix(1))/\(lineage).md"
        func head() throws -> String {
            let registry = try test.open()
            let commit = try #require(try registry.repository.head())
            return String(
                decoding: try #require(try registry.repository.blob(atPath: path, in: commit)).bytes, as: UTF8.self)
        }
        try test.publish(object)
        #expect(try head().contains("\nstatus: current\n"))
        #expect(try head().hasSuffix("\n---\nAn answer.\n"))
        try test.publish(TestRegistry.withdrawal(of: object))
        #expect(try head().contains("\nstatus: withdrawn (error, stop)\n"))
        try test.publish(TestRegistry.document("One?", "Better.\n", after: object))
        #expect(try head().contains("\nstatus: current\n") && head().hasSuffix("\n---\nBetter.\n"))
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a branch that moved meanwhile is noticed, and the next publication stands on it`() throws {
        let test = try TestRegistry()
        let writer = try test.writer()
        let object = try TestRegistry.document("One?")
        // git knows nothing of our lock.
        try test.commit(
            test.add(object.bytes, at: TestRegistry.path(of: object)), message: TestRegistry.message(object))
        let next = try TestRegistry.document("One?", "Next.\n", after: object)
        #expect(try writer.publish([writer.admit(next.bytes)])[0].get().version == 2)
        #expect(try test.open().objectCount() == 3)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `git finds the store sound and verifies each commit`() throws {
        let test = try TestRegistry()
        try test.publish(TestRegistry.document("One?"))
        try test.publish(TestRegistry.document("Two?"))
        let key = try TestKey.key("commit").publicKey
        let wire = [0, 0, 0, 11] + Array("ssh-ed25519".utf8) + [0, 0, 0, 32] + Array(key.bytes)
        let description = try test.open().description
        try Data(
            "\(description.commitPrincipal) namespaces=\"git\" ssh-ed25519 \(Data(wire).base64EncodedString())\n".utf8
        ).write(to: URL(fileURLWithPath: TemporaryDirectory.file("allowed")))
        #expect(try test.git("git fsck --strict --full --no-dangling 2>&1").isEmpty)
        let verified = try test.git(
            "for c in $(git rev-list main); do git -c gpg.format=ssh -c gpg.ssh.allowedSignersFile=allowed verify-commit $c 2>&1; done | grep -c Good"
        )
        #expect(verified == "3")
        #expect(try test.git("git log --format=%ae main | sort -u") == "commit@library.example")
    }

    @Test func `batches are published one commit each, in order, with a result an object`() throws {
        let test = try TestRegistry()
        let batches = try (0..<5).map { batch in
            try (0..<30).map { try TestRegistry.document("Question \(batch) \($0)?") }
        }
        var bytes = batches.map { $0.map(\.bytes) }
        bytes[2][7] = Array("{}".utf8)
        var commits: [Set<GitObjectID>] = []
        var refusals: [Int] = []
        try test.writer().publish(batches: bytes) { results in
            commits.append(Set(results.compactMap { try? $0.get().commit }))
            refusals.append(results.count { error(of: $0) != nil })
        }
        #expect(commits.map(\.count) == [1, 1, 1, 1, 1] && Set(commits.flatMap(\.self)).count == 5)
        #expect(refusals == [0, 0, 1, 0, 0])
        let published = try test.open().publications(from: 1, limit: 1_000).map(\.address)
        var expected = batches.map { $0.map(\.address) }
        expected[2].remove(at: 7)
        #expect(published == expected.flatMap(\.self))
    }
}

/// Why a publication was refused.
func error<Value>(of result: Result<Value, RegistryError>) -> RegistryError? {
    if case .failure(let error) = result { error } else { nil }
}
