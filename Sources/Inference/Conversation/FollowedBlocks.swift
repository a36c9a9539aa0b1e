/// The tokens of prompt and answer that are read at once where an answer is followed.
///
/// The first block is small, so that a difference near the beginning is found soon; each further one is twice as long, up
/// to a length that is read as fast as any.
public struct FollowedBlocks: Sequence, IteratorProtocol, Sendable {
    private let count: Int
    private var start = 0
    private var end: Int
    private var step = 32

    /// The blocks of `count` tokens, of which the first `promptCount` are the prompt.
    public init(promptCount: Int, count: Int) {
        self.count = count
        end = Swift.min(count, promptCount + step)
    }

    /// The next block; `nil` behind the last.
    public mutating func next() -> Range<Int>? {
        guard start < count else { return nil }
        defer {
            start = end
            step = Swift.min(2 * step, 256)
            end = Swift.min(count, start + step)
        }
        return start..<end
    }
}
