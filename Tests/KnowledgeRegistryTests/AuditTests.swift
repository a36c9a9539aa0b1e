import BinderyTestSupport
import BoundKnowledge
import Foundation
import GitStore
import KnowledgeRegistry
import Testing

/// Each way to tamper is found, with its code and the object, path or commit that it concerns.
@Suite(.temporaryDirectory, .enabled(if: TestRegistry.isGitAvailable)) struct AuditTests {
    /// A registry with every type that this version publishes, audited clean.
    private struct Fixture {
        let test: TestRegistry
        let first: BoundObject
        let second: BoundObject

        init() throws {
            test = try TestRegistry()
            first = try TestRegistry.document("One?")
            second = try TestRegistry.document("One?", "Better.\n", after: first)
            try test.publish(first, TestRegistry.manifest(), TestRegistry.attestation(of: first))
            try test.publish(second)
            try test.publish(TestRegistry.withdrawal(of: second))
        }

        var head: String {
            get throws { try test.git("git rev-parse main") }
        }
    }

    @Test func `a clean registry has no findings`() async throws {
        let fixture = try Fixture()
        let report = try await fixture.test.audit()
        #expect(report.verdict == .verified && report.codes.isEmpty, "\(report.findings)")
        #expect(report.origin == TestRegistry.origin && report.commitCount == 4)
        #expect(
            report.objectCounts == [
                .trustRoot: 1, .boundDocument: 2, .modelManifest: 1, .attestation: 1, .withdrawal: 1,
            ])
    }

    @Test func `without a root, or with a wrong one, nobody's signature is known`() async throws {
        let fixture = try Fixture()
        let without = try await Audit(of: fixture.test.path, pinned: nil, instant: TestRegistry.now).run()
        #expect(without.verdict == .signerUnknown && without.codes == ["signer-unknown"])
        let wrong = try await fixture.test.audit(pinned: Address(of: []))
        #expect(wrong.verdict == .signerUnknown && wrong.codes == ["root-missing"])
        // A published object that is no trust root.
        let other = try await fixture.test.audit(pinned: fixture.first.address)
        #expect(other.verdict == .signerUnknown)
    }

    @Test(arguments: [nil, "commit", "stranger"])
    func `a changed object is named`(signer: String?) async throws {
        let fixture = try Fixture()
        let path = TestRegistry.path(of: fixture.first)
        try fixture.test.commit(fixture.test.add(Array("{}".utf8), at: path), signer: signer)
        let report = try await fixture.test.audit()
        #expect(report.verdict == .rejected)
        let finding = try #require(report.first("object-changed"))
        #expect(finding.object == fixture.first.address && finding.path == path)
        #expect(try finding.commit.map { "\($0)" } == fixture.head)
        #expect(report.codes.contains("commit-signature") == (signer != "commit"))
        #expect(report.codes.filter { $0 == "object-changed" }.count == 1)
    }

    @Test func `a deleted object is named`() async throws {
        let fixture = try Fixture()
        let path = TestRegistry.path(of: fixture.first)
        try fixture.test.commit("git rm -q --cached \(path)", signer: "commit")
        let report = try await fixture.test.audit()
        let finding = try #require(report.first("object-deleted"))
        #expect(finding.object == fixture.first.address && finding.path == path)
        #expect(report.first("object-missing")?.object == fixture.first.address)
        #expect(report.codes.allSatisfy { ["object-deleted", "object-missing"].contains($0) }, "\(report.codes)")
    }

    @Test(arguments: [
        "objects/x.jsonld", "objects/ab/cd/x.jsonld",
        "objects/00/00/0000000000000000000000000000000000000000000000000000000000000000.jsonl",
        "objects/AB/cd/ABcd000000000000000000000000000000000000000000000000000000000000.jsonld",
    ])
    func `an object at a path of no address is named`(path: String) async throws {
        let fixture = try Fixture()
        try fixture.test.commit(fixture.test.add(fixture.first.bytes, at: path), signer: "commit")
        let report = try await fixture.test.audit()
        #expect(report.codes == ["object-changed"] && report.first("object-changed")?.path == path)
    }

    @Test func `other bytes than the path's address are named`() async throws {
        let fixture = try Fixture()
        let absent = try TestRegistry.document("Absent?")
        let path = TestRegistry.path(of: absent)
        try fixture.test.commit(
            fixture.test.add(fixture.first.bytes, at: path), message: TestRegistry.message(absent), signer: "commit")
        let report = try await fixture.test.audit()
        #expect(report.first("address-mismatch")?.object == absent.address, "\(report.codes)")
        #expect(
            try fixture.test.open().verify(
                absent.address, pinned: fixture.test.root.address, instant: TestRegistry.now
            ).verification.verdict == .rejected)
        #expect(throws: RegistryError.self) { try fixture.test.open().object(at: absent.address) }
    }

    @Test func `a message that does not list exactly what it adds is named`() async throws {
        let objects = try (1...2).map { try TestRegistry.document("New \($0)?") }
        let messages = [
            "Nothing", TestRegistry.message(objects[0]), TestRegistry.message(objects[0], objects[0]),
            TestRegistry.message(objects[0], objects[1], objects[1]),
            TestRegistry.message(objects[0], try TestRegistry.document("Else?")),
        ]
        for (number, message) in messages.enumerated() {
            let test = try TestRegistry("library\(number)")
            let edit = try objects.map { try test.add($0.bytes, at: TestRegistry.path(of: $0)) }.joined()
            try test.commit(edit, message: message, signer: "commit")
            let report = try await test.audit()
            #expect(report.first("commit-message")?.commit == (try test.head()), "\(message): \(report.codes)")
            // However the message lies, each object that was added is looked at.
            #expect(report.objectCounts[.boundDocument] == 2, "\(message)")
            #expect(try test.open().objectCount() == 3)
        }
    }

    @Test func `an unsigned commit and one by another key are named`() async throws {
        for (number, signer) in [nil, "stranger", "publisher", "log"].enumerated() {
            let test = try TestRegistry("library\(number)")
            let object = try TestRegistry.document("New?")
            try test.commit(
                test.add(object.bytes, at: TestRegistry.path(of: object)), message: TestRegistry.message(object),
                signer: signer)
            let report = try await test.audit()
            let finding = try #require(report.first("commit-signature"))
            #expect(finding.commit == (try test.head()))
            #expect(finding.finding.problem.contains(signer == nil ? "not signed" : "not by a commit key"))
        }
    }

    @Test func `an object of a format to come hides nothing else`() async throws {
        let test = try TestRegistry()
        let later = Array(
            String(decoding: try TestRegistry.document("Later?").bytes, as: UTF8.self).replacing(
                "\"formatVersion\":1", with: "\"formatVersion\":2"
            ).utf8)
        let digits = "\(Address(of: later).digest)"
        let path = "objects/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits).jsonld"
        try test.commit(
            test.add(later, at: path), message: "Add\n\nobject \(Address(of: later)) X\n", signer: "stranger")
        let report = try await test.audit()
        #expect(report.codes.contains("format-version") && report.codes.contains("commit-signature"))
        #expect(report.verdict == .rejected)
    }

    @Test func `a signature over another commit is named`() async throws {
        let fixture = try Fixture()
        // The head's tree and message with its signature, on another parent.
        try fixture.test.git(
            "git cat-file commit main | sed \"s/^parent .*/parent $(git rev-parse main~2)/\" > moved; "
                + "git update-ref refs/heads/main $(git hash-object -t commit -w moved)")
        let report = try await fixture.test.audit()
        #expect(report.first("commit-signature")?.commit == (try fixture.test.head()))
    }

    @Test func `a head, a copy of a root or attributes that lie are named`() async throws {
        let fixture = try Fixture()
        let lineage = "\(try #require(fixture.first.envelope.subject.lineage))"
        let head = "documents/\(lineage.prefix(2))/\(lineage.dropFirst(2).prefix(1))/\(lineage).md"
        let other = try TestRegistry.rootObject(publishers: ["stranger"])
        let edit =
            try fixture.test.add(Array("---\nstatus: current\n---\n\nLies.\n".utf8), at: head)
            + fixture.test.add(other.bytes, at: "trust/root.1.jsonld")
            + fixture.test.add(Array("* text\n".utf8), at: ".gitattributes")
        try fixture.test.commit(edit, signer: "commit")
        let report = try await fixture.test.audit()
        #expect(report.codes == ["derived-file", "derived-file", "derived-file"])
        #expect(Set(report.findings.compactMap(\.path)) == [head, "trust/root.1.jsonld", ".gitattributes"])
    }

    @Test func `a head or a copy that is gone is named`() async throws {
        let fixture = try Fixture()
        try fixture.test.commit("git rm -q -r --cached documents trust", signer: "commit")
        let report = try await fixture.test.audit()
        #expect(report.codes == ["derived-file", "derived-file"])
    }

    @Test(arguments: [
        "advert.html", "trust/root.2.jsonld", "documents/x.md", "log/checkpoint", "Objects/ab", "objectsx",
    ])
    func `a path that belongs to no part is named`(path: String) async throws {
        let fixture = try Fixture()
        try fixture.test.commit(fixture.test.add(Array("x".utf8), at: path), signer: "commit")
        let report = try await fixture.test.audit()
        #expect(report.codes == ["unknown-path"] && report.first("unknown-path")?.path == path)
    }

    @Test(arguments: ["120000", "100755"])
    func `a link or a program among the files is named`(mode: String) async throws {
        let object = try TestRegistry.document("New?")
        for (number, path) in [TestRegistry.path(of: object), "policy/evil", "evil"].enumerated() {
            let test = try TestRegistry("library\(number)")
            let bytes = number == 0 ? object.bytes : Array("/etc/passwd".utf8)
            try test.commit(
                test.add(bytes, at: path, mode: mode),
                message: number == 0 ? TestRegistry.message(object) : "Tidy up", signer: "commit")
            let report = try await test.audit()
            #expect(report.first("unknown-path")?.path == path, "\(report.codes)")
        }
    }

    @Test func `a submodule is named`() async throws {
        let fixture = try Fixture()
        try fixture.test.commit(
            "git update-index --add --cacheinfo 160000,$(git rev-parse main),objects/evil", signer: "commit")
        let report = try await fixture.test.audit()
        #expect(report.codes == ["unknown-path"] && report.first("unknown-path")?.path == "objects/evil")
    }

    @Test func `an object replaced by a link is named`() async throws {
        let fixture = try Fixture()
        let path = TestRegistry.path(of: fixture.first)
        try fixture.test.commit(
            "git rm -q --cached \(path); " + fixture.test.add(fixture.first.bytes, at: path, mode: "120000"),
            signer: "commit")
        let report = try await fixture.test.audit()
        #expect(report.first("object-changed")?.path == path)
        #expect(report.first("unknown-path")?.path == path)
    }

    @Test func `a fork of a lineage, a version that skips and a second form are named`() async throws {
        let test = try TestRegistry(publishers: ["publisher", "second"])
        let first = try TestRegistry.document("One?")
        try test.publish(first, TestRegistry.document("One?", "A.\n", after: first))
        let fork = try TestRegistry.document("One?", "B.\n", after: first)
        let skip = try TestRegistry.document("One?", "C.\n", after: fork) { $0.version = 9 }
        let orphan = try TestRegistry.document("Two?", after: TestRegistry.document("Two?"))
        let form = first.adding(try Approval(of: first.envelope, by: TestKey.key("second"), created: TestRegistry.now))
        for object in [fork, skip, orphan, form] {
            try test.commit(
                test.add(object.bytes, at: TestRegistry.path(of: object)), message: TestRegistry.message(object),
                signer: "commit")
        }
        let report = try await test.audit()
        #expect(report.first("lineage-fork")?.object == fork.address)
        #expect(report.first("version-chain")?.object == skip.address)
        #expect(report.first("predecessor-missing")?.object == orphan.address)
        #expect(report.first("second-form")?.object == form.address)
        // The registry opens on all of it, and serves each object.
        let registry = try test.open()
        for object in [first, fork, skip, orphan, form] {
            #expect(try registry.object(at: object.address) == object.bytes)
        }
    }

    @Test func `a withdrawal of nothing, and of another claim, is named`() async throws {
        let fixture = try Fixture()
        let nothing = try TestRegistry.withdrawal(of: TestRegistry.document("Absent?"))
        let claim = try TestRegistry.withdrawal(of: fixture.first, claim: fixture.second.claim)
        for object in [nothing, claim] {
            try fixture.test.commit(
                fixture.test.add(object.bytes, at: TestRegistry.path(of: object)),
                message: TestRegistry.message(object), signer: "commit")
        }
        let report = try await fixture.test.audit()
        #expect(report.first("target-missing")?.object == nothing.address)
        #expect(report.first("target-claim")?.object == claim.address)
    }

    @Test func `an object by a key without the role is named`() async throws {
        let fixture = try Fixture()
        let object = try TestRegistry.document("Forged?", by: ["stranger"])
        try fixture.test.commit(
            fixture.test.add(object.bytes, at: TestRegistry.path(of: object)), message: TestRegistry.message(object),
            signer: "commit")
        let report = try await fixture.test.audit()
        #expect(report.first("key-not-authorised")?.object == object.address)
    }

    @Test func `a description that states another origin, or nothing, is named`() async throws {
        let fixture = try Fixture()
        let bytes = RegistryDescription(name: "Library", origin: "victim.example/library").bytes
        try fixture.test.commit(fixture.test.add(bytes, at: "registry.jsonld"), signer: "commit")
        let report = try await fixture.test.audit()
        #expect(report.codes == ["other-registry"] && report.first("other-registry")?.path == "registry.jsonld")
        #expect(report.origin == TestRegistry.origin)
        let error = #expect(throws: RegistryError.self) { try fixture.test.writer() }
        #expect(error?.code == .configuration)
        try fixture.test.commit("git rm -q --cached registry.jsonld", signer: "commit")
        #expect(try await fixture.test.audit().codes == ["other-registry"])
    }

    @Test func `a merge is named, and nothing else is guessed`() async throws {
        let fixture = try Fixture()
        try fixture.test.git(
            "git update-ref refs/heads/main $(git commit-tree -m merge -p main -p main~2 main^{tree})")
        let report = try await fixture.test.audit()
        let head = try fixture.test.head()
        #expect(report.verdict == .rejected && report.first("history-broken")?.commit == head)
        #expect(!report.codes.contains("unknown-path"))
        #expect(throws: GitStoreError.self) { try fixture.test.publish(TestRegistry.document("New?")) }
    }

    @Test func `a history without the head that was seen last was rewritten`() async throws {
        let fixture = try Fixture()
        let seen = try #require(try fixture.test.head())
        #expect(try await fixture.test.audit(lastSeen: seen).verdict == .verified)
        try fixture.test.publish(TestRegistry.document("New?"))
        #expect(try await fixture.test.audit(lastSeen: seen).verdict == .verified)
        try fixture.test.git("git update-ref refs/heads/main main~2")
        let report = try await fixture.test.audit(lastSeen: seen)
        #expect(report.codes == ["history-rewritten"] && report.first("history-rewritten")?.commit == seen)
    }

    @Test func `findings come in the same order each time`() async throws {
        let fixture = try Fixture()
        for number in 0..<20 {
            let object = try TestRegistry.document("Forged \(number)?", by: ["stranger"])
            try fixture.test.commit(
                fixture.test.add(object.bytes, at: TestRegistry.path(of: object))
                    + fixture.test.add(Array("\(number)".utf8), at: "x\(number)"),
                message: TestRegistry.message(object))
        }
        let reports = [try await fixture.test.audit(), try await fixture.test.audit(), try await fixture.test.audit()]
        #expect(reports[0].findings.count >= 60)
        #expect(reports[1].findings == reports[0].findings && reports[2].findings == reports[0].findings)
    }
}
