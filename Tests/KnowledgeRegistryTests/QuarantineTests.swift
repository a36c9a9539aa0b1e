import BinderyTestSupport
import BoundKnowledge
import Foundation
import GitStore
import KnowledgeRegistry
import Retrieval
import Testing

/// What attestations do to the standing of a document.
@Suite(.temporaryDirectory) struct QuarantineTests {
    private static let effects: [(AttestationKind, AttestationOutcome, QuarantineEffect?)] =
        AttestationKind.allCases.flatMap { kind in
            AttestationOutcome.allCases.map { outcome -> (AttestationKind, AttestationOutcome, QuarantineEffect?) in
                switch ("\(kind) \(outcome)") {
                case "recomputed contradicted": (kind, outcome, .imposes)
                case "recomputed identical", "recomputed equivalent", "reviewed passed": (kind, outcome, .lifts)
                default: (kind, outcome, nil)
                }
            }
        }

    private func contradiction(
        of object: BoundObject, by signer: String = "auditor", at instant: Timestamp = TestRegistry.now
    ) throws -> BoundObject {
        try TestRegistry.attestation(of: object, .recomputed, .contradicted, by: signer, at: instant)
    }

    private func status(of object: BoundObject, in test: TestRegistry) throws -> ObjectStatus? {
        try test.open().status(of: object.address)
    }

    /// Where the readable head of a document stands, and its bytes.
    private func headFile(of object: BoundObject, in test: TestRegistry) throws -> (path: String, bytes: [UInt8]) {
        let lineage = "\(try #require(object.envelope.subject.lineage))"
        let path = "documents/\(lineage.prefix(2))/\(lineage.dropFirst(2).prefix(1))/\(lineage).md"
        let repository = try test.open().repository
        let commit = try #require(try repository.head())
        return (path, try #require(try repository.blob(atPath: path, in: commit)).bytes)
    }

    private func head(of object: BoundObject, in test: TestRegistry) throws -> String? {
        String(decoding: try headFile(of: object, in: test).bytes, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("status: ") }.map(String.init)
    }

    @Test func `an attestation changes a quarantine as the format says, and no other does`() {
        for (kind, outcome, effect) in Self.effects {
            let attestation = Attestation(
                object: Address(of: []), claim: Claim(Address(of: []).digest), kind: kind, outcome: outcome)
            #expect(attestation.quarantineEffect == effect, "\(kind) \(outcome)")
        }
    }

    @Test func `a contradicted answer is in quarantine everywhere, and its verdict stays`() async throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("What is a hash?")
        try test.publish(object)
        let attestation = try contradiction(of: object)
        try test.publish(attestation)
        #expect(try status(of: object, in: test) == .quarantined(by: attestation.address))

        let registry = try test.open()
        let found = try registry.verify(object.address, pinned: test.root.address, instant: TestRegistry.now)
        #expect(found.status.name == "quarantined" && found.verification.verdict == .verified)
        #expect(found.verification.findings.map(\.code) == ["quarantined"])
        #expect(found.verification.findings.first?.problem.contains("\(attestation.address)") == true)
        var listed: [String] = []
        try registry.forEachCurrent {
            listed.append($0.status.name); return true
        }
        #expect(listed == ["quarantined"])
        let search = try LibrarySearch(registry)
        #expect(try search.hits(for: SearchQuery("hash"), limit: 9).map(\.status.name) == ["quarantined"])
        #expect(try search.newest(limit: 9, for: .everybody).map(\.status.name) == ["quarantined"])
        let lineage = try #require(object.envelope.subject.lineage)
        #expect(try registry.history(of: lineage)?.versions.map(\.status.name) == ["quarantined"])
        #expect(try head(of: object, in: test) == "status: quarantined (\(attestation.address))")
        let report = try await test.audit()
        #expect(report.verdict == .verified && report.codes.isEmpty)
    }

