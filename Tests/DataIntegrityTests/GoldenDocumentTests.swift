import BinderyTestSupport
import Cryptography
import DataIntegrity
import JSON
import Signing
import Testing

/// A document that independent implementations signed with the seed 07 … 07.
@Suite struct GoldenDocumentTests {
    private static let method =
        "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z#z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z"
    private static let unsecured: JSONValue = [
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"], "issuer": "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z",
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": ["description": "café € 😀", "name": "a\"b\\c\n"],
    ]
    private static let value =
        "z5rGKP6yd2HcxdK5ShzHp8ghU2QMds3KGWYzHPBBuV52caNHAYK7R4ZfCPMfHK3wg1FS1h6HUY1vkN9wUBQKAhkmz"

    private func proof() throws -> JSONValue {
        try EddsaJCS2022.makeProof(
            for: Self.unsecured, options: ProofOptions(created: "2026-01-02T00:00:00Z"),
            verificationMethod: Self.method,
            key: Ed25519PrivateKey(seed: [UInt8](repeating: 7, count: 32).span.bytes))
    }

    @Test func `every step has the golden bytes`() throws {
        let document = SHA256.digest(of: Self.unsecured.canonicalBytes())
        #expect("\(document)" == "56a342ccc6657810c95d3725c02a433d61d6e307c93a9993ed9d83aff2915555")
        var configuration = try proof()
        configuration.set("proofValue", nil)
        let hash = EddsaJCS2022.hashData(
            configuration: SHA256.digest(of: configuration.canonicalBytes()), document: document)
        #expect(
            Hexadecimal.encode(hash) == "be7be92146cca6b71a6f21a61efe9c6b6a12a1d5e606e6f8192366fec1730b76"
                + "56a342ccc6657810c95d3725c02a433d61d6e307c93a9993ed9d83aff2915555")
        #expect(try proof()["proofValue"] == .string(Self.value))
    }

    @Test func `the signed document verifies and states its digest`() throws {
        let verification = try Signed.verify(Signed.document(Self.unsecured, proof: proof()))
        #expect(verification.isVerified)
        #expect(verification.outcomes.map(\.verificationMethod) == [Self.method])
    }

    @Test func `no flipped byte of the signed document verifies`() throws {
        let bytes = Signed.document(Self.unsecured, proof: try proof()).canonicalBytes()
        var parsed = 0
        for index in bytes.indices {
            for mask: UInt8 in [1, 0x20] {
                var changed = bytes
                changed[index] ^= mask
                guard let document = try? JSONDocument(parsing: changed) else { continue }
                parsed += 1
                #expect(!DataIntegrityVerifier().verify(document.root).isVerified, "byte \(index) ^ \(mask)")
            }
        }
        // Most bytes lie in strings, where JSON stays JSON.
        #expect(parsed > bytes.count)
    }

    @Test func `layout and order of members do not count`() throws {
        let text = Signed.document(Self.unsecured, proof: try proof()).prettyText()
        #expect(try DataIntegrityVerifier().verify(JSONDocument(parsing: Array(text.utf8)).root).isVerified)
    }
}
