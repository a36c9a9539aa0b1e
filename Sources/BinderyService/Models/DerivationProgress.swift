/// How far a derivation is, for whoever watches.
public struct DerivationProgress: Sendable {
    /// The tokens of the prompt.
    public let promptCount: Int
    /// The tokens of the answer so far.
    public let tokenCount: Int
    /// The text that the newest token completes; often empty.
    public let text: String
}
