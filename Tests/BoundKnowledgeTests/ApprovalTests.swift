import BinderyTestSupport
import BoundKnowledge
import Cryptography
import DataIntegrity
import JSON
import Signing
import Testing

/// `docs/format/proofs.md` section 3: the proofs of an object.
@Suite struct ApprovalTests {
    private func sample(_ signers: String...) throws -> Sample {
        var sample = try Sample.authored()
        sample.signers = signers
        return sample
    }

    @Test func `several proofs stand in the order of their keys`() throws {
        let sample = try sample("publisher", "publisher-2", "publisher-3")
        let proofs = try sample.proofs()
        #expect(try sample.findings() == [])
        #expect(
            try sample.findings(proof: .array(proofs.reversed())) == ["proof-order /proof/1", "proof-order /proof/2"])
        #expect(try sample.findings(proof: .array([proofs[0], proofs[2], proofs[1]])) == ["proof-order /proof/2"])
    }

    @Test func `a key signs once`() throws {
        var sample = try sample("publisher")
        let first = try sample.proof(by: "publisher")
        sample.options = ProofOptions(created: "2026-11-23T00:00:01Z")
        let second = try sample.proof(by: "publisher")
        #expect(try sample.findings(proof: [first, second]) == ["proof-order /proof/1"])
        #expect(try sample.findings(proof: [first, first]) == ["proof-order /proof/1"])
    }

    @Test func `one proof is by the issuer`() throws {
        var sample = try sample("publisher", "publisher-2")
        sample["/issuer/id"] = try Sample.did("publisher-3")
        #expect(try sample.findings() == ["issuer-proof /issuer"])
    }

    @Test func `proof is a list of 1 to 64`() throws {
        let sample = try sample("publisher")
        let proof = try sample.proof(by: "publisher")
        for member: JSONValue in [
            [], proof, "x", .null, .array(.init(repeating: proof, count: 65)),
            .array(.init(repeating: [:], count: 10_000)),
        ] {
            #expect(try sample.findings(proof: member) == ["proof-count /proof"])
        }
        let missing = IntegrityCheck(of: sample.json.canonicalBytes())
        #expect(missing.findings.map(\.code) == ["proof-missing"])
        var many = sample
        many.signers = ["publisher"] + (0..<63).map { "co-approver \($0)" }
        #expect(try many.findings() == [])
        #expect(IntegrityCheck(of: try many.bytes()).signers.count == 64)
    }

    @Test(
        arguments: [
            ("id", "urn:example:1"), ("domain", "example.org"), ("challenge", "x"), ("nonce", "x"),
            ("previousProof", []), ("x", 1),
        ] as [(String, JSONValue)])
    func `a proof has no other members`(name: String, value: JSONValue) throws {
        let sample = try sample("publisher")
        let proof = try sample.proof(by: "publisher", extra: [name: value])
        #expect(try sample.findings(proof: [proof]) == ["unknown-member /proof/0/\(name)"])
    }

    @Test(
        arguments: [
            ("type", "Proof"), ("cryptosuite", "eddsa-rdfc-2022"), ("proofPurpose", "authentication"),
            ("created", "2026-11-23"),
            ("created", "2026-11-23T00:00:00+00:00"), ("expires", "2026-11-23T00:00:00.5Z"), ("created", .null),
        ] as [(String, JSONValue)])
    func `a proof's members have one form`(name: String, value: JSONValue) throws {
        let sample = try sample("publisher")
        let proof = try sample.proof(by: "publisher", extra: [name: value])
        #expect(try sample.findings(proof: [proof]) == ["type-mismatch /proof/0/\(name)"])
    }

    @Test(
        arguments: [
            [], ["https://www.w3.org/ns/credentials/v2"],
            ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v1", "https://example.org/"],
            "https://www.w3.org/ns/credentials/v2",
        ] as [JSONValue])
    func `a proof's context is the object's`(context: JSONValue) throws {
        let sample = try sample("publisher")
        let proof = try sample.proof(by: "publisher", extra: ["@context": context])
        let codes = try sample.findings(proof: [proof])
        #expect(codes.first == "proof-context /proof/0/@context" || codes.first == "type-mismatch /proof/0/@context")
        #expect(codes.filter { $0.contains("@context") }.count == 1)
    }

    @Test func `a member that is missing from a proof is named`() throws {
        let sample = try sample("publisher")
        for name in ["type", "cryptosuite", "proofPurpose", "@context", "created", "verificationMethod", "proofValue"] {
            var proof = try sample.proof(by: "publisher")
            proof.set(name, nil)
            let findings = try sample.findings(proof: [proof])
            #expect(findings.first == "missing-member /proof/0/\(name)", "\(findings)")
            #expect(findings.filter { $0.hasSuffix("/\(name)") }.count == 1, "\(findings)")
        }
        #expect(try sample.findings(proof: [5]) == ["type-mismatch /proof/0"])
    }

    @Test func `one forged proof among good ones rejects and does not count`() throws {
        let sample = try sample("publisher", "publisher-2")
        var proofs = try sample.proofs()
        proofs[1].set("created", "2026-11-24T00:00:00Z")
        let check = IntegrityCheck(of: try sample.bytes(proof: .array(proofs)))
        #expect(check.findings.map { "\($0.code) \($0.pointer)" } == ["signature-invalid /proof/1/proofValue"])
        #expect(check.signers.count == 1)
    }

    @Test func `a proof that ended is stale to read and refused to publish`() throws {
        var sample = try sample("publisher")
        sample.options = ProofOptions(created: "2026-01-01T00:00:00Z", expires: "2026-11-22T23:59:59Z")
        let bytes = try sample.bytes()
        #expect(IntegrityCheck(of: bytes).findings == [])
        let check = IntegrityCheck(of: bytes, instant: Sample.now)
        #expect(
            check.findings.map(\.code) == ["proof-expired"] && Verdict(check.findings) == .stale
                && check.signers.count == 1)
        let published = ObjectVerifier(trust: nil, instant: Sample.now, purpose: .publication).verify(bytes)
        #expect(published.findings.allSatisfy { $0.consequence == .rejects })
    }

    /// Each name of `previousProof` would copy a proof that holds them all: refused without doing so.
    @Test func `a hostile proof costs no more than its bytes`() throws {
        let sample = try sample("publisher")
        let names = JSONValue.array(.init(repeating: "p", count: 200_000))
        let proof = try sample.proof(by: "publisher", extra: ["id": "p", "previousProof": names])
        let findings = try sample.findings(proof: [proof])
        #expect(findings == ["unknown-member /proof/0/id", "unknown-member /proof/0/previousProof"])
    }

    @Test func `approvals are added in order, and a newer one replaces the older`() throws {
        let object = try BoundObject(unverified: sample("publisher").bytes())
        let keys = try ["publisher-2", "publisher-3", "publisher"].map { try TestKey.key($0) }
        var grown = object
        for key in keys { grown = grown.adding(try Approval(of: object.envelope, by: key, created: Sample.now)) }
        #expect(grown.approvals.count == 3 && grown.claim == object.claim && grown.address != object.address)
        #expect(IntegrityCheck(of: grown.bytes).findings == [])
        let later = Timestamp(secondsSinceEpoch: Sample.now.secondsSinceEpoch + 1)
        let renewed = grown.adding(try Approval(of: object.envelope, by: keys[0], created: later, expires: later))
        #expect(renewed.approvals.count == 3)
        #expect(renewed.approvals.first { $0.key.publicKey == keys[0].publicKey }?.expires == later)
        #expect(IntegrityCheck(of: renewed.bytes).findings == [])
    }

    @Test func `a draft needs neither proofs nor canonical layout`() throws {
        let sample = try sample("publisher")
        let text = sample.json.prettyText()
        let draft = try BoundObject(draft: Array(text.utf8))
        #expect(draft.approvals == [])
        let signed = draft.adding(try Approval(of: draft.envelope, by: TestKey.key("publisher"), created: Sample.now))
        #expect(signed.bytes == (try sample.bytes()))
        var forged = try sample.proofs()
        forged[0].set("created", "2026-11-24T00:00:00Z")
        let bytes = try sample.bytes(proof: .array(forged))
        #expect(throws: ObjectError.self) { _ = try BoundObject(draft: bytes) }
        let error = #expect(throws: ObjectError.self) { _ = try BoundObject(draft: Array("{}".utf8)) }
        #expect(error?.description.contains("/@context") == true)
    }
}
