/// A whole answer of an engine, with what the engine says about it.
public struct Completion: Sendable, Hashable {
    /// The exact text. What a model thought before it, where the engine keeps that apart, is left out.
    public let text: String
    /// The engine's id of the response.
    public let responseID: String?
    /// The model, as the engine names the one that answered.
    public let model: String?
    /// The engine's fingerprint of its configuration.
    public let systemFingerprint: String?
    /// How many tokens it took.
    public let usage: CompletionUsage?
}

/// How many tokens an engine counted.
public struct CompletionUsage: Sendable, Hashable {
    /// Tokens of the prompt.
    public let promptTokens: Int64
    /// Tokens of the answer.
    public let completionTokens: Int64
}
