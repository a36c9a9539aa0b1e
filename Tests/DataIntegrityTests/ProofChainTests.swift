import BinderyTestSupport
import Cryptography
import DataIntegrity
import JSON
import Signing
import Testing

@Suite struct ProofChainTests {
    /// Proofs `a`, `b` on `a`, `c` on `a` and `b`; and `d`, which stands alone.
    private func chain() throws -> [JSONValue] {
        var proofs: [JSONValue] = []
        for (id, previous) in [("a", []), ("b", ["a"]), ("c", ["a", "b"]), ("d", [])] as [(String, [String])] {
            proofs.append(
                try Signed.proof(
                    of: Signed.document(Signed.plain, proof: .array(proofs)), by: id,
                    ProofOptions(id: "urn:" + id, previousProof: previous.map { "urn:" + $0 })))
        }
        return proofs
    }

    private func problems(_ proofs: [JSONValue]) throws -> [String] {
        Signed.problems(try Signed.verify(Signed.document(Signed.plain, proof: .array(proofs))))
    }

    @Test func `a chain verifies, in any order of the list`() throws {
        let proofs = try chain()
        #expect(try problems(proofs) == [])
        #expect(try problems(proofs.reversed()) == [])
    }

    @Test func `a proof on one other states its id and not a list`() throws {
        let proofs = try chain()
        #expect(proofs[1]["previousProof"] == "urn:a")
        #expect(proofs[2]["previousProof"] == ["urn:a", "urn:b"])
    }

    @Test func `a broken proof breaks whatever stands on it, and nothing else`() throws {
        var proofs = try chain()
        proofs[0].set("created", "2026-01-01T00:00:00Z")
        // `b` and `c` sign the bytes of `a`, which are others now.
        #expect(
            try problems(proofs) == [
                "signature-invalid /proof/0/proofValue", "signature-invalid /proof/1/proofValue",
                "signature-invalid /proof/2/proofValue",
            ])
    }

    @Test func `a proof on one that never verified fails with it, down the whole chain`() throws {
        var forged = try Signed.proof(of: Signed.plain, by: "a", ProofOptions(id: "urn:a"))
        forged.set("proofPurpose", "authentication")
        var proofs = [forged]
        for index in 1..<20 {
            proofs.append(
                try Signed.proof(
                    of: Signed.document(Signed.plain, proof: .array(proofs)), by: "\(index)",
                    ProofOptions(id: "urn:\(index)", previousProof: [index == 1 ? "urn:a" : "urn:\(index - 1)"])))
        }
        let expected = (1..<20).map { "previous-proof /proof/\($0)/previousProof" }
        #expect(
            try problems(proofs) == ["proof-purpose /proof/0/proofPurpose", "signature-invalid /proof/0/proofValue"]
                + expected)
    }

    @Test func `an id that is not there is a problem`() throws {
        let proofs = try chain()
        #expect(try problems(Array(proofs.dropFirst())).contains("previous-proof /proof/0/previousProof"))
        #expect(try problems([proofs[1]]) == ["previous-proof /proof/0/previousProof"])
    }

    @Test(arguments: [5, [:], [5], ["urn:a", "urn:a"], ["urn:a", 5], .null] as [JSONValue])
    func `previousProof is an id or a list of different ids`(value: JSONValue) throws {
        var proofs = try chain()
        proofs[3].set("previousProof", value)
        #expect(try problems(proofs) == ["proof-malformed /proof/3/previousProof"])
    }

    @Test func `a proof cannot stand on itself or in a ring`() throws {
        var proofs = try chain()
        proofs[3].set("previousProof", "urn:d")
        #expect(try problems(proofs) == ["signature-invalid /proof/3/proofValue"])
        proofs = try chain()
        proofs[0].set("previousProof", "urn:b")
        #expect(try problems(proofs).count == 3)
    }

    @Test func `a chain is made only onto a proof that is there, once`() throws {
        let proofs = try chain()
        for (list, ids) in [
            (proofs, ["urn:x"]), (proofs + [proofs[0]], ["urn:a"]), (proofs, ["urn:a", "urn:a"]), ([], ["urn:a"]),
        ] as [([JSONValue], [String])] {
            let error = #expect(throws: DataIntegrityError.self) {
                _ = try Signed.proof(
                    of: Signed.document(Signed.plain, proof: .array(list)), ProofOptions(previousProof: ids))
            }
            #expect(error?.code == .previousProof)
        }
    }

    /// Each name would put a copy of a proof that holds all names back into the document: terabytes.
    @Test func `a list of a hundred thousand names is refused at once`() throws {
        var proof = try Signed.proof(of: Signed.plain, ProofOptions(id: "a"))
        proof.set("previousProof", .array(.init(repeating: "a", count: 100_000)))
        #expect(try problems([proof]) == ["proof-malformed /proof/0/previousProof"])
        proof.set("previousProof", .array((0..<100_000).map { .string("\($0)") }))
        #expect(try problems(.init(repeating: proof, count: 4)).count == 4)
    }

    @Test func `a chained proof fails with one that expired`() throws {
        let first = try Signed.proof(
            of: Signed.plain, by: "a", ProofOptions(id: "urn:a", expires: "2026-01-01T00:00:00Z"))
        let second = try Signed.proof(
            of: Signed.document(Signed.plain, proof: first), by: "b", ProofOptions(previousProof: ["urn:a"]))
        let document = Signed.document(Signed.plain, proof: [first, second])
        #expect(try Signed.verify(document).isVerified)
        let later = DataIntegrityVerifier(instant: DateTimeStamp("2026-01-01T00:00:01Z"))
        #expect(
            try Signed.problems(Signed.verify(document, with: later))
                == ["proof-expired /proof/0/expires", "previous-proof /proof/1/previousProof"])
    }
}
