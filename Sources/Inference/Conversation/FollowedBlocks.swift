/// The tokens of prompt and answer that are read at once where an answer is followed.
///
/// The first block is small, so that a difference near the beginning is found soon; each further one is twice as long,
/// up to a length that is read as fast as any.
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

    /// Whether there is a block behind those that were given.
    var hasNext: Bool { start < count }

    /// The next block; `nil` behind the last.
    public mutating func next() -> Range<Int>? { next(before: .max) }

    /// The next block, or what of it stands before `limit`; the rest is the next one then.
    ///
    /// - Precondition: At least one token of it stands before `limit`.
    mutating func next(before limit: Int) -> Range<Int>? {
        guard start < count else { return nil }
        let block = start..<Swift.min(end, limit)
        start = block.upperBound
        if start == end {
            step = Swift.min(2 * step, 256)
            end = Swift.min(count, start + step)
        }
        return block
    }
}
