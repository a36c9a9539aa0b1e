/// Tokens with a meaning of their own, as the model's file names them.
public struct SpecialTokens: Sendable, Hashable {
    /// The beginning of a text.
    public internal(set) var beginning: Int32?
    /// The end of a text.
    public internal(set) var end: Int32?
    /// The end of a turn in a conversation.
    public internal(set) var endOfTurn: Int32?
    /// What stands for text without a token.
    public internal(set) var unknown: Int32?
    /// What fills a batch.
    public internal(set) var padding: Int32?
    /// What is put before each text.
    public internal(set) var prefix: [Int32] = []
    /// What is put behind each text.
    public internal(set) var suffix: [Int32] = []

    /// Whether generation is over when `id` comes.
    public func endsGeneration(_ id: Int32) -> Bool { id == end || id == endOfTurn }
}
