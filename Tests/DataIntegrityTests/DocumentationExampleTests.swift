import BinderyTestSupport
import Cryptography
import DataIntegrity
import JSON
import Signing
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page signs a document and verifies it`() throws {
        let key = try TestKey.key("publisher")

        var document: JSONValue = ["@context": ["https://www.w3.org/ns/credentials/v2"], "name": "An answer"]
        let proof = try EddsaJCS2022.makeProof(
            for: document, options: ProofOptions(created: "2026-11-23T00:00:00Z"),
            verificationMethod: DIDKey(key.publicKey).verificationMethod, key: key)
        document.set("proof", proof)

        let signed = try JSONDocument(parsing: document.canonicalBytes())
        let verification = DataIntegrityVerifier().verify(signed.root)
        let problems = verification.outcomes.flatMap(\.problems).map { "\($0.pointer): \($0.problem)" }

        #expect(verification.isVerified)
        #expect(problems == [])
        try expectExample(of: "DataIntegrity")
    }
}
