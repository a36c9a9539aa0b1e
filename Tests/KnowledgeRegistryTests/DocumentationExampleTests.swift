import BinderyTestSupport
import BoundKnowledge
import Cryptography
import KnowledgeRegistry
import Signing
import Testing

/// The example of the landing page.
@Suite(.temporaryDirectory) struct DocumentationExampleTests {
    private static let now = Timestamp(secondsSinceEpoch: 1_795_392_000)
    private static let origin = "library.example/documentation"

    @Test func `the example of the landing page publishes, reads and audits`() async throws {
        let path = TemporaryDirectory.file("library")
        let clock: @Sendable () -> Timestamp = { Self.now }
        let commitKey = try TestKey.key("commit")
        let rootObject = try Self.rootObject()
        let root = rootObject.address
        _ = try Registry.create(
            at: path, description: RegistryDescription(name: "Library", origin: Self.origin), root: rootObject,
            commitKey: commitKey, instant: Self.now)
        let signed = try Self.document().bytes

        let registry = try Registry(opening: path)
        let writer = try RegistryWriter(registry, commitKey: commitKey, pinned: root, clock: clock)
        let receipts = try writer.publish([writer.admit(signed)]).map { try $0.get() }
        let bytes = try registry.object(at: receipts[0].object)

        let report = try await Audit(of: path, pinned: root, instant: clock()).run()
        let problems = report.findings.map { "\($0.finding)" }

        #expect(bytes == signed)
        #expect(report.verdict == .verified)
        #expect(problems == [])
        try expectExample(of: "KnowledgeRegistry")
    }

    private static func rootObject() throws -> BoundObject {
        func role(_ name: String) throws -> RoleKeys {
            RoleKeys(
                threshold: 1, keys: [AuthorisedKey(id: DIDKey(try TestKey.key(name).publicKey), name: "\(name) key")])
        }
        let roles: [Role: RoleKeys] = [
            .root: try role("root"), .publisher: try role("publisher"), .commit: try role("commit"),
            .log: try role("log"),
        ]
        let expires = Timestamp(secondsSinceEpoch: now.secondsSinceEpoch + 365 * 86_400)
        return try sign(.trustRoot(TrustRoot(expires: expires, roles: roles)), with: TestKey.key("root"))
    }

    private static func document() throws -> BoundObject {
        let document = BoundDocument(
            question: "What is a hash?", scope: Scope(language: "en"),
            answer: Answer(text: "A short number made of any bytes.\n", mediaType: .markdown, origin: .human),
            asOf: now.day, freshness: Freshness(.timeless, asOf: now.day), license: "CC-BY-4.0",
            reproducibility: .authored, recheck: .never, derivation: nil)
        return try sign(.boundDocument(document), with: TestKey.key("publisher"))
    }

    private static func sign(_ subject: Subject, with key: Ed25519PrivateKey) throws -> BoundObject {
        let envelope = Envelope(
            registry: origin, name: "An object", issuer: Issuer(id: DIDKey(key.publicKey), name: "Library"),
            validFrom: now, subject: subject, random: .system)
        return BoundObject(envelope, approvals: [try Approval(of: envelope, by: key, created: now)])
    }
}
