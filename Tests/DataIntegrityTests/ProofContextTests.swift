import BinderyTestSupport
import Cryptography
import DataIntegrity
import JSON
import Signing
import Testing

@Suite struct ProofContextTests {
    private static let full: JSONValue = ["https://a.example/1", "https://b.example/2", ["term": "https://c.example/"]]

    /// A document with context `stated` whose proof was made over the same document with context `signed`.
    private func problems(document stated: JSONValue?, signedWith signed: JSONValue?) throws -> [String] {
        var document = Signed.plain
        document.set("@context", signed)
        let proof = try Signed.proof(of: document)
        document.set("@context", stated)
        return Signed.problems(try Signed.verify(Signed.document(document, proof: proof)))
    }

    @Test func `a proof's context is the start of the document's and replaces it`() throws {
        for prefix: JSONValue in [
            Self.full, [], ["https://a.example/1"], ["https://a.example/1", "https://b.example/2"],
            "https://a.example/1",
        ] {
            #expect(try problems(document: Self.full, signedWith: prefix) == [], "\(prefix)")
        }
        #expect(try problems(document: "https://a.example/1", signedWith: "https://a.example/1") == [])
        #expect(try problems(document: "https://a.example/1", signedWith: ["https://a.example/1"]) == [])
    }

    @Test func `any other context is a mismatch`() throws {
        for other: JSONValue in [
            ["https://b.example/2"], ["https://b.example/2", "https://a.example/1"], "https://b.example/2",
            ["https://a.example/1", "https://b.example/2", ["term": "https://c.example/x"]], [["https://a.example/1"]],
            ["https://a.example/1", "https://b.example/2", ["term": "https://c.example/"], "https://d.example/"],
        ] {
            #expect(
                try problems(document: Self.full, signedWith: other) == ["proof-context /proof/@context"], "\(other)")
        }
        #expect(try problems(document: nil, signedWith: "https://a.example/1") == ["proof-context /proof/@context"])
    }

    @Test func `a proof without context signs the document as it is`() throws {
        #expect(try problems(document: nil, signedWith: nil) == [])
        #expect(try problems(document: Self.full, signedWith: nil) == ["signature-invalid /proof/proofValue"])
    }

    @Test func `proofs with different contexts stand in one set`() throws {
        var document = Signed.plain
        var proofs: [JSONValue] = []
        for (index, context) in ([Self.full, ["https://a.example/1"], "https://a.example/1"] as [JSONValue])
            .enumerated()
        {
            document.set("@context", context)
            proofs.append(try Signed.proof(of: document, by: "key \(index)"))
        }
        document.set("@context", Self.full)
        let verification = try Signed.verify(Signed.document(document, proof: .array(proofs)))
        #expect(verification.isVerified, "\(Signed.problems(verification))")
    }

    /// The replaced context goes where RFC 8785 sorts it, whatever stands around it.
    @Test(arguments: 0..<60 as Range<UInt64>) func `a replaced context is hashed in canonical order`(seed: UInt64)
        throws
    {
        var random = SeededGenerator(seed: seed)
        var document: JSONValue = .object(RandomMembers.object(&random, depth: 1))
        document.set("@context", ["https://a.example/1"])
        let first = try Signed.proof(of: document, ProofOptions(id: "urn:first"))
        let second = try Signed.proof(
            of: Signed.document(document, proof: [first]), by: "auditor",
            ProofOptions(id: "urn:2", previousProof: ["urn:first"]))
        document.set("@context", Self.full)
        let verification = try Signed.verify(Signed.document(document, proof: [second, first]))
        #expect(verification.isVerified, "\(Signed.problems(verification))")
    }
}
