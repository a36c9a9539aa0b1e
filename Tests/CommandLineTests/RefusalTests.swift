import BinderyTestSupport
import Cryptography
import DataIntegrity
import Foundation
import JSON
import Testing

/// Objects with genuine signatures that the registry must refuse all the same.
@Suite(.temporaryDirectory) struct RefusalTests {
    /// Expects `verify` and `publish` to refuse `bytes` with `code`, and the registry to stay as it was.
    private func expectRefusal(
        of bytes: [UInt8], by library: TestLibrary, _ code: String, verdict: String = "rejected",
        publishStatus: Int32 = 1,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let head = try library.head()
        try library.write(bytes, to: "object.json")
        let verified = try library.run("verify", "object.json", "--json")
        #expect(
            verified.verdict == verdict, "\(verified.text.prefix(2_000))\(verified.diagnostics)",
            sourceLocation: sourceLocation)
        #expect(verified.status == (verdict == "stale" ? 0 : 1), sourceLocation: sourceLocation)
        #expect(verified.findingCodes.contains(code), "\(verified.findingCodes)", sourceLocation: sourceLocation)
        let published = try library.run("publish", "object.json", "--json")
        #expect(
            published.status == publishStatus, "\(published.diagnostics.prefix(2_000))", sourceLocation: sourceLocation)
        #expect(
            published.findingCodes.contains(code), "\(published.diagnostics.prefix(2_000))",
            sourceLocation: sourceLocation)
        #expect(published.output.isEmpty, sourceLocation: sourceLocation)
        #expect(try library.head() == head, sourceLocation: sourceLocation)
    }

    @Test func `the document that the cases start from is accepted`() throws {
        let library = try TestLibrary()
        try library.write(try SignedDocument("Q?").bytes(), to: "object.json")
        #expect(try library.run("verify", "object.json", "--json").verdict == "verified")
        #expect(try library.run("publish", "object.json").status == 0)
    }

    @Test func `an unauthorised key is refused`() throws {
        let library = try TestLibrary()
        try expectRefusal(of: SignedDocument("Q?", signers: ["stranger"]).bytes(), by: library, "key-not-authorised")
    }

    @Test func `a signature by another key than the one named is refused`() throws {
        let library = try TestLibrary()
        let document = try SignedDocument("Q?")
        let other = try document.proof(by: "stranger")
        var proof = try document.proof(by: "publisher")
        proof.set("proofValue", other["proofValue"])
        var value = document.unsecured
        value.set("proof", .array([proof]))
        try expectRefusal(of: value.canonicalBytes(), by: library, "signature-invalid", publishStatus: 65)
    }

    @Test func `a key of another role is refused`() throws {
        let library = try TestLibrary(options: ["--auditor", try auditorKey()])
        try expectRefusal(of: SignedDocument("Q?", signers: ["auditor"]).bytes(), by: library, "wrong-role")
    }

    private func auditorKey() throws -> String {
        try TestLibrary.writeKey("auditor")
        return "auditor.pem"
    }

    @Test func `a surplus proof is refused`() throws {
        let library = try TestLibrary()
        try expectRefusal(
            of: SignedDocument("Q?", signers: ["publisher", "stranger"]).bytes(), by: library, "key-not-authorised")
    }

    @Test func `proofs in another order are another object, and refused`() throws {
        let library = try TestLibrary(publishers: ["publisher", "second"])
        let document = try SignedDocument("Q?", signers: ["publisher", "second"])
        let bytes = try document.bytes(reversed: true)
        try library.write(bytes, to: "object.json")
        let verified = try library.run("verify", "object.json", "--json")
        #expect(verified.status == 1 && verified.findingCodes == ["proof-order"])
        #expect(try library.run("publish", "object.json").status == 65)
    }

    @Test func `the same proof twice is refused`() throws {
        let library = try TestLibrary()
        try expectRefusal(
            of: SignedDocument("Q?", signers: ["publisher", "publisher"]).bytes(), by: library, "proof-order",
            publishStatus: 65)
    }

    @Test func `an expired proof is stale to readers and refused by publish`() throws {
        let library = try TestLibrary()
        var document = try SignedDocument("Q?")
        document.options = ProofOptions(created: "2020-01-01T00:00:00Z", expires: "2020-02-01T00:00:00Z")
        try expectRefusal(of: document.bytes(), by: library, "proof-expired", verdict: "stale")
    }

    @Test func `a claim that ended is refused by publish`() throws {
        let library = try TestLibrary()
        var document = try SignedDocument("Q?")
        document.set("validFrom", to: "2020-01-01T00:00:00Z")
        document.set("validUntil", to: "2020-02-01T00:00:00Z")
        try expectRefusal(of: document.bytes(), by: library, "claim-ended", verdict: "stale")
    }

    @Test func `an object of another registry is refused`() throws {
        let library = try TestLibrary()
        try expectRefusal(
            of: SignedDocument("Q?", registry: "example.org/elsewhere").bytes(), by: library, "other-registry")
    }

    @Test func `an object without proofs is refused`() throws {
        let library = try TestLibrary()
        var document = try SignedDocument("Q?")
        document.signers = []
        try library.write(try document.bytes(), to: "object.json")
        let verified = try library.run("verify", "object.json", "--json")
        #expect(verified.status == 1 && verified.findingCodes.contains("proof-count"))
        try library.write(document.unsecured.canonicalBytes(), to: "object.json")
        let without = try library.run("verify", "object.json", "--json")
        #expect(without.status == 1 && without.findingCodes.contains("proof-missing"))
        #expect([1, 65].contains(try library.run("publish", "object.json").status))
    }

    @Test(arguments: [
        ["stray"], ["credentialSubject", "stray"], ["credentialSubject", "answer", "stray"], ["issuer", "stray"],
    ])
    func `an unknown member is refused even when it is signed`(path: [String]) throws {
        let library = try TestLibrary()
        var document = try SignedDocument("Q?")
        switch path.count {
        case 1: document.set(path[0], to: "x")
        case 2: document.set(path[0], path[1], to: "x")
        default: document.set(path[0], path[1], path[2], to: "x")
        }
        try expectRefusal(of: document.bytes(), by: library, "unknown-member", publishStatus: 65)
    }

    @Test func `an integer of 2^53 is refused, extensions included`() throws {
        let library = try TestLibrary()
        var document = try SignedDocument("Q?")
        document.set("credentialSubject", "extensions", to: ["https://example.org/x": 9_007_199_254_740_992])
        try expectRefusal(of: document.bytes(), by: library, "integer-range", publishStatus: 65)
        document.set("credentialSubject", "extensions", to: ["https://example.org/x": 9_007_199_254_740_991])
        try library.write(try document.bytes(), to: "object.json")
        #expect(try library.run("verify", "object.json", "--json").verdict == "verified")
    }

    @Test func `a missing member is refused`() throws {
        let library = try TestLibrary()
        var document = try SignedDocument("Q?")
        document.set("credentialSubject", "license", to: nil)
        try expectRefusal(of: document.bytes(), by: library, "missing-member", publishStatus: 65)
    }

    @Test func `another context is refused`() throws {
        let library = try TestLibrary()
        var document = try SignedDocument("Q?")
        document.set("@context", to: ["https://w3id.org/bound-knowledge/v1", "https://www.w3.org/ns/credentials/v2"])
        try expectRefusal(of: document.bytes(), by: library, "context", publishStatus: 65)
    }

    @Test func `another cryptosuite or purpose is refused`() throws {
        let library = try TestLibrary()
        for (member, value, code) in [
            ("cryptosuite", "eddsa-rdfc-2022", "cryptosuite"), ("proofPurpose", "authentication", "proofPurpose"),
        ] {
            let document = try SignedDocument("Q?")
            var proof = try document.proof(by: "publisher")
            proof.set(member, .string(value))
            var object = document.unsecured
            object.set("proof", .array([proof]))
            try library.write(object.canonicalBytes(), to: "object.json")
            let result = try library.run("verify", "object.json", "--json")
            #expect(result.status == 1 && result.verdict == "rejected")
            #expect(
                result.json["findings"]?.elements?.contains { $0["pointer"]?.text == "/proof/0/\(code)" } == true,
                "\(result.text)")
        }
    }

    @Test func `a version that skips its predecessor is refused`() throws {
        let library = try TestLibrary()
        _ = try library.bound("Q?")
        var document = try SignedDocument("Q?")
        document.set("credentialSubject", "version", to: 3)
        document.set("credentialSubject", "previous", to: .string("sha256:" + String(repeating: "1", count: 64)))
        document.set("credentialSubject", "change", to: ["kind": "update"])
        let lineage = try #require(document.unsecured["credentialSubject"]?["lineage"]?.text)
        document.set("id", to: .string("urn:bound-knowledge:\(lineage):3"))
        try library.write(try document.bytes(), to: "object.json")
        let result = try library.run("publish", "object.json", "--json")
        #expect(result.status == 75 && result.errorJSON["code"] == "conflict", "\(result.diagnostics)")
    }

    @Test func `a small-order key is refused wherever it stands`() throws {
        let library = try TestLibrary()
        // The neutral element: under it, OpenSSL accepts one signature for every message.
        let key = "z" + Base58.encode([0xed, 0x01, 0x01] + [UInt8](repeating: 0, count: 31))
        let forged = "z" + Base58.encode([0x01] + [UInt8](repeating: 0, count: 63))
        var document = try SignedDocument("Q?")
        document.set("issuer", "id", to: .string("did:key:\(key)"))
        var proof = try document.proof(by: "publisher")
        proof.set("verificationMethod", .string("did:key:\(key)#\(key)"))
        proof.set("proofValue", .string(forged))
        var object = document.unsecured
        object.set("proof", .array([proof]))
        try library.write(object.canonicalBytes(), to: "object.json")
        for options in [["--registry", "library"], ["--integrity"]] {
            let result = try library.program.run(["verify", "object.json", "--json"] + options)
            #expect(result.status == 1 && result.verdict == "rejected", "\(result.text)")
        }
    }
}
