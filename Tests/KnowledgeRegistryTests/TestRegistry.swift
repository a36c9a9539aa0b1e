import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import GitStore
import JSON
import KnowledgeRegistry
import Signing

/// A registry in the test's folder, with keys of the tests, and objects for it.
struct TestRegistry {
    static let now = Timestamp(secondsSinceEpoch: 1_795_392_000)
    static let origin = "library.example/tests"

    let path: String
    let root: BoundObject
    var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    init(_ name: String = "library", publishers: [String] = ["publisher"]) throws {
        path = TemporaryDirectory.file(name)
        root = try Self.rootObject(publishers: publishers)
        _ = try Registry.create(
            at: path, description: RegistryDescription(name: "Library", origin: Self.origin), root: root,
            commitKey: TestKey.key("commit"), instant: Self.now)
    }

    func open() throws -> Registry { try Registry(opening: path) }

    func writer(
        _ registry: Registry? = nil, key: String = "commit", at instant: Timestamp = now,
        timeout: Duration = .seconds(5)
    ) throws -> RegistryWriter {
        try RegistryWriter(
            registry ?? open(), commitKey: TestKey.key(key), pinned: root.address, clock: { instant }, timeout: timeout)
    }

    /// Publishes objects in one commit; each must be new.
    @discardableResult func publish(_ objects: BoundObject...) throws -> [Receipt] {
        let writer = try writer()
        return try writer.publish(objects.map { try writer.admit($0.bytes) }).map { try $0.get() }
    }

    func audit(pinned: Address? = nil, lastSeen: GitObjectID? = nil) async throws -> AuditReport {
        try await Audit(of: path, pinned: pinned ?? root.address, instant: Self.now, lastSeen: lastSeen).run()
    }

    func head() throws -> GitObjectID? { try GitRepository(opening: path).head() }

    // MARK: Objects

    /// A trust root in which each role is held by the key of its name.
    static func rootObject(
        publishers: [String] = ["publisher"], after previous: BoundObject? = nil, revoked: [Revocation] = [],
        commit: String = "commit", signers: [String] = ["root"], origin: String = origin,
        limit: (inout AuthorisedKey) -> Void = { _ in }
    ) throws -> BoundObject {
        func role(_ names: [String]) throws -> RoleKeys {
            RoleKeys(
                threshold: 1,
                keys: try names.map { AuthorisedKey(id: DIDKey(try TestKey.key($0).publicKey), name: "\($0) key") })
        }
        var root = TrustRoot(
            expires: Timestamp(secondsSinceEpoch: now.secondsSinceEpoch + 365 * 86_400),
            roles: [
                .root: try role(["root"]), .publisher: try role(publishers), .commit: try role([commit]),
                .log: try role(["log"]), .auditor: try role(["auditor"]),
            ])
        root.revoked = revoked
        // Only the commit key is limited: what limits other keys is tested with the verifier.
        if var key = root.roles[.commit]?.keys.first {
            limit(&key)
            root.roles[.commit]?.keys = [key]
        }
        if let previous {
            root.version = (previous.envelope.subject.version ?? 0) + 1
            root.previous = previous.address
        }
        return try sign(.trustRoot(root), by: signers, origin: origin)
    }

    static func revocation(of name: String, from position: Int64) throws -> Revocation {
        Revocation(
            key: DIDKey(try TestKey.key(name).publicKey), revokedFrom: position, origin: origin, size: position,
            rootHash: SHA256.digest(of: "tests"), reason: .keyCompromise)
    }

    static func document(
        _ question: String, _ text: String = "An answer.\n", after previous: BoundObject? = nil,
        by signers: [String] = ["publisher"], origin: String = origin, expires: Timestamp? = nil,
        _ edit: (inout BoundDocument) -> Void = { _ in }
    ) throws -> BoundObject {
        var document = BoundDocument(
            question: question, scope: Scope(language: "en"), answer: Answer(text: text, origin: .human),
            asOf: now.day, freshness: Freshness(.timeless, asOf: now.day), license: "CC-BY-4.0",
            reproducibility: .authored)
        if let previous {
            document.version = (previous.envelope.subject.version ?? 0) + 1
            document.previous = previous.address
            document.change = Change(.update)
        }
        edit(&document)
        return try sign(.boundDocument(document), by: signers, origin: origin, expires: expires)
    }

