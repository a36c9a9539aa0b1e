/// How far a derivation is, for whoever watches.
public struct DerivationProgress: Sendable {
    /// The tokens of the prompt; 0 where an external engine derives, which says so at the end.
    public let promptCount: Int
    /// The tokens of the answer so far; of an external engine the pieces, each of which is a token as a rule.
    public let tokenCount: Int
    /// The text that the newest token completes; often empty.
    public let text: String
}
