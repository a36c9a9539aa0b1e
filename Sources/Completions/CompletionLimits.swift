/// What an engine may make of a request.
public struct CompletionLimits: Sendable {
    /// How long nothing may arrive. A long prompt takes an engine a while.
    public var silence: Duration = .seconds(120)
    /// How long one exchange may take altogether, connecting included.
    public var whole: Duration = .seconds(1_800)
    /// The most bytes of an answer's text.
    public var textByteCount = 4 << 20
    /// The most bytes of one event; a token takes some hundred.
    public var eventByteCount = 1 << 20
    /// The most bytes of a response. Around each token of a stream, there is much more than the token.
    public var responseByteCount = 256 << 20
    /// When a busy engine is asked again.
    public var retries = CompletionRetries()

    /// The limits that hold unless others are set.
    public init() {}
}

/// When an engine that is busy, or cannot be reached, is asked again: after growing pauses, a few times.
///
/// It is asked again only if no part of an answer has come.
public struct CompletionRetries: Sendable, Hashable {
    /// How often it is asked at most.
    public var attemptCount = 4
    /// The first pause; each later one is twice as long.
    public var firstPause: Duration = .seconds(1)
    /// The longest pause, and the longest that an engine may ask for.
    public var longestPause: Duration = .seconds(30)

    /// The retries that are made unless others are set.
    public init() {}

    /// How long to wait; `nil` where the engine is not asked again.
    ///
    /// - Parameters:
    ///   - attempt: the number of attempts that failed, from 1.
    ///   - wish: how long the engine wants to be left alone.
    package func pause(after attempt: Int, wish: Duration?) -> Duration? {
        guard attempt < attemptCount else { return nil }
        if let wish { return wish <= longestPause ? wish : nil }
        var pause = firstPause
        for _ in 1..<attempt where pause < longestPause { pause *= 2 }
        return min(pause, longestPause)
    }
}
