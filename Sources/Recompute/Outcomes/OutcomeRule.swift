internal import AnswerComparison
internal import BoundKnowledge

/// Decides the outcome of a check: the tests of `Outcome` in their order, the first that holds.
///
/// Let *n* be the samples that were drawn. A majority is more than *n*/2. Something is *beyond the floor* where its
/// share of *n* is greater than the share of samples that strayed from the answer when it was bound
/// (``NoiseFloorReading/isExceeded(by:of:)``); what is not beyond the floor is not material. A floor
/// of more than half excuses nothing: the old model itself did not stand by the answer, and a person looks.
public struct OutcomeRule: Sendable {
    /// How many samples were wanted: 1 for a greedy answer.
    public let wantedSamples: Int
    /// How far samples of the old model strayed.
    public let noiseFloor: NoiseFloorReading
    /// Whether a judge alone may find two answers the same.
    public let judgeMayAffirm: Bool

    /// A rule for one document.
    ///
    /// - Precondition: `wantedSamples` is positive.
    public init(wantedSamples: Int, noiseFloor: NoiseFloorReading, judgeMayAffirm: Bool) {
        precondition(wantedSamples > 0, "\(wantedSamples) samples are wanted, expected at least 1")
        self.wantedSamples = wantedSamples
        self.noiseFloor = noiseFloor
        self.judgeMayAffirm = judgeMayAffirm
    }

    /// The rule for an answer under a policy.
    ///
    /// - Parameter basis: of the generator; one that proves what it says needs one sample of a greedy answer.
    public init(for answer: RecordedAnswer, by basis: VerifiedAnswer.Basis, under policy: RecomputePolicy) {
        self.init(
            wantedSamples: answer.derivation.sampler.isGreedy && basis == .proved ? 1 : policy.samples,
            noiseFloor: NoiseFloorReading(of: answer), judgeMayAffirm: policy.judge.isHeard && policy.judge.mayAffirm)
    }

    /// Whether so few samples that the check failed: fewer than a majority of those wanted.
    public func isTooFew(_ count: Int) -> Bool { count * 2 <= wantedSamples }

    /// What the check found.
    ///
    /// - Parameters:
    ///   - verified: what the new model makes of the recorded answer.
    ///   - samples: those that could be drawn; the whole answer that a greedy model writes is one.
    ///   - conflicts: the pairs of samples that were shown to deny each other. That one sample denies the answer and
    ///     another equals it is known from `samples`.
    public func decide(
        _ verified: VerifiedAnswer, samples: [CheckedSample], conflicts: Set<SampleConflict> = []
    ) -> Decision {
        switch verified.result {
        case .failed: return Decision(.failed, [.generatorFailed])
        case .identical: return Decision(.identical, [verified.basis == .proved ? .proved : .observed])
        case .diverges: break
        }
        guard !isTooFew(samples.count) else { return Decision(.failed, [.tooFewSamples]) }
        let standings = samples.map { $0.standing(judgeMayAffirm: judgeMayAffirm) }
        let tally = Tally(standings, conflicts)
        let (outcome, reason) = decide(tally)
        var reasons = [reason]
        if samples.contains(where: { $0.comparison.verdict == .undecided && $0.judgement != nil }) {
            reasons.append(.judged)
        }
        if noiseFloor == .unrecorded { reasons.append(.noNoiseFloor) }
        return Decision(outcome, reasons, tally.counts)
    }

    private func decide(_ tally: Tally) -> (Outcome?, Decision.Reason) {
        let (contradicted, equivalent) = (tally[.contradicted], tally[.equivalent])
        if tally.isMajority(tally[.unanswered]) { return (.unanswerable, .mostUnanswered) }
        if isBeyondFloor(tally.conflictCount, tally) { return (.unstable, .samplesConflict) }
        if isBeyondFloor(contradicted, tally) {
            return tally.isMajority(contradicted) ? (.contradicted, .mostContradict) : (nil, .someContradict)
        }
        if !isBeyondFloor(tally.total - equivalent, tally) {
            return noiseFloor.isMajority ? (nil, .noiseFloorTooHigh) : (.equivalent, .withinNoiseFloor)
        }
        if tally.isMajority(tally[.revised] + contradicted) { return (.revised, .mostRevise) }
        if isBeyondFloor(contradicted + tally[.undecided], tally) { return (nil, .undecidedSamples) }
        return tally.isMajority(equivalent) ? (.equivalent, .mostEquivalent) : (nil, .noMajority)
    }

    private func isBeyondFloor(_ count: Int, _ tally: Tally) -> Bool {
        noiseFloor.isExceeded(by: count, of: tally.total)
    }
}

/// How the samples stand.
private struct Tally {
    let total: Int
    let counts: [CheckedSample.Standing: Int]
    /// How many samples deny the one that the fewest deny.
    let conflictCount: Int

    init(_ standings: [CheckedSample.Standing], _ conflicts: Set<SampleConflict>) {
        total = standings.count
        counts = standings.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        conflictCount =
            standings.indices.map { one in
                standings.indices.count { other in
                    Self.conflicts(standings[one], standings[other]) || conflicts.contains(SampleConflict(one, other))
                }
            }.min() ?? 0
    }

    subscript(standing: CheckedSample.Standing) -> Int { counts[standing] ?? 0 }

    func isMajority(_ count: Int) -> Bool { count * 2 > total }

    /// Whether two samples deny each other by what they are to the bound answer.
    private static func conflicts(_ one: CheckedSample.Standing, _ other: CheckedSample.Standing) -> Bool {
        switch (one, other) {
        case (.contradicted, .equivalent), (.equivalent, .contradicted): true
        default: false
        }
    }
}
