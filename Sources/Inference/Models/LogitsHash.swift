internal import Cryptography

/// The SHA-256 of logits, position by position, as little-endian f32: docs/numerics-bk1.md, section 12.
public struct LogitsHash: ~Copyable {
    private var hash = RunningSHA256()

    /// The hash of nothing yet.
    public init() {}

    /// Adds the logits of the next position.
    public mutating func add(_ logits: Span<Float>) {
        let words = logits.indices.map { logits[$0].bitPattern.littleEndian }
        unsafe words.withUnsafeBytes { hash.update(unsafe $0.assumingMemoryBound(to: UInt8.self).span) }
    }

    /// 64 lower-case hexadecimal digits.
    public consuming func finish() -> String { hash.finish().description }
}
