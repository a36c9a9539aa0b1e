import BinderyTestSupport
import Cryptography
import DataIntegrity
import JSON
import Signing
import Testing

@Suite struct ProofTests {
    private func problems(_ proof: JSONValue?, of document: JSONValue = Signed.plain) throws -> [String] {
        Signed.problems(try Signed.verify(Signed.document(document, proof: proof)))
    }

    /// A good proof with one member changed or, with nil, removed; the signature no longer fits.
    private func problems(changing name: String, to value: JSONValue?) throws -> [String] {
        var proof = try Signed.proof(of: Signed.plain, ProofOptions(created: "2026-01-01T00:00:00Z"))
        proof.set(name, value)
        return try problems(proof)
    }

    @Test func `one proof verifies as an object and as a list`() throws {
        let proof = try Signed.proof(of: Signed.plain)
        for member in [proof, [proof]] {
            let verification = try Signed.verify(Signed.document(Signed.plain, proof: member))
            #expect(verification.isVerified && Signed.problems(verification) == [])
            #expect(verification.outcomes.map(\.key) == [try TestKey.key("publisher").publicKey])
        }
    }

    @Test func `a document without a proof does not verify`() throws {
        for member: JSONValue? in [nil, [], .null, "proof", 5, true] {
            let verification = try Signed.verify(Signed.document(Signed.plain, proof: member))
            #expect(!verification.isVerified)
            #expect(Signed.problems(verification) == ["proof-missing /proof"])
        }
        #expect(try problems([:]).contains("signature-invalid /proof/proofValue") == false)
        #expect(try Signed.verify(["a", "list"]).isVerified == false)
        #expect(try Signed.verify("text").isVerified == false)
    }

    @Test func `an element that is no object is one problem`() throws {
        for element: JSONValue in [.null, 1, "x", []] {
            #expect(try problems([element]) == ["proof-malformed /proof/0"])
        }
    }

    @Test func `more proofs than the limit are refused unseen`() throws {
        let proof = try Signed.proof(of: Signed.plain)
        #expect(try problems(.array(.init(repeating: proof, count: 64))) == [])
        #expect(try problems(.array(.init(repeating: proof, count: 65))) == ["proofs-too-many /proof"])
        #expect(try problems(.array(.init(repeating: [:], count: 10_000))) == ["proofs-too-many /proof"])
    }

    @Test(arguments: [
        ("type", "proof-malformed /proof/type"), ("cryptosuite", "cryptosuite-unknown /proof/cryptosuite"),
        ("proofPurpose", "proof-purpose /proof/proofPurpose"),
    ])
    func `a fixed member with another value is a problem of its own`(name: String, problem: String) throws {
        let values: [JSONValue?] = [
            nil, .null, "", "other", ["DataIntegrityProof"], "eddsa-rdfc-2022", "authentication",
        ]
        for value in values {
            #expect(try problems(changing: name, to: value) == [problem, "signature-invalid /proof/proofValue"])
        }
    }

    @Test func `a caller may ask for another purpose`() throws {
        var proof = try Signed.proof(of: Signed.plain)
        let verifier = DataIntegrityVerifier(purpose: "authentication")
        let verification = try Signed.verify(Signed.document(Signed.plain, proof: proof), with: verifier)
        #expect(Signed.problems(verification) == ["proof-purpose /proof/proofPurpose"])
        proof.set("proofPurpose", "authentication")
        let changed = try Signed.verify(Signed.document(Signed.plain, proof: proof), with: verifier)
        #expect(Signed.problems(changed) == ["signature-invalid /proof/proofValue"])
    }