    @Test(arguments: [
        (AttestationKind.recomputed, AttestationOutcome.identical), (.recomputed, .equivalent), (.reviewed, .passed),
    ])
    func `a later attestation that the answer holds lifts it, whatever its time`(
        kind: AttestationKind, outcome: AttestationOutcome
    ) async throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        let earlier = Timestamp(secondsSinceEpoch: TestRegistry.now.secondsSinceEpoch - 86_400)
        let lifting = try TestRegistry.attestation(of: object, kind, outcome, at: earlier)
        try test.publish(object)
        try test.publish(contradiction(of: object))
        try test.publish(lifting)
        #expect(try status(of: object, in: test) == .current)
        #expect(try head(of: object, in: test) == "status: current")
        let again = try contradiction(of: object, at: earlier)
        try test.publish(again)
        #expect(try status(of: object, in: test) == .quarantined(by: again.address))
        #expect(try await test.audit().codes.isEmpty)
    }

    @Test func `what has no effect neither imposes nor lifts`() async throws {
        let test = try TestRegistry()
        let (doubted, sound) = (try TestRegistry.document("One?"), try TestRegistry.document("Two?"))
        try test.publish(doubted, sound)
        let attestation = try contradiction(of: doubted)
        try test.publish(attestation)
        for (kind, outcome) in [
            (AttestationKind.recomputed, AttestationOutcome.revised), (.recomputed, .unstable),
            (.recomputed, .unanswerable), (.recomputed, .failed), (.rederived, .failed), (.rederived, .bitwise),
            (.reviewed, .failed), (.audited, .passed),
        ] {
            try test.publish(
                TestRegistry.attestation(of: doubted, kind, outcome), TestRegistry.attestation(of: sound, kind, outcome)
            )
        }
        #expect(try status(of: doubted, in: test) == .quarantined(by: attestation.address))
        #expect(try status(of: sound, in: test) == .current)
        #expect(try await test.audit().codes.isEmpty)
    }

    @Test func `a quarantine is of one version: the next one is free of it`() async throws {
        let test = try TestRegistry()
        let first = try TestRegistry.document("One?")
        let second = try TestRegistry.document("One?", "Better.\n", after: first)
        try test.publish(first)
        try test.publish(contradiction(of: first))
        try test.publish(second)
        #expect(try status(of: first, in: test) == .superseded(by: second.address))
        #expect(try status(of: second, in: test) == .current && head(of: second, in: test) == "status: current")
        try test.publish(contradiction(of: first))
        #expect(try status(of: second, in: test) == .current && head(of: second, in: test) == "status: current")
        #expect(try await test.audit().codes.isEmpty)
    }

    @Test func `a withdrawal says more, and one of the attestation lifts nothing`() async throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        let attestation = try contradiction(of: object)
        // In one commit, too: the head follows from what stands after all of it.
        try test.publish(object, attestation, TestRegistry.withdrawal(of: attestation))
        #expect(try status(of: object, in: test) == .quarantined(by: attestation.address))
        #expect(try head(of: object, in: test) == "status: quarantined (\(attestation.address))")
        try test.publish(TestRegistry.withdrawal(of: object))
        #expect(try status(of: object, in: test)?.name == "withdrawn")
        #expect(try head(of: object, in: test) == "status: withdrawn (error, stop)")
        #expect(try await test.audit().codes.isEmpty)
    }

    @Test func `only documents are in quarantine`() async throws {
        let test = try TestRegistry()
        let manifest = try TestRegistry.manifest()
        try test.publish(manifest, contradiction(of: manifest))
        #expect(try status(of: manifest, in: test) == .current)
        #expect(try await test.audit().codes.isEmpty)
    }

    @Test(arguments: ["publisher", "stranger"])
    func `an attestation by a key that is no auditor's is refused`(signer: String) throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        try test.publish(object)
        let writer = try test.writer()
        let error = #expect(throws: RegistryError.self) {
            try writer.admit(contradiction(of: object, by: signer).bytes)
        }
        #expect(error?.code == .refused)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `an attestation that no auditor signed changes no verdict, be it for or against`() async throws {
        let test = try TestRegistry()
        let (sound, doubted) = (try TestRegistry.document("One?"), try TestRegistry.document("Two?"))
        try test.publish(sound, doubted)
        let genuine = try contradiction(of: doubted)
        try test.publish(genuine)
        let lifting = try TestRegistry.attestation(of: doubted, .reviewed, .passed, by: "thief")
        for object in [try contradiction(of: sound, by: "thief"), lifting] {
            try test.commit(
                test.add(object.bytes, at: TestRegistry.path(of: object)), message: TestRegistry.message(object))
        }
        let registry = try test.open()
        func verify(_ object: BoundObject) throws -> (ObjectStatus, [String]) {
            let found = try registry.verify(object.address, pinned: test.root.address, instant: TestRegistry.now)
            return (found.status, found.verification.findings.map(\.code))
        }
        #expect(try verify(sound) == (.current, ["status-unverified"]))
        #expect(try verify(doubted) == (.quarantined(by: genuine.address), ["status-unverified", "quarantined"]))
        #expect(try await test.audit().verdict == .rejected)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `an audit tells of a head that hides a quarantine`() async throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        try test.publish(object)
        let before = try headFile(of: object, in: test)
        try test.publish(contradiction(of: object))
        try test.commit(test.add(before.bytes, at: before.path), signer: "commit")
        #expect(try await test.audit().codes.contains("derived-file"))
    }

    @Test func `the index is made anew from git, quarantines included`() throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        let attestation = try contradiction(of: object)
        try test.publish(object, attestation)
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: "\(test.path)/.bindery/index.sqlite\(suffix)")
        }
        #expect(try status(of: object, in: test) == .quarantined(by: attestation.address))
    }

    @Test func `a restricted document and what an auditor says of it stay hidden`() throws {
        let test = try TestRegistry()
        let secret = try TestRegistry.document("What is secret?", "Hidden") { $0.distribution = .restricted }
        let attestation = try contradiction(of: secret)
        try test.publish(secret, attestation)
        let registry = try test.open()
        let record = try #require(try registry.record(at: attestation.address))
        #expect(try !registry.isShown(record, to: .everybody) && registry.isShown(record, to: .members))
        let resolver = try QuestionResolver(registry, pinned: test.root.address)
        for (audience, expected) in [(Audience.everybody, nil), (.members, "quarantined")] {
            let found = try resolver.resolve(
                "What is secret?", language: "en", for: audience, instant: TestRegistry.now)
            if case .found(let document, _) = found {
                #expect(document.status.name == expected)
            } else {
                #expect(expected == nil)
            }
        }
    }
}
