import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import KnowledgeRegistry
import Signing

/// A library in the running test's folder, with whatever a test publishes.
struct TestLibrary {
    static let now = Timestamp(secondsSinceEpoch: 1_795_392_000)

    static var environment: BinderyEnvironment {
        BinderyEnvironment(
            clock: { now }, random: .system, configurationFolder: TemporaryDirectory.file("config"),
            dataFolder: TemporaryDirectory.file("data"))
    }

    let bindery = Bindery(environment)
    let founding: Founding
    let key: Ed25519PrivateKey

    init() throws {
        key = try TestKey.key("publisher")
        var request = FoundingRequest(
            path: TemporaryDirectory.file("library"), name: "My & library",
            publishers: [try TestKey.key("publisher").publicKey])
        request.auditors = [try TestKey.key("auditor").publicKey]
        founding = try bindery.found(request)
    }

    /// A signed answer that is not published.
    func bind(
        _ question: String = "What is a hash?", _ answer: String = "A short number.\n",
        by signer: Ed25519PrivateKey? = nil, _ edit: (inout BindRequest) -> Void = { _ in }
    ) throws -> BoundObject {
        var request = BindRequest(question: question, answer: answer)
        edit(&request)
        let outcome = try bindery.bind(request, for: Registry(opening: founding.path), with: signer ?? key)
        guard case .object(let object) = outcome else {
            throw RegistryError(.conflict, at: question, "nothing changed", remedy: "Change the answer.")
        }
        return object
    }

    /// Publishes as another process would: through a registry and a writer of its own.
    @discardableResult
    func publish(_ object: BoundObject) throws -> BoundObject {
        let writer = try bindery.writer(of: Registry(opening: founding.path))
        _ = try writer.publish([writer.admit(object.bytes)])[0].get()
        return object
    }

    /// A signed withdrawal that is not published.
    func withdraw(_ object: BoundObject) throws -> BoundObject {
        try bindery.withdraw(
            object.address, reason: .error, severity: nil, replacedBy: nil, note: nil,
            in: Registry(opening: founding.path), with: key)
    }

    /// An auditor's word about an answer that was derived again, not published.
    func recompute(_ object: BoundObject, _ outcome: AttestationOutcome) throws -> BoundObject {
        let key = try TestKey.key("auditor")
        let envelope = Envelope(
            registry: object.envelope.registry, name: "An attestation",
            issuer: Issuer(id: DIDKey(key.publicKey), name: "Auditor"), validFrom: Self.now,
            subject: .attestation(
                Attestation(object: object.address, claim: object.claim, kind: .recomputed, outcome: outcome)),
            random: .system)
        return BoundObject(envelope, approvals: [try Approval(of: envelope, by: key, created: Self.now)])
    }

    /// The token of a library for few, and the headers of a request that brings it.
    static func token() throws -> (token: ReadToken, headers: [String: String]) {
        let file = TemporaryDirectory.file("read-token")
        let text = String(repeating: "t", count: 24)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        return (try ReadToken(file: file), ["Authorization": "Bearer \(text)"])
    }

    func serve(writing: Bool = false, withheldFile: WithheldFile? = nil) throws -> ServedLibrary {
        try ServedLibrary(
            opening: founding.path, for: bindery, writing: writing ? ServedLibrary.Writing() : nil,
            withheldFile: withheldFile)
    }
}
