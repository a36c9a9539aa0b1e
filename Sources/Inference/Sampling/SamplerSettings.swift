/// How the next token is chosen from logits; part of every derivation that is not greedy.
public struct SamplerSettings: Sendable, Hashable {
    /// 0 is greedy: the largest logit, and the settings below do not matter.
    public let temperature: Double
    /// How many of the largest logits stay; 0 keeps all.
    public let topK: Int
    /// The probability that the kept tokens must reach together, in (0, 1]; 1 keeps all.
    public let topP: Double
    /// The least probability of a token, as a part of the largest one, in 0...1; 0 keeps all.
    public let minP: Double
    /// What logits of recent tokens are divided by, or multiplied with below 0; 1 changes nothing.
    public let repetitionPenalty: Double
    /// The number of recent tokens that the penalty is for.
    public let penaltyWindow: Int
    /// Where the generator begins.
    public let seed: UInt64

    /// The largest logit, always.
    public static let greedy = SamplerSettings()

    private init() {
        (temperature, topK, topP, minP, repetitionPenalty, penaltyWindow, seed) = (0, 0, 1, 0, 1, 0, 0)
    }

    /// Settings of seeded sampling.
    ///
    /// - Throws: `invalidInput` for a number out of its range.
    public init(
        temperature: Double, topK: Int = 0, topP: Double = 1, minP: Double = 0, repetitionPenalty: Double = 1,
        penaltyWindow: Int = 64, seed: UInt64
    ) throws(InferenceError) {
        try Self.require(temperature >= 0 && temperature <= 100, "temperature", temperature, "0 to 100")
        try Self.require(topK >= 0, "top-k", topK, "0 or more")
        try Self.require(topP > 0 && topP <= 1, "top-p", topP, "above 0, up to 1")
        try Self.require(minP >= 0 && minP <= 1, "min-p", minP, "0 to 1")
        let penalties = 0.01...100.0
        try Self.require(penalties.contains(repetitionPenalty), "repetition penalty", repetitionPenalty, "0.01 to 100")
        try Self.require(penaltyWindow >= 0, "penalty window", penaltyWindow, "0 or more")
        self.temperature = temperature
        self.topK = topK
        self.topP = topP
        self.minP = minP
        self.repetitionPenalty = repetitionPenalty
        self.penaltyWindow = penaltyWindow
        self.seed = seed
    }

    private static func require(
        _ isTrue: Bool, _ name: String, _ found: some CustomStringConvertible, _ expected: String
    ) throws(InferenceError) {
        guard isTrue else {
            throw InferenceError(
                .invalidInput, at: name, "found \(found), expected \(expected)",
                remedy: "Change the sampler's settings.")
        }
    }
}
