import AnswerComparison
import BoundKnowledge
import Recompute
import Testing

/// The table of outcomes, test by test, at its boundaries. Samples are letters: `=` equivalent, `r` revised, `x`
/// contradicted, `?` undecided, `-` no answer.
@Suite struct OutcomeRuleTests {
    private static let diverged = VerifiedAnswer(
        document: SampleAnswers.address(1), result: .diverges(token: 3, byteOffset: 9, text: "Another."),
        basis: .proved,
        cost: .zero)

    private func samples(_ letters: String) throws -> [CheckedSample] {
        try letters.map { letter in
            switch letter {
            case "=": SampleAnswers.sample(.equivalent)
            case "r": SampleAnswers.sample(.revised)
            case "x": SampleAnswers.sample(.contradicted)
            case "?": SampleAnswers.sample(.undecided)
            case "-": SampleAnswers.sample(.contradicted, isUnanswered: true)
            default: try #require(nil, "\(letter)")
            }
        }
    }

    private func rule(_ wanted: Int, _ floor: NoiseFloorReading = .unrecorded) -> OutcomeRule {
        OutcomeRule(wantedSamples: wanted, noiseFloor: floor, judgeMayAffirm: true)
    }

    /// A floor of five samples of which so many strayed.
    private func floor(_ strayed: Int64) -> NoiseFloorReading {
        .recorded(samples: 5, identical: 5 - strayed, equivalent: 0)
    }

    @Test func `what the generator proves needs no sample`() {
        for (basis, reason) in [(VerifiedAnswer.Basis.proved, Decision.Reason.proved), (.observed, .observed)] {
            let verified = VerifiedAnswer(
                document: SampleAnswers.address(1), result: .identical(tokenCount: 4), basis: basis, cost: .zero)
            let decision = rule(5).decide(verified, samples: [])
            #expect(decision.outcome == .identical)
            #expect(decision.reasons == [reason])
        }
    }

