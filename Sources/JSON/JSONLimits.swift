/// The bounds that a document must keep to be parsed.
public struct JSONLimits: Sendable, Hashable {
    /// The most bytes that a document may have; a longer one is refused before it is read. Never above `UInt32.max`.
    public var maximumByteCount = 16 << 20
    /// The most arrays and objects that may be open at once: `1` has depth 0, `[]` depth 1.
    public var maximumDepth = 64

    /// Limits; the defaults are those of a bound knowledge object: 16 MiB and 64 levels.
    public init(maximumByteCount: Int = 16 << 20, maximumDepth: Int = 64) {
        self.maximumByteCount = maximumByteCount
        self.maximumDepth = maximumDepth
    }
}
