/// The SHA-1 id of a git object: 20 bytes, stored inline. Internal to the store, never a public content address.
public struct GitObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
    // Big-endian words, so that comparing them in order compares the bytes.
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// The number of bytes of an id.
    package static let byteCount = 20

    package init(_ bytes: [20 of UInt8]) {
        self.init(at: 0, in: bytes.span)
    }

    /// The id in the 20 bytes from `offset` on, which must exist.
    package init(at offset: Int, in bytes: Span<UInt8>) {
        func word(_ start: Int, _ count: Int) -> UInt64 {
            var value: UInt64 = 0
            for index in start..<start + count { value = value << 8 | UInt64(bytes[offset + index]) }
            return value
        }
        high = word(0, 8)
        middle = word(8, 8)
        low = UInt32(word(16, 4))
    }

    /// Nothing unless there are exactly 20 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(at: 0, in: bytes.span)
    }

    /// Nothing unless the text is 40 hexadecimal digits, lower or upper case.
    public init?(hex: String) {
        self.init(hex: Array(hex.utf8)[...])
    }

    package init?(hex digits: ArraySlice<UInt8>) {
        guard digits.count == 2 * Self.byteCount else { return nil }
        var bytes: [20 of UInt8] = .init(repeating: 0)
        for (index, digit) in digits.enumerated() {
            guard let value = Self.value(ofHex: digit) else { return nil }
            bytes[index / 2] = bytes[index / 2] << 4 | value
        }
        self.init(bytes)
    }

    /// The 20 bytes.
    package var rawBytes: [UInt8] {
        (0..<Self.byteCount).map { byte($0) }
    }

    /// The first byte, by which a pack index fans out.
    package var firstByte: UInt8 { byte(0) }

    /// 40 lower-case hexadecimal digits.
    public var description: String { String(decoding: hexBytes, as: UTF8.self) }

    package var hexBytes: [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return rawBytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    /// Whether the bytes of the one come before those of the other.
    public static func < (lhs: GitObjectID, rhs: GitObjectID) -> Bool {
        if lhs.high != rhs.high { return lhs.high < rhs.high }
        if lhs.middle != rhs.middle { return lhs.middle < rhs.middle }
        return lhs.low < rhs.low
    }

    package func byte(_ index: Int) -> UInt8 {
        switch index {
        case 0..<8: UInt8(truncatingIfNeeded: high >> (56 - 8 * UInt64(index)))
        case 8..<16: UInt8(truncatingIfNeeded: middle >> (56 - 8 * UInt64(index - 8)))
        default: UInt8(truncatingIfNeeded: low >> (24 - 8 * UInt32(index - 16)))
        }
    }

    package func append(to bytes: inout [UInt8]) {
        for index in 0..<Self.byteCount { bytes.append(byte(index)) }
    }

    private static func value(ofHex digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
