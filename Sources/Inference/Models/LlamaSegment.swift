/// Tokens of one sequence that are read together with those of others.
public struct LlamaSegment {
    /// The sequence.
    public let session: LlamaSession
    /// Its next tokens.
    public let tokens: [Int]
    /// Which of them are to yield logits.
    public let logits: LlamaSession.LogitsRequest

    /// The next tokens of a sequence.
    public init(_ session: LlamaSession, _ tokens: [Int], logits: LlamaSession.LogitsRequest) {
        (self.session, self.tokens, self.logits) = (session, tokens, logits)
    }
}
