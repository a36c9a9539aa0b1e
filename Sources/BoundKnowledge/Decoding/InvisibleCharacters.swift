/// Characters that change how a text looks without being seen: a reader and a hash disagree about what was written.
///
/// Bidirectional controls reorder what is shown ([UAX #9 §2](https://www.unicode.org/reports/tr9/#Directional_Formatting_Codes));
/// the others are the default-ignorable code points ([UAX #44](https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point))
/// without the variation selectors FE00 to FE0F, which ordinary emoji use.
package enum InvisibleCharacters {
    /// One offending character.
    package struct Occurrence: Sendable, Hashable {
        /// The code point.
        package let scalar: Unicode.Scalar
        /// Its byte offset in the text's UTF-8.
        package let offset: Int
        /// Whether it reorders text.
        package let isBidirectional: Bool

        /// `U+202E at byte 17`.
        package var text: String {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits) at byte \(offset)"
        }
    }

    /// Whether there is any; a text without bytes above ASCII is decided by looking at bytes alone.
    package static func contains(_ text: String) -> Bool { !occurrences(in: text, limit: 1).isEmpty }

    /// The first `limit` occurrences, in order.
    package static func occurrences(in text: String, limit: Int = 8) -> [Occurrence] {
        text.utf8.span.withUnsafeBufferPointer { occurrences(in: $0, limit: limit) }
    }

    private static func occurrences(in text: UnsafeBufferPointer<UInt8>, limit: Int) -> [Occurrence] {
        var found: [Occurrence] = []
        var offset = 0
        while offset < text.count, found.count < limit {
            // Every one of them starts with such a byte.
            guard text[offset] >= 0xc2 else {
                offset = PlainText.end(of: text, from: offset + 1, allowing: .all)
                continue
            }
            let (value, width) = scalar(at: offset, of: text)
            if let scalar = Unicode.Scalar(value), isBidirectional(scalar) || isInvisible(scalar) {
                found.append(Occurrence(scalar: scalar, offset: offset, isBidirectional: isBidirectional(scalar)))
            }
            offset += width
        }
        return found
    }

    /// The code point of a sequence of two to four bytes in valid UTF-8, and its length.
    private static func scalar(at offset: Int, of text: UnsafeBufferPointer<UInt8>) -> (value: UInt32, width: Int) {
        let lead = text[offset]
        let width = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
        var value = UInt32(lead) & (0x7f >> UInt32(width))
        for index in offset + 1..<min(offset + width, text.count) { value = value << 6 | UInt32(text[index] & 0x3f) }
        return (value, width)
    }

    private static func isBidirectional(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061c, 0x200e...0x200f, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00ad, 0x034f, 0x115f...0x1160, 0x17b4...0x17b5, 0x180b...0x180f, 0x200b...0x200d, 0x2060...0x2065,
            0x206a...0x206f, 0x3164, 0xfeff, 0xffa0, 0xfff0...0xfffb, 0x1bca0...0x1bca3, 0x1d173...0x1d17a,
            0xe0000...0xe0fff:
            true
        default: false
        }
    }
}
