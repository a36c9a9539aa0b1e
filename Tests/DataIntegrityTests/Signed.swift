import BinderyTestSupport
import Cryptography
import DataIntegrity
import JSON
import Signing
import Testing

/// Documents with proofs by test keys.
enum Signed {
    static let plain: JSONValue = [
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://example.org/v1"], "id": "urn:example:1",
        "credentialSubject": ["text": "The grid asks; consumers use less."],
    ]

    static func proof(
        of document: JSONValue, by name: String = "publisher", _ options: ProofOptions = ProofOptions()
    ) throws -> JSONValue {
        let key = try TestKey.key(name)
        return try EddsaJCS2022.makeProof(
            for: document, options: options, verificationMethod: DIDKey(key.publicKey).verificationMethod, key: key)
    }

    static func document(_ document: JSONValue, proof: JSONValue?) -> JSONValue {
        var document = document
        document.set("proof", proof)
        return document
    }

    static func verify(_ document: JSONValue, with verifier: DataIntegrityVerifier = .init()) throws
        -> ProofVerification
    {
        verifier.verify(try JSONDocument(parsing: document.canonicalBytes()).root)
    }

    /// `code pointer` of every problem.
    static func problems(_ verification: ProofVerification) -> [String] {
        (verification.problems + verification.outcomes.flatMap(\.problems)).map { "\($0.code.rawValue) \($0.pointer)" }
    }
}
