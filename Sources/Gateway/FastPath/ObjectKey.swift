internal import BoundKnowledge
internal import Cryptography

/// The digest of an address in four words: quicker to hash than 32 bytes, and to read from a request.
struct ObjectKey: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ address: Address) {
        var words: [UInt64] = []
        for (index, byte) in address.digest.bytes.enumerated() {
            if index % 8 == 0 { words.append(0) }
            words[index / 8] = words[index / 8] << 8 | UInt64(byte)
        }
        self.words = (words[0], words[1], words[2], words[3])
    }

    /// The key of 64 lower-case hexadecimal digits; `nil` for anything else, upper case included.
    init?(hexadecimal digits: Span<UInt8>) {
        guard digits.count == 64, let first = Self.word(digits, 0), let second = Self.word(digits, 16),
            let third = Self.word(digits, 32), let fourth = Self.word(digits, 48)
        else { return nil }
        words = (first, second, third, fourth)
    }

    private static func word(_ digits: Span<UInt8>, _ start: Int) -> UInt64? {
        var word: UInt64 = 0
        for index in start..<(start + 16) {
            let digit = digits[index]
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): word = word << 4 | UInt64(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): word = word << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return word
    }

    static func == (left: ObjectKey, right: ObjectKey) -> Bool { left.words == right.words }

    /// The words of a digest are as good as random: one of them tells keys apart.
    func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
