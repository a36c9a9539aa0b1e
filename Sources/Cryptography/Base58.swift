/// Base58 in the Bitcoin alphabet, as [CID 1.0 §2.4](https://www.w3.org/TR/cid-1.0/#multibase-0) uses it for multibase `z`.
///
/// A leading zero byte is a leading `1`. Digits are handled five at a time (58^5 < 2^32), which makes a signature's 64 bytes
/// eighteen rounds over sixteen words instead of 88 over 64 bytes. Quadratic: callers bound the length first.
public enum Base58 {
    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xff, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// The text of `bytes`.
    public static func encode(_ bytes: [UInt8]) -> String {
        let zeroCount = bytes.prefix { $0 == 0 }.count
        var words = bigEndianWords(bytes.dropFirst(zeroCount))
        var digits: [UInt8] = []
        while !words.isEmpty {
            var remainder: UInt64 = 0
            for index in words.indices {
                let value = remainder << 32 | UInt64(words[index])
                words[index] = UInt32(value / 656_356_768)
                remainder = value % 656_356_768
            }
            while words.first == 0 { words.removeFirst() }
            for _ in 0..<5 {
                digits.append(alphabet[Int(remainder % 58)])
                remainder /= 58
            }
        }
        while digits.last == alphabet[0] { digits.removeLast() }
        digits.append(contentsOf: repeatElement(alphabet[0], count: zeroCount))
        return String(decoding: digits.reversed(), as: UTF8.self)
    }

    /// The bytes of `text`; `nil` where a character is not in the alphabet (`0`, `O`, `I` and `l` are not).
    @inlinable
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? { decode(array: Array(text)) }

    @usableFromInline
    static func decode(array characters: [UInt8]) -> [UInt8]? { decode(utf8: characters.span) }

    /// The bytes of a text's UTF-8, as `decode(_:)`.
    package static func decode(utf8 characters: Span<UInt8>) -> [UInt8]? {
        let values = values
        var zeroCount = 0
        while zeroCount < characters.count, values[Int(characters[zeroCount])] == 0 { zeroCount += 1 }
        var words: [UInt32] = []  // little-endian
        words.reserveCapacity((characters.count - zeroCount) * 3 / 16 + 1)  // log 58 is below 6 of 32 bits
        var index = zeroCount
        while index < characters.count {
            var carry: UInt64 = 0
            var scale: UInt64 = 1
            let end = min(index + 5, characters.count)
            while index < end {
                let value = values[Int(characters[index])]
                guard value != 0xff else { return nil }
                carry = carry * 58 + UInt64(value)
                scale *= 58
                index += 1
            }
            for position in words.indices {
                carry += UInt64(words[position]) * scale
                words[position] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            if carry > 0 { words.append(UInt32(carry)) }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(zeroCount + 4 * words.count)
        bytes.append(contentsOf: repeatElement(0, count: zeroCount))
        for word in words.reversed() {
            for position in 0..<4 {
                let byte = UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * position))
                if byte != 0 || bytes.count > zeroCount { bytes.append(byte) }
            }
        }
        return bytes
    }

    private static func bigEndianWords(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
        var words = [UInt32](repeating: 0, count: (bytes.count + 3) / 4)
        for (distance, byte) in bytes.reversed().enumerated() {
            words[words.count - 1 - distance / 4] |= UInt32(byte) << UInt32(8 * (distance % 4))
        }
        return words
    }
}
