internal import CLibcrypto

/// Bytes that are wiped from memory when the last holder lets go: seeds, passphrases, private key files.
///
/// `@unchecked Sendable`: the memory is written only in the initialiser.
@safe public final class SecretBytes: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer

    /// A copy of `bytes`; the caller wipes its own.
    public init(copying bytes: RawSpan) {
        unsafe memory = .allocate(byteCount: max(bytes.byteCount, 1), alignment: 16)
        count = bytes.byteCount
        unsafe bytes.withUnsafeBytes { unsafe memory.copyMemory(from: $0) }
    }

    deinit {
        unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
        unsafe memory.deallocate()
    }

    /// The number of secret bytes.
    public let count: Int

    /// Lends the bytes to `body`, which must not keep a copy.
    public func withBytes<Result, Failure: Error>(_ body: (RawSpan) throws(Failure) -> Result) throws(Failure) -> Result
    {
        let view = unsafe UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[0..<count])
        return try body(unsafe view.bytes)
    }

    /// Overwrites `bytes` with zeros in a way that the optimiser keeps.
    public static func wipe(_ bytes: inout [UInt8]) {
        unsafe bytes.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
    }

    /// Whether both hold the same bytes, in time that depends on the lengths alone.
    public static func areEqual(_ lhs: RawSpan, _ rhs: RawSpan) -> Bool {
        guard lhs.byteCount == rhs.byteCount else { return false }
        return unsafe lhs.withUnsafeBytes { left in
            unsafe rhs.withUnsafeBytes { right in
                unsafe left.isEmpty || CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
            }
        }
    }
}
