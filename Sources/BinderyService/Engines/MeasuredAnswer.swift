internal import BoundKnowledge

/// An answer of a model, and how far further answers of the same model were found to stray from it.
public struct MeasuredAnswer: Sendable {
    /// The answer. Its derivation states a noise floor where a further answer could be had.
    public let answer: DerivedAnswer
    /// How many further answers were wanted; 0 where none is needed.
    public let wantedCount: Int
    /// Why there are fewer than that: what the last one that could not be had threw.
    public let failure: (any Error)?

    /// How many further answers the noise floor rests on; 0 where there is none.
    public var sampleCount: Int { Int(answer.derivation.noiseFloor?.samples ?? 0) }

    init(_ answer: DerivedAnswer, wantedCount: Int = 0, failure: (any Error)? = nil) {
        (self.answer, self.wantedCount, self.failure) = (answer, wantedCount, failure)
    }
}
