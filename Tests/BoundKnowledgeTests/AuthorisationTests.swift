import BinderyTestSupport
import BoundKnowledge
import Cryptography
import DataIntegrity
import JSON
import Testing

/// `docs/format/objects.md` section 9 and `proofs.md` section 4: who may sign what, and when.
@Suite struct AuthorisationTests {
    private func trust(_ roots: [(RootBuilder, Int64?)]) throws -> TrustState {
        let candidates = try roots.map { (bytes: try $0.0.bytes(), position: $0.1) }
        let result = TrustState.establish(pinned: Address(of: candidates[0].bytes), candidates: candidates)
        #expect(result.state?.roots.count == roots.count)
        return try #require(result.state)
    }

    private func verify(
        _ sample: Sample, _ roots: [(RootBuilder, Int64?)], position: Int64? = nil, at instant: Timestamp = Sample.now,
        _ purpose: VerificationPurpose = .reading
    ) throws -> Verification {
        ObjectVerifier(trust: try trust(roots), instant: instant, purpose: purpose).verify(
            try sample.bytes(), position: position)
    }

    private func codes(_ verification: Verification) -> [String] {
        verification.findings.map { "\($0.code) \($0.pointer)" }
    }

    @Test(arguments: SampleKind.allCases.filter { $0 != .trustRoot })
    func `each type verifies with a key of its role alone`(kind: SampleKind) throws {
        let good = try verify(kind.sample(), [(RootBuilder(), 0)])
        #expect(good.verdict == .verified && good.findings == [] && good.signers.count == 1)
        let right = kind == .attestation ? Role.auditor : .publisher
        for role in Role.allCases where role != right {
            var sample = try kind.sample()
            sample.signers = [role.rawValue]
            sample["/issuer/id"] = try Sample.did(role.rawValue)
            let result = try verify(sample, [(RootBuilder(), 0)])
            #expect(
                codes(result) == ["threshold /proof", "wrong-role /proof"] && result.verdict == .rejected, "\(role)")
        }
    }

    @Test func `without a trust root the signer is unknown`() throws {
        let bytes = try Sample.authored().bytes()
        let reading = ObjectVerifier(trust: nil, instant: Sample.now).verify(bytes)
        #expect(reading.verdict == .signerUnknown && codes(reading) == ["signer-unknown /proof"])
        let publication = ObjectVerifier(trust: nil, instant: Sample.now, purpose: .publication).verify(bytes)
        #expect(publication.verdict == .rejected)
    }

    @Test func `an object of another registry is rejected`() throws {
        var sample = try Sample.authored()
        sample["/registry"] = "library.example/other"
        #expect(try codes(verify(sample, [(RootBuilder(), 0)])) == ["other-registry /registry"])
    }

    @Test(
        arguments: [
            (["publisher"], ["threshold /proof"]), (["publisher", "p2"], []), (["publisher", "p2", "p3"], []),
            (["publisher", "p2", "stranger"], ["key-not-authorised /proof"]),
            (["publisher", "p2", "auditor"], ["wrong-role /proof"]),
            (["publisher", "stranger"], ["threshold /proof", "key-not-authorised /proof"]),
        ] as [([String], [String])])
    func `two of three must sign, and nobody else`(signers: [String], expected: [String]) throws {
        var root = RootBuilder()
        root.roles[.publisher] = (2, ["publisher", "p2", "p3"])
        var sample = try Sample.authored()
        sample.signers = signers
        let result = try verify(sample, [(root, 0)])
        #expect(Set(codes(result)) == Set(expected) && result.findings.count == expected.count)
    }

    @Test func `a role that nobody holds signs nothing`() throws {
        var root = RootBuilder()
        root.roles[.auditor] = (1, [])
        #expect(
            try Set(codes(verify(Sample.attestation(), [(root, 0)]))) == [
                "threshold /proof", "key-not-authorised /proof",
            ])
    }

    @Test func `a key signs the types of its scope`() throws {
        var root = RootBuilder()
        root.limits["publisher"] = ["scope": ["BoundDocument", "Withdrawal"]]
        #expect(try verify(Sample.authored(), [(root, 0)]).verdict == .verified)
        #expect(try Set(codes(verify(Sample.manifest(), [(root, 0)]))) == ["key-scope /proof", "threshold /proof"])
    }

    @Test func `a key that ended is stale to read and refused to publish`() throws {
        var root = RootBuilder()
        root.limits["publisher"] = ["expires": "2026-11-22T23:59:59Z"]
        let reading = try verify(Sample.authored(), [(root, 0)])
        #expect(reading.verdict == .stale && codes(reading) == ["key-expired /proof"])
        #expect(try verify(Sample.authored(), [(root, 0)], .publication).verdict == .rejected)
        root.limits["publisher"] = ["expires": "2026-11-23T00:00:00Z"]
        #expect(try verify(Sample.authored(), [(root, 0)]).verdict == .verified)
    }

    @Test func `a key counts from its first instant on`() throws {
        var root = RootBuilder()
        root.limits["publisher"] = ["validFrom": "2026-11-23T00:00:01Z"]
        #expect(
            try Set(codes(verify(Sample.authored(), [(root, 0)]))) == ["key-not-yet-valid /proof", "threshold /proof"])
        root.limits["publisher"] = ["validFrom": "2026-11-23T00:00:00Z"]
        #expect(try verify(Sample.authored(), [(root, 0)]).verdict == .verified)
    }

    @Test(
        arguments: [
            (9, .verified, ["key-revoked-later /proof"]), (10, .rejected, ["threshold /proof", "key-revoked /proof"]),
            (11, .rejected, ["threshold /proof", "key-revoked /proof"]),
            (nil, .rejected, ["threshold /proof", "key-revoked /proof"]),
        ] as [(Int64?, Verdict, [String])])
    func `a revoked key counts for what stood before`(position: Int64?, verdict: Verdict, expected: [String]) throws {
        var root = RootBuilder()
        root.revoked = [("publisher", 10)]
        let result = try verify(Sample.authored(), [(root, 0)], position: position)
        #expect(result.verdict == verdict && codes(result) == expected)
    }

    @Test func `a later root's revocation reaches back, and none reaches less far than another`() throws {
        let first = RootBuilder()
        var second = try first.next()
        second.revoked = [("publisher", 5)]
        second.roles[.publisher] = (1, ["publisher-2"])
        let both: [(RootBuilder, Int64?)] = [(first, 0), (second, 20)]
        #expect(try verify(Sample.authored(), both, position: 4).verdict == .verified)
        #expect(try verify(Sample.authored(), both, position: 5).verdict == .rejected)
        var third = try second.next()
        third.revoked = [("publisher", 15), ("publisher", 9)]
        let all = both + [(third, 30)]
        #expect(try verify(Sample.authored(), all, position: 4).verdict == .verified)
        #expect(try verify(Sample.authored(), all, position: 5).verdict == .rejected)
    }

    @Test func `an object is judged by the root before it`() throws {
        let first = RootBuilder()
        var second = try first.next()
        second.roles[.publisher] = (1, ["publisher-2"])
        let roots: [(RootBuilder, Int64?)] = [(first, 0), (second, 10)]
        #expect(try verify(Sample.authored(), roots, position: 10).verdict == .verified)
        #expect(try verify(Sample.authored(), roots, position: 11).verdict == .rejected)
        #expect(try verify(Sample.authored(), roots, position: nil).verdict == .rejected)
        var sample = try Sample.authored()
        sample.signers = ["publisher-2"]
        sample["/issuer/id"] = try Sample.did("publisher-2")
        #expect(try verify(sample, roots, position: 9).verdict == .rejected)
        #expect(try verify(sample, roots, position: 11).verdict == .verified)
    }

    @Test func `the newest root's end makes everything stale, an older one's nothing`() throws {
        var first = RootBuilder()
        first.expires = "2026-11-22T00:00:00Z"
        let reading = try verify(Sample.authored(), [(first, 0)], position: 5)
        #expect(reading.verdict == .stale && codes(reading) == ["root-expired "])
        #expect(try verify(Sample.authored(), [(first, 0)], .publication).verdict == .rejected)
        var second = try first.next()
        second.expires = "2027-11-22T00:00:00Z"
        #expect(try verify(Sample.authored(), [(first, 0), (second, 10)], position: 5).verdict == .verified)
    }

    @Test func `a trust root verifies as one of the chain or as the next`() throws {
        let first = RootBuilder()
        let second = try first.next()
        #expect(try verify(first.sample(), [(first, 0)]).verdict == .verified)
        #expect(try verify(second.sample(), [(first, 0)]).verdict == .verified)
        #expect(try verify(first.sample(), [(first, 0), (second, 1)]).verdict == .verified)
        var skipped = second
        skipped.version = 3
        #expect(try codes(verify(skipped.sample(), [(first, 0)])) == ["root-chain /credentialSubject/version"])
        var thief = second
        thief.signers = ["thief"]
        #expect(
            try Set(codes(verify(thief.sample(), [(first, 0)]))) == ["threshold /proof", "key-not-authorised /proof"])
        var expired = second
        expired.expires = "2026-11-22T00:00:00Z"
        #expect(try verify(expired.sample(), [(first, 0)]).verdict == .verified)
        #expect(
            try codes(verify(expired.sample(), [(first, 0)], .publication)) == [
                "root-expired /credentialSubject/expires"
            ])
    }

    @Test func `what ended is stale to read and refused to publish`() throws {
        var sample = try Sample.authored()
        sample["/validFrom"] = "2026-01-01T00:00:00Z"
        sample["/validUntil"] = "2026-11-22T23:59:59Z"
        #expect(try codes(verify(sample, [(RootBuilder(), 0)])) == ["claim-ended /validUntil"])
        #expect(try verify(sample, [(RootBuilder(), 0)]).verdict == .stale)
        #expect(try verify(sample, [(RootBuilder(), 0)], .publication).verdict == .rejected)
        sample["/validUntil"] = "2026-11-23T00:00:00Z"
        #expect(try verify(sample, [(RootBuilder(), 0)]).verdict == .verified)
    }

    @Test func `a day of review that passed is stale to read and no bar to publish`() throws {
        var sample = try Sample.authored()
        sample["/credentialSubject/freshness/reviewBy"] = "2026-11-22"
        let reading = try verify(sample, [(RootBuilder(), 0)])
        #expect(reading.verdict == .stale && codes(reading) == ["review-overdue /credentialSubject/freshness/reviewBy"])
        #expect(try verify(sample, [(RootBuilder(), 0)], .publication).verdict == .verified)
        sample["/credentialSubject/freshness/reviewBy"] = "2026-11-23"
        #expect(try verify(sample, [(RootBuilder(), 0)]).verdict == .verified)
    }
}
