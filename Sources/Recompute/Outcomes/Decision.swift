/// What the rules make of one check.
public struct Decision: Sendable, Hashable {
    /// Why an outcome was chosen, or none.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The generator said so.
        case generatorFailed
        /// Fewer than a majority of the samples wanted could be drawn.
        case tooFewSamples
        /// Reading the answer proved that the model writes the same bytes.
        case proved
        /// The engine gave the same bytes.
        case observed
        /// More than half of the samples are no answer.
        case mostUnanswered
        /// The samples deny each other more than the noise floor explains.
        case samplesConflict
        /// More than half of the samples deny the answer.
        case mostContradict
        /// More than half of the samples say more, or less, or deny the answer.
        case mostRevise
        /// More than half of the samples say the same.
        case mostEquivalent
        /// The samples stray no more than those of the old model did.
        case withinNoiseFloor
        /// More than half of the old model's own samples strayed from the answer, so that nothing is shown by straying
        /// as much.
        case noiseFloorTooHigh
        /// Samples deny the answer, and are no majority.
        case someContradict
        /// Too many samples cannot be told apart from the answer without a judge.
        case undecidedSamples
        /// No kind of sample has a majority.
        case noMajority
        /// A judge settled what the rules could not.
        case judged
        /// No noise floor was recorded; it was taken as zero.
        case noNoiseFloor
    }

    /// The outcome; `nil` where only a person can tell.
    public let outcome: Outcome?
    /// Why.
    public let reasons: [Reason]
    /// How many samples there are of each standing.
    public let counts: [CheckedSample.Standing: Int]

    /// Whether a rate must count the check as material: whatever is not shown to be immaterial.
    public var countsAsMaterial: Bool { outcome?.isMaterial ?? true }

    init(_ outcome: Outcome?, _ reasons: [Reason], _ counts: [CheckedSample.Standing: Int] = [:]) {
        (self.outcome, self.reasons, self.counts) = (outcome, reasons, counts)
    }
}
