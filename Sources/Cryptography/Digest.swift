/// A SHA-256 digest: 32 bytes, stored inline.
public struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number of bytes.
    public static let byteCount = 32

    package var storage: [32 of UInt8]

    package init(storage: [32 of UInt8]) {
        self.storage = storage
    }

    /// A digest of exactly 32 bytes; `nil` for any other length.
    @inlinable
    public init?(bytes: some Collection<UInt8>) { self.init(array: Array(bytes)) }

    @usableFromInline
    init?(array bytes: [UInt8]) {
        self.init(bytes: bytes.span)
    }

    /// A digest of exactly 32 bytes; `nil` for any other length.
    package init?(bytes: Span<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        storage = [32 of UInt8](repeating: 0)
        for index in 0..<Self.byteCount { storage[index] = bytes[index] }
    }

    /// A digest from 64 lower-case hexadecimal digits; `nil` for anything else, upper case included.
    @inlinable
    public init?(hexadecimal: some StringProtocol) {
        self.init(hexadecimalBytes: Array(hexadecimal.utf8))
    }

    @usableFromInline
    init?(hexadecimalBytes digits: [UInt8]) {
        guard digits.count == 2 * Self.byteCount, let bytes = Hexadecimal.decode(digits) else { return nil }
        self.init(array: bytes)
    }

    /// A digest from the UTF-8 of 64 lower-case hexadecimal digits; `nil` for anything else, upper case included.
    package init?(hexadecimal digits: Span<UInt8>) {
        guard digits.count == 2 * Self.byteCount else { return nil }
        storage = [32 of UInt8](repeating: 0)
        for index in 0..<Self.byteCount {
            guard let high = Hexadecimal.value(of: digits[2 * index]),
                let low = Hexadecimal.value(of: digits[2 * index + 1])
            else { return nil }
            storage[index] = high << 4 | low
        }
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { storage.indices.map { storage[$0] } }

    /// 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.encode(bytes) }

    /// Whether both are the same.
    public static func == (lhs: Digest, rhs: Digest) -> Bool {
        lhs.storage.indices.allSatisfy { lhs.storage[$0] == rhs.storage[$0] }
    }

    /// Orders by value.
    public static func < (lhs: Digest, rhs: Digest) -> Bool {
        for index in lhs.storage.indices where lhs.storage[index] != rhs.storage[index] {
            return lhs.storage[index] < rhs.storage[index]
        }
        return false
    }

    /// Combines what `==` compares.
    public func hash(into hasher: inout Hasher) {
        for index in storage.indices { hasher.combine(storage[index]) }
    }
}
