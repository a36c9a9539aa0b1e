internal import CLibcrypto

/// A source of random bytes. Production uses `.system`; deterministic builds and tests pass their own.
public struct RandomSource: Sendable {
    private let generate: @Sendable (Int) -> [UInt8]

    /// A source that calls `generate` with the number of bytes wanted.
    public init(_ generate: @escaping @Sendable (Int) -> [UInt8]) {
        self.generate = generate
    }

    /// `count` bytes.
    public func bytes(_ count: Int) -> [UInt8] { generate(count) }

    /// OpenSSL's cryptographically secure generator.
    public static let system = RandomSource { count in
        var bytes = [UInt8](repeating: 0, count: count)
        let status = unsafe bytes.withUnsafeMutableBytes { unsafe RAND_bytes($0.baseAddress, Int32(count)) }
        precondition(status == 1, "RAND_bytes returned \(status), expected 1")
        return bytes
    }
}
