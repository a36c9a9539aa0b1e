import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import KnowledgeRegistry
import Signing

/// A service with folders in the test's own, and a registry that it founded.
struct TestService {
    static let now = Timestamp(secondsSinceEpoch: 1_795_392_000)

    static var environment: BinderyEnvironment {
        BinderyEnvironment(
            clock: { now }, random: .system, configurationFolder: TemporaryDirectory.file("config"),
            dataFolder: TemporaryDirectory.file("data"))
    }

    let bindery = Bindery(environment)
    let founding: Founding
    let key: Ed25519PrivateKey

    init(_ name: String = "library", _ edit: (inout FoundingRequest) -> Void = { _ in }) throws {
        key = try TestKey.key("publisher")
        founding = try bindery.found(Self.request(name, edit))
    }

    static func request(
        _ name: String = "library", _ edit: (inout FoundingRequest) -> Void = { _ in }
    ) throws -> FoundingRequest {
        var request = FoundingRequest(
            path: TemporaryDirectory.file(name), name: "My library",
            publishers: [try TestKey.key("publisher").publicKey])
        edit(&request)
        return request
    }

    func open() throws -> Registry { try Registry(opening: founding.path) }

    /// Binds and publishes; `nil` where nothing changed.
    @discardableResult func publish(_ request: BindRequest) throws -> BoundObject? {
        let registry = try open()
        guard case .object(let object) = try bindery.bind(request, for: registry, with: key) else { return nil }
        let writer = try bindery.writer(of: registry)
        _ = try writer.publish([writer.admit(object.bytes)])[0].get()
        return object
    }

    /// What an auditor says about an object.
    static func attestation(
        of object: BoundObject, _ kind: AttestationKind, _ outcome: AttestationOutcome
    ) throws -> BoundObject {
        let key = try TestKey.key("auditor")
        let attestation = Attestation(object: object.address, claim: object.claim, kind: kind, outcome: outcome)
        let envelope = Envelope(
            registry: object.envelope.registry, name: "An attestation",
            issuer: Issuer(id: DIDKey(key.publicKey), name: "Auditor"), validFrom: now,
            subject: .attestation(attestation), random: .system)
        return BoundObject(envelope, approvals: [try Approval(of: envelope, by: key, created: now)])
    }

    /// The permissions of a file or folder, in octal.
    static func mode(_ path: String) throws -> String {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return String((attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0, radix: 8)
    }

    static func names(in path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
    }
}

extension BoundObject {
    /// The document, if it is one.
    var document: BoundDocument? {
        if case .boundDocument(let document) = envelope.subject { document } else { nil }
    }
}
