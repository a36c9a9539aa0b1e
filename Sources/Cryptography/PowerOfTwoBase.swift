/// The encodings of RFC 4648 whose alphabet is a power of two: base32 and base64.
///
/// Decoding is strict: no foreign character, no wrong length, no non-zero trailing bits, so each byte string has one text.
public struct PowerOfTwoBase: Sendable {
    private let alphabet: [UInt8]
    private let values: [UInt8]
    private let bits: Int
    private let isPadded: Bool

    /// Base64 with padding ([RFC 4648 §4](https://www.rfc-editor.org/rfc/rfc4648#section-4)).
    public static let base64 = PowerOfTwoBase(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", bits: 6, isPadded: true)
    /// Base64 for URLs, without padding ([RFC 4648 §5](https://www.rfc-editor.org/rfc/rfc4648#section-5)).
    public static let base64URL = PowerOfTwoBase(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", bits: 6, isPadded: false)
    /// Lower-case base32 without padding ([RFC 4648 §6](https://www.rfc-editor.org/rfc/rfc4648#section-6)).
    public static let base32 = PowerOfTwoBase("abcdefghijklmnopqrstuvwxyz234567", bits: 5, isPadded: false)

    private init(_ alphabet: String, bits: Int, isPadded: Bool) {
        self.alphabet = Array(alphabet.utf8)
        self.bits = bits
        self.isPadded = isPadded
        var values = [UInt8](repeating: 0xff, count: 256)
        for (value, character) in alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
        self.values = values
    }

    // The generic entrances are inlined into their callers: across modules generic code runs unspecialised, ten times slower.

    /// The text of `bytes`.
    @inlinable
    public func encode(_ bytes: some Collection<UInt8>) -> String { encode(array: Array(bytes)) }

    /// The bytes of `text`; `nil` if `encode` would not give exactly this text.
    @inlinable
    public func decode(_ text: some Collection<UInt8>) -> [UInt8]? { decode(array: Array(text)) }

    @usableFromInline
    func encode(array bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 8 + bits - 1) / bits + 3)
        var buffer: UInt32 = 0
        var held = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            held += 8
            while held >= bits {
                held -= bits
                text.append(alphabet[Int(buffer >> UInt32(held)) & (1 << bits - 1)])
            }
        }
        if held > 0 { text.append(alphabet[Int(buffer << UInt32(bits - held)) & (1 << bits - 1)]) }
        if isPadded { while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) } }
        return String(decoding: text, as: UTF8.self)
    }

    @usableFromInline
    func decode(array text: [UInt8]) -> [UInt8]? { decode(utf8: text.span) }

    /// The bytes of a text's UTF-8, as `decode(_:)`.
    package func decode(utf8 text: Span<UInt8>) -> [UInt8]? {
        var end = text.count
        if isPadded {
            while end > 0, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
            guard text.count % 4 == 0, text.count - end < 4 else { return nil }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end * bits / 8)
        var buffer: UInt32 = 0
        var held = 0
        for index in 0..<end {
            let value = values[Int(text[index])]
            guard value != 0xff else { return nil }
            buffer = buffer << UInt32(bits) | UInt32(value)
            held += bits
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(held)))
            }
        }
        // What is left over is less than a character, and zero: so each byte string has one text.
        guard held < bits, buffer & (1 << UInt32(held) - 1) == 0 else { return nil }
        return bytes
    }
}