    @Test func `a method that names no key is unknown`() throws {
        let other = DIDKey(try TestKey.key("other").publicKey)
        for value: JSONValue? in [
            nil, 1, "", "https://example.org/keys/1", .string("\(other)"), .string("\(other)#key"),
        ] {
            #expect(
                try problems(changing: "verificationMethod", to: value) == [
                    "verification-method /proof/verificationMethod"
                ])
        }
        #expect(
            try problems(changing: "verificationMethod", to: .string(other.verificationMethod))
                == ["signature-invalid /proof/proofValue"])
    }

    @Test func `a resolver of the caller's finds other keys`() throws {
        let key = try TestKey.key("publisher")
        let proof = try EddsaJCS2022.makeProof(
            for: Signed.plain, options: ProofOptions(), verificationMethod: "https://example.org/key", key: key)
        let document = Signed.document(Signed.plain, proof: proof)
        #expect(try !Signed.verify(document).isVerified)
        let known = key.publicKey
        let verifier = DataIntegrityVerifier { $0 == "https://example.org/key" ? known : nil }
        #expect(try Signed.verify(document, with: verifier).isVerified)
    }

    @Test func `a proof value in another encoding is malformed`() throws {
        let value = try #require(try Signed.proof(of: Signed.plain)["proofValue"]?.text)
        let signature = try #require(Base58.decode(value.utf8.dropFirst()))
        for text in [
            "", "z", "Z" + value.dropFirst(), String(value.dropFirst()), value + "1", "z1" + value.dropFirst(),
            value + " ",
            "u" + PowerOfTwoBase.base64URL.encode(signature), "z" + Base58.encode(Array(signature.dropLast())),
            "z" + Base58.encode(signature + [0]), "z" + String(repeating: "2", count: 1_000_000), "z0OIl",
        ] {
            #expect(
                try problems(changing: "proofValue", to: .string(text)) == ["proof-value-malformed /proof/proofValue"],
                "\(text.prefix(100))")
        }
        for value: JSONValue? in [nil, .null, 5, [.string(value)]] {
            #expect(try problems(changing: "proofValue", to: value) == ["proof-value-malformed /proof/proofValue"])
        }
    }

    @Test func `a surplus member of a proof is signed like all others`() throws {
        #expect(try problems(changing: "domain", to: "example.org") == ["signature-invalid /proof/proofValue"])
        #expect(
            try problems(changing: "created", to: "2026-01-01T00:00:01Z") == ["signature-invalid /proof/proofValue"])
        #expect(try problems(changing: "created", to: nil) == ["signature-invalid /proof/proofValue"])
    }

    @Test(arguments: 0..<60 as Range<UInt64>) func `whatever is signed verifies, and no other document does`(
        seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        var document: JSONValue = .object(RandomMembers.object(&random, depth: 0))
        document.set("proof", nil)
        document.set("@context", nil)
        let proof = try Signed.proof(
            of: document, by: "key \(seed)", ProofOptions(id: "urn:p", created: "2026-01-01T00:00:00Z"))
        let signed = Signed.document(document, proof: proof)
        #expect(try Signed.verify(signed).isVerified)
        var changed = signed
        changed.set("x\(seed)", 1)
        #expect(try Signed.problems(Signed.verify(changed)) == ["signature-invalid /proof/proofValue"])
    }
}

extension JSONValue {
    /// The text of a string.
    var text: String? { if case .string(let text) = self { text } else { nil } }
}

/// Random JSON objects with names that RFC 8785 sorts unlike bytes.
enum RandomMembers {
    private static let names = [
        "", "a", "A", "@", "proof ", "pro", "z", "\u{e000}", "\u{1f600}", "é", "e\u{301}", "\n", "\"", "10", "9",
    ]

    static func object(_ random: inout SeededGenerator, depth: Int) -> JSONObject {
        var object = JSONObject()
        for name in names.shuffled(using: &random).prefix(Int.random(in: 1...8, using: &random)) {
            object[name] = value(&random, depth: depth + 1)
        }
        return object
    }

    private static func value(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
        case 0: .integer(Int64.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &random))
        case 1: .number(Double.random(in: -1e6...1e6, using: &random))
        case 2: .string(names.randomElement(using: &random) ?? "")
        case 3: [nil, true, false].randomElement(using: &random) ?? nil
        case 4: .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth + 1) })
        default: .object(object(&random, depth: depth + 1))
        }
    }
}
