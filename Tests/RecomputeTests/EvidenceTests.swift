import AnswerComparison
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import JSON
import Recompute
import Signing
import Testing

@Suite struct EvidenceTests {
    private static let change = ModelChange(BindingComponents([.weights, .template]))
    private static let digest = SHA256.digest(of: "policy")

    private static func difference(_ number: Int, text: String = "42 kWh") -> Difference {
        Difference(
            kind: .number, weight: .contradiction, earlier: .init(bytes: number..<number + 6, text: text),
            later: .init(bytes: number..<number + 7, text: "420 kWh"), note: "42 and 420 kWh differ")
    }

    /// Evidence with every member that a checked document has.
    private static func checked(differences: [Difference] = [difference(3)]) throws -> Evidence {
        let samples = [
            SampleAnswers.sample(.contradicted, seed: .max), SampleAnswers.sample(.undecided, judgement: .contradicts),
            SampleAnswers.sample(.contradicted, seed: 3),
        ]
        let rule = OutcomeRule(
            wantedSamples: 3, noiseFloor: .recorded(samples: 5, identical: 3, equivalent: 1), judgeMayAffirm: true)
        let verified = VerifiedAnswer(
            document: SampleAnswers.address(1), result: .diverges(token: 5, byteOffset: 21, text: "420 kWh"),
            basis: .proved, cost: .zero)
        let decision = rule.decide(verified, samples: samples)
        var evidence = try #require(
            Evidence(
                decision, changed: change, from: .manifest(SampleAnswers.address(7)), to: SampleAnswers.model("new"),
                cost: Cost(prefilledTokens: 300, generatedTokens: 12, cpuSeconds: 0.25, joules: 7.5),
                costMethod: "measured:rapl", policyDigest: digest))
        evidence.divergence = .init(token: 5, byteOffset: 21)
        evidence.samples = samples.map { .init($0, judgeMayAffirm: true) }
        evidence.comparisonBasis = .language
        evidence.differences = differences
        evidence.noiseFloor = rule.noiseFloor
        evidence.judge = SampleAnswers.model("third")
        return evidence
    }

    /// Evidence of a document for which probes speak.
    private static func sampled() throws -> Evidence {
        let plan = try RecomputePlan(
            RecomputePlanTests.library(1_000), policy: SampleAnswers.policy(#"{"strata": ["class", "age"]}"#), seed: 1)
        var recomputation = try Recomputation(plan)
        while case .check(let documents) = recomputation.next(limit: 50) {
            for document in documents { try recomputation.record(.checked(document, .identical, .zero)) }
        }
        let sample = try #require(recomputation.byStratum.compactMap(\.bySample).first)
        return Evidence(
            sample, changed: ModelChange(BindingComponents([.weights])), from: SampleAnswers.model("old"),
            to: SampleAnswers.model("new"), policyDigest: digest)
    }

    @Test func `evidence is read again as it was written`() throws {
        let evidence = try Self.checked()
        let again = try Evidence(evidence.json())
        #expect(again == evidence)
        #expect(again.outcome == .contradicted)
        #expect(again.reasons == [.mostContradict, .judged])
        #expect(again.cause == nil)
    }

    @Test func `evidence by sample is read again, and its bound is sound`() throws {
        let evidence = try Self.sampled()
        let json = try evidence.json()
        let again = try Evidence(json)
        #expect(try again.json() == json)
        #expect(again.cause == .weights)
        #expect(again.outcome == .equivalent)
        #expect(again.cost == .zero)
        let sample = try #require(again.bySample)
        #expect(sample.isSound)
        #expect(json["bySample"]?["bound"] == "0.049508")
        #expect(json["bySample"]?["tolerance"] == "0.05")
    }

    @Test(arguments: [
        ("material", JSONValue.integer(1)), ("probes", 58), ("population", 59), ("bound", "0.049"), ("bound", "0.06"),
        ("confidence", "0.99"), ("tolerance", "0.049"),
    ])
    func `counts that do not give the bound are not sound`(name: String, value: JSONValue) throws {
        var json = try Self.sampled().json()
        var sample = try #require(json["bySample"])
        sample.set(name, value)
        json.set("bySample", sample)
        #expect(try Evidence(json).bySample?.isSound == false)
    }

    @Test func `a decision without outcome gives no evidence`() {
        let rule = OutcomeRule(wantedSamples: 1, noiseFloor: .zeroByConstruction, judgeMayAffirm: true)
        let verified = VerifiedAnswer(
            document: SampleAnswers.address(1), result: .diverges(token: 0, byteOffset: 0, text: ""), basis: .proved,
            cost: .zero)
        let decision = rule.decide(verified, samples: [SampleAnswers.sample(.undecided)])
        #expect(
            Evidence(
                decision, changed: Self.change, from: SampleAnswers.model("old"), to: SampleAnswers.model("new"),
                cost: .zero, costMethod: "none", policyDigest: Self.digest) == nil)
    }

    @Test(arguments: [0, 1, 100, 5_000]) func `evidence fits an attestation, and counts what it leaves out`(count: Int)
        throws
    {
        let evidence = try Self.checked(differences: (0..<count).map { Self.difference($0) })
        let json = try evidence.json()
        #expect(json.canonicalBytes().count <= Evidence.maximumByteCount)
        let again = try Evidence(json)
        #expect(again.differences.count + again.omittedDifferences == count)
        #expect((again.omittedDifferences > 0) == (count == 5_000))
        #expect(Array(evidence.differences.prefix(again.differences.count)) == again.differences)
        // What was left out stays counted when the evidence is written again.
        #expect(try again.json() == json)
    }

    @Test func `a long text is cut between characters`() throws {
        let evidence = try Self.checked(differences: [Self.difference(0, text: String(repeating: "é", count: 900))])
        let text = try #require(Evidence(evidence.json()).differences.first?.earlier?.text)
        #expect(text == String(repeating: "é", count: 248) + "…")
        #expect(text.utf8.count <= 500)
    }

    @Test func `evidence that cannot fit is refused`() throws {
        var evidence = try Self.checked()
        evidence.newModel = SampleAnswers.model(String(repeating: "x", count: Evidence.maximumByteCount))
        let error = #expect(throws: RecomputeError.self) { try evidence.json() }
        #expect(error?.code == .tooLong)
    }

    /// Every member of a wrong type, and every object joined by a stranger.
    @Test(arguments: [false, true]) func `evidence of another form is refused, with its place`(
        isSampled: Bool
    ) throws {
        let json = try isSampled ? Self.sampled().json() : Self.checked().json()
        guard case .object(let object) = json else { return #expect(Bool(false)) }
        for member in object.members {
            for wrong in [JSONValue.null, 7.5, -1, "?", [:], ["?"], [["a": 1]], true] {
                var changed = json
                changed.set(member.name, wrong)
                #expect(throws: RecomputeError.self, "\(member.name) \(wrong)") { try Evidence(changed) }
            }
            var strange = json
            strange.set("stray", 1)
            let error = #expect(throws: RecomputeError.self) { try Evidence(strange) }
            #expect(error?.location == "/stray")
            if case .object = member.value {
                var value = member.value
                value.set("stray", 1)
                strange.set("stray", nil)
                strange.set(member.name, value)
                #expect(
                    try #require(throws: RecomputeError.self) { try Evidence(strange) }.location
                        == "/\(member.name)/stray")
            }
        }
    }

    @Test func `a digest has one form`() throws {
        var json = try Self.checked().json()
        json.set("policyDigest", .string(DigestMultibase.encodeBase58(Self.digest)))
        let error = #expect(throws: RecomputeError.self) { try Evidence(json) }
        #expect(error?.location == "/policyDigest")
    }

    @Test(arguments: ["formatVersion", "outcome", "oldModel", "newModel", "cost", "policyDigest"])
    func `what every evidence has cannot be missing`(name: String) throws {
        var json = try Self.checked().json()
        json.set(name, nil)
        let error = #expect(throws: RecomputeError.self) { try Evidence(json) }
        #expect(error?.code == .missingMember)
        #expect(error?.location == "/\(name)")
    }
}
