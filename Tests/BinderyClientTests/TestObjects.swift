import BinderyTestSupport
import BoundKnowledge
import Cryptography
import DataIntegrity
import Signing

/// Objects of a library that exists in memory only; each role is held by the test key of its name.
enum TestObjects {
    static let now = Timestamp(secondsSinceEpoch: 1_795_392_000)
    static let origin = "library.example/tests"

    static func root(
        publisher: String = "publisher", after previous: BoundObject? = nil, by signer: String = "root",
        origin: String = origin
    ) throws -> BoundObject {
        func role(_ name: String) throws -> RoleKeys {
            RoleKeys(threshold: 1, keys: [AuthorisedKey(id: DIDKey(try TestKey.key(name).publicKey), name: name)])
        }
        var root = TrustRoot(
            expires: Timestamp(secondsSinceEpoch: now.secondsSinceEpoch + 18_000 * 86_400),
            roles: [
                .root: try role(signer), .publisher: try role(publisher), .commit: try role("commit"),
                .log: try role("log"), .auditor: try role("auditor"),
            ])
        if let previous {
            root.version = (previous.envelope.subject.version ?? 0) + 1
            root.previous = previous.address
        }
        return try sign(.trustRoot(root), by: signer, origin: origin)
    }

    static func document(
        _ question: String = "What is a hash?", _ text: String = "A short number.\n",
        after previous: BoundObject? = nil,
        by signer: String = "publisher", origin: String = origin
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
        return try sign(.boundDocument(document), by: signer, origin: origin)
    }

    static func withdrawal(
        of object: BoundObject, claim: Claim? = nil, replacedBy: Address? = nil, by signer: String = "publisher"
    ) throws -> BoundObject {
        let withdrawal = Withdrawal(
            object: object.address, claim: claim ?? object.claim, reason: .error, severity: .stop,
            replacedBy: replacedBy)
        return try sign(.withdrawal(withdrawal), by: signer, origin: origin)
    }

    static func attestation(
        of object: BoundObject, claim: Claim? = nil, _ outcome: AttestationOutcome = .contradicted,
        by signer: String = "auditor"
    ) throws -> BoundObject {
        let attestation = Attestation(
            object: object.address, claim: claim ?? object.claim, kind: .recomputed, outcome: outcome)
        return try sign(.attestation(attestation), by: signer, origin: origin)
    }

    private static func sign(_ subject: Subject, by signer: String, origin: String) throws -> BoundObject {
        let key = try TestKey.key(signer)
        let envelope = Envelope(
            registry: origin, name: "An object", issuer: Issuer(id: DIDKey(key.publicKey), name: "Library"),
            validFrom: now, subject: subject, random: .system)
        return BoundObject(envelope, approvals: [try Approval(of: envelope, by: key, created: now)])
    }
}
