/// One answer of a model to a recorded prompt.
public struct AnswerSample: Sendable, Hashable {
    /// The seed of the sampler.
    public let seed: UInt64
    /// The whole answer.
    public let text: String
    /// What it cost.
    public var cost: Cost

    /// A sample.
    public init(seed: UInt64, text: String, cost: Cost) {
        (self.seed, self.text, self.cost) = (seed, text, cost)
    }
}