    @Test func `what the generator could not learn is failed, whatever the samples say`() throws {
        let verified = VerifiedAnswer(
            document: SampleAnswers.address(1), result: .failed(problem: "gone", remedy: "Start it."), basis: .observed,
            cost: .zero)
        #expect(rule(5).decide(verified, samples: try samples("=====")).outcome == .failed)
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
    func `fewer samples than a majority of those wanted are a failed check`(wanted: Int, needed: Int) throws {
        let enough = try samples(String(repeating: "=", count: needed))
        #expect(rule(wanted).decide(Self.diverged, samples: enough).outcome == .equivalent)
        let decision = rule(wanted).decide(Self.diverged, samples: Array(enough.dropLast()))
        #expect(decision.outcome == .failed)
        #expect(decision.reasons == [.tooFewSamples])
    }

    /// One sample, as a greedy model gives: the outcome is what the sample is.
    @Test(arguments: [
        ("=", Outcome.equivalent), ("r", .revised), ("x", .contradicted), ("?", nil), ("-", .unanswerable),
    ])
    func `the only sample of a greedy answer decides`(letters: String, expected: Outcome?) throws {
        let decision = rule(1, .zeroByConstruction).decide(Self.diverged, samples: try samples(letters))
        #expect(decision.outcome == expected)
    }

    @Test(
        arguments: [
            ("=====", Outcome.equivalent, Decision.Reason.withinNoiseFloor),
            ("---==", .unanswerable, .mostUnanswered), ("--===", .equivalent, .mostEquivalent),
            ("---xx", .unanswerable, .mostUnanswered), ("--xxx", .contradicted, .mostContradict),
            ("xxxxx", .contradicted, .mostContradict), ("xxxrr", .contradicted, .mostContradict),
            ("xxx??", .contradicted, .mostContradict), ("xxxx=", .unstable, .samplesConflict),
            ("x====", .unstable, .samplesConflict), ("xxrrr", nil, .someContradict), ("x????", nil, .someContradict),
            ("rrrrr", .revised, .mostRevise), ("rrr==", .revised, .mostRevise), ("rrr??", .revised, .mostRevise),
            ("rr===", .equivalent, .mostEquivalent), ("rr==?", nil, .undecidedSamples),
            ("====?", nil, .undecidedSamples),
            ("?????", nil, .undecidedSamples), ("rr==-", nil, .noMajority),
        ] as [(String, Outcome?, Decision.Reason)])
    func `without a noise floor any conflict counts`(letters: String, outcome: Outcome?, reason: Decision.Reason) throws
    {
        let decision = rule(5).decide(Self.diverged, samples: try samples(letters))
        #expect(decision.outcome == outcome)
        #expect(decision.reasons == [reason, .noNoiseFloor])
        // The order of samples does not count.
        #expect(rule(5).decide(Self.diverged, samples: try samples(letters).reversed()) == decision)
    }

    @Test(
        arguments: [
            (1, "x====", Outcome.equivalent, Decision.Reason.withinNoiseFloor),
            (1, "xx===", .unstable, .samplesConflict),
            (2, "xx===", .equivalent, .withinNoiseFloor), (1, "xxxx=", .contradicted, .mostContradict),
            (1, "xxxxx", .contradicted, .mostContradict), (1, "xrrrr", .revised, .mostRevise),
            (1, "====?", .equivalent, .withinNoiseFloor), (2, "rr==?", nil, .noMajority),
            (3, "rrr==", nil, .noiseFloorTooHigh), (2, "rrr==", .revised, .mostRevise),
            (5, "xxxxx", nil, .noiseFloorTooHigh), (4, "xxxxx", .contradicted, .mostContradict),
        ] as [(Int64, String, Outcome?, Decision.Reason)])
    func `what the old model strayed too is not material`(
        strayed: Int64, letters: String, outcome: Outcome?, reason: Decision.Reason
    ) throws {
        let decision = rule(5, floor(strayed)).decide(Self.diverged, samples: try samples(letters))
        #expect(decision.outcome == outcome, "\(decision)")
        #expect(decision.reasons == [reason])
    }

    @Test func `samples that deny each other are unstable, though none denies the answer`() throws {
        let revised = try samples("rrrrr")
        let conflicts: Set = [SampleConflict(0, 1), SampleConflict(2, 1), SampleConflict(2, 3), SampleConflict(4, 0)]
        let decision = rule(5).decide(Self.diverged, samples: revised, conflicts: conflicts)
        #expect(decision.outcome == .unstable)
        // Of five samples, one is denied by one: as often as the answer was by samples of the old model.
        #expect(rule(5, floor(1)).decide(Self.diverged, samples: revised, conflicts: conflicts).outcome == .revised)
        // The sample that the fewest deny counts: without a conflict of the last one nothing is unstable.
        let fewer = conflicts.subtracting([SampleConflict(0, 4)])
        #expect(rule(5).decide(Self.diverged, samples: revised, conflicts: fewer).outcome == .revised)
    }

    @Test(
        arguments: [
            (JudgeVerdict.entailsBothWays, Outcome.equivalent), (.adds, .revised), (.contradicts, .contradicted),
            (.cannotTell, nil),
        ] as [(JudgeVerdict, Outcome?)])
    func `a judge settles what the rules cannot`(verdict: JudgeVerdict, outcome: Outcome?) {
        let sample = SampleAnswers.sample(.undecided, judgement: verdict)
        let decision = rule(1, .zeroByConstruction).decide(Self.diverged, samples: [sample])
        #expect(decision.outcome == outcome)
        #expect(decision.reasons.contains(.judged))
    }

    @Test(arguments: Comparison.Verdict.allCases.filter { $0 != .undecided })
    func `no judge overrules the rules`(verdict: Comparison.Verdict) {
        let decisions = [nil, JudgeVerdict.entailsBothWays, .contradicts].map { judgement in
            rule(1, .zeroByConstruction).decide(
                Self.diverged, samples: [SampleAnswers.sample(verdict, judgement: judgement)])
        }
        #expect(decisions.allSatisfy { $0 == decisions[0] })
    }

    @Test func `a judge that may not affirm leaves it to a person`() {
        let rule = OutcomeRule(wantedSamples: 1, noiseFloor: .zeroByConstruction, judgeMayAffirm: false)
        let affirmed = SampleAnswers.sample(.undecided, judgement: .entailsBothWays)
        #expect(rule.decide(Self.diverged, samples: [affirmed]).outcome == nil)
        let denied = SampleAnswers.sample(.undecided, judgement: .contradicts)
        #expect(rule.decide(Self.diverged, samples: [denied]).outcome == .contradicted)
    }

    @Test func `whatever is not shown to be immaterial counts as material`() throws {
        #expect(rule(5).decide(Self.diverged, samples: try samples("?????")).countsAsMaterial)
        #expect(rule(5).decide(Self.diverged, samples: []).countsAsMaterial)
        #expect(!rule(5).decide(Self.diverged, samples: try samples("=====")).countsAsMaterial)
        #expect(Outcome.allCases.filter { !$0.isMaterial } == [.identical, .equivalent])
    }

    @Test func `one sample is wanted of a greedy answer where the generator proves what it says`() throws {
        let policy = try SampleAnswers.policy(#"{"samples": 7}"#)
        func rule(_ temperature: String, _ basis: VerifiedAnswer.Basis) throws -> OutcomeRule {
            let document = try SampleAnswers.document(
                derivation: SampleAnswers.derivation(temperature: temperature), reproducibility: .bitwise)
            let answer = try #require(RecordedAnswer(document, at: SampleAnswers.address(1)))
            return OutcomeRule(for: answer, by: basis, under: policy)
        }
        #expect(try rule("0", .proved).wantedSamples == 1)
        #expect(try rule("0", .proved).noiseFloor == .zeroByConstruction)
        #expect(try rule("0", .observed).wantedSamples == 7)
        #expect(try rule("0.7", .proved).wantedSamples == 7)
        #expect(try rule("0.7", .proved).noiseFloor == .unrecorded)
    }

    @Test(arguments: Outcome.allCases) func `an attestation of a recomputation can state each outcome`(outcome: Outcome)
    {
        #expect(outcome.attestationOutcome.rawValue == outcome.rawValue)
    }

    @Test func `counts beyond 64 bits are compared without a trap`() {
        let floor = NoiseFloorReading.recorded(samples: .max, identical: 0, equivalent: 0)
        #expect(floor.isExceeded(by: 5, of: 5))
        #expect(!NoiseFloorReading.recorded(samples: 1, identical: 0, equivalent: 0).isExceeded(by: 5, of: 5))
    }
}
