import BinderyTestSupport
import BoundKnowledge
import Cryptography
import DataIntegrity
import Foundation
import JSON
import Signing

/// Bound documents as this format allows them, and as somebody with a key could sign them otherwise.
struct SignedDocument {
    /// The document without proofs.
    var unsecured: JSONValue
    /// What each proof states.
    var options = ProofOptions(created: "2026-11-23T00:00:00Z")
    /// Who signs, by name.
    var signers: [String]

    /// Version 1 of an answer for a registry; its issuer is the first signer.
    init(
        _ question: String, answer: String = "An answer.\n", signers: [String] = ["publisher"],
        registry: String = "example.org/test-library"
    ) throws {
        self.signers = signers
        let day = CalendarDate(daysSinceEpoch: 20_780)
        let text = answer
        let document = BoundDocument(
            question: question, scope: Scope(language: "en"), answer: Answer(text: text, origin: .human), asOf: day,
            freshness: Freshness(.timeless, asOf: day), license: "CC-BY-4.0", reproducibility: .authored)
        let issuer = Issuer(id: DIDKey(try TestKey.key(signers[0]).publicKey), name: "Publisher")
        let envelope = Envelope(
            registry: registry, name: question, issuer: issuer, validFrom: Timestamp(secondsSinceEpoch: 1_795_392_000),
            subject: .boundDocument(document), random: .system)
        unsecured = JSONValue(try JSONDocument(parsing: BoundObject(envelope, approvals: []).bytes).root)
        unsecured.set("proof", nil)
    }

    /// Changes a member, named by the members above it.
    mutating func set(_ path: String..., to value: JSONValue?) {
        unsecured = Self.setting(path[...], of: unsecured, to: value)
    }

    /// A proof by the key of a name.
    func proof(by name: String) throws -> JSONValue {
        let key = try TestKey.key(name)
        return try EddsaJCS2022.makeProof(
            for: unsecured, options: options, verificationMethod: DIDKey(key.publicKey).verificationMethod, key: key)
    }

    /// The signed object's canonical bytes; proofs are ordered unless `reversed`.
    func bytes(reversed: Bool = false) throws -> [UInt8] {
        let proofs = try signers.map(proof).sorted {
            ($0["verificationMethod"]?.text ?? "") < ($1["verificationMethod"]?.text ?? "")
        }
        var value = unsecured
        value.set("proof", .array(reversed ? proofs.reversed() : proofs))
        return value.canonicalBytes()
    }

    private static func setting(_ path: ArraySlice<String>, of value: JSONValue, to new: JSONValue?) -> JSONValue {
        guard let name = path.first else { return new ?? .null }
        var value = value
        value.set(name, path.count == 1 ? new : setting(path.dropFirst(), of: value[name] ?? [:], to: new))
        return value
    }
}