    /// A document that states a bitwise derivation.
    static func derived(_ question: String, by manifest: BoundObject) throws -> BoundObject {
        try document(question) { document in
            document.answer = Answer(text: "Derived.\n", origin: .model)
            var derivation = Derivation(
                model: .manifest(manifest.address), messages: [Message(role: .user, content: question)],
                sampler: Sampler(temperature: "0"), outputDigest: document.answer.digest)
            derivation.numerics = "bk1"
            derivation.templateDigest = SHA256.digest(of: "template")
            (derivation.inputTokens, derivation.outputTokens) = (1, 1)
            document.derivation = derivation
            document.reproducibility = .bitwise
        }
    }

    static func withdrawal(
        of object: BoundObject, claim: Claim? = nil, by signers: [String] = ["publisher"]
    ) throws -> BoundObject {
        let withdrawal = Withdrawal(
            object: object.address, claim: claim ?? object.claim, reason: .error, severity: .stop)
        return try sign(.withdrawal(withdrawal), by: signers)
    }

    static func attestation(
        of object: BoundObject, _ kind: AttestationKind = .reviewed, _ outcome: AttestationOutcome = .passed,
        by signer: String = "auditor", at instant: Timestamp = now
    ) throws -> BoundObject {
        let attestation = Attestation(object: object.address, claim: object.claim, kind: kind, outcome: outcome)
        return try sign(.attestation(attestation), by: [signer], at: instant)
    }

    static func manifest() throws -> BoundObject {
        let digest = JSONValue.string(DigestMultibase.encode(SHA256.digest(of: "weights")))
        return try other(
            "ModelManifest", "model-manifest",
            [
                "formatVersion": 1, "name": "m", "version": "1",
                "weights": [["name": "w", "digestMultibase": digest, "byteSize": 7]], "tokenizerDigest": digest,
                "templateDigest": digest, "architecture": "llama", "quantisation": "Q8_0", "numerics": "bk1",
                "contextLength": 128, "license": "MIT",
            ], by: "publisher")
    }

    static func aliasSet(
        of document: BoundObject, wordings: [String], refused: [String] = [], after previous: BoundObject? = nil,
        by name: String = "publisher"
    ) throws -> BoundObject {
        var subject: JSONValue = [
            "formatVersion": 1, "lineage": .string(document.envelope.subject.lineage?.text ?? ""),
            "version": .integer((previous?.envelope.subject.version ?? 0) + 1),
        ]
        subject.set("previous", previous.map { .string("\($0.address)") })
        subject.set("wordings", .array(wordings.map(JSONValue.string)))
        subject.set("refused", .array(refused.map(JSONValue.string)))
        return try other("AliasSet", "alias-set", subject, by: name)
    }

    /// An object whose type has no initialiser: made by way of its JSON.
    private static func other(
        _ type: String, _ kind: String, _ subject: JSONValue, by name: String
    ) throws -> BoundObject {
        let key = try TestKey.key(name)
        let model = try sign(
            .withdrawal(
                Withdrawal(
                    object: Address(of: []), claim: Claim(SHA256.digest(of: "")), reason: .error, severity: .stop)),
            by: [])
        var value = JSONValue(try JSONDocument(parsing: model.bytes).root)
        value.set("type", ["VerifiableCredential", .string(type)])
        value.set("id", .string("urn:bound-knowledge:\(kind):" + String(repeating: "a", count: 26)))
        value.set("issuer", ["id": .string("\(DIDKey(key.publicKey))"), "name": "Library"])
        value.set("credentialSubject", subject)
        value.set("proof", nil)
        let draft = try BoundObject(draft: value.canonicalBytes())
        return draft.adding(try Approval(of: draft.envelope, by: key, created: now))
    }

    static func sign(
        _ subject: Subject, by signers: [String], origin: String = origin, expires: Timestamp? = nil,
        at instant: Timestamp = now
    ) throws -> BoundObject {
        let keys = try signers.map(TestKey.key)
        let issuer = try keys.first ?? TestKey.key("publisher")
        let envelope = Envelope(
            registry: origin, name: "An object", issuer: Issuer(id: DIDKey(issuer.publicKey), name: "Library"),
            validFrom: instant, subject: subject, random: .system)
        return BoundObject(
            envelope,
            approvals: try keys.map { try Approval(of: envelope, by: $0, created: instant, expires: expires) })
    }
}
