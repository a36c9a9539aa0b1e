/// The escapes of [RFC 8259 §7](https://www.rfc-editor.org/rfc/rfc8259#section-7).
enum JSONEscapes {
    /// What the letter after a backslash stands for; nil for `u` and for letters that may not follow one.
    static func value(ofLetter letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "r"): 0x0D
        default: nil
        }
    }

    /// The letter that canonically escapes a byte; nil where it stands raw or takes `\u00xx`.
    static func letter(for byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        default: nil
        }
    }

    /// The four hexadecimal digits at `offset`; nil where there are fewer.
    static func codeUnit(at offset: Int, of bytes: Span<UInt8>) -> UInt32? {
        guard offset + 4 <= bytes.count else { return nil }
        var unit: UInt32 = 0
        for index in offset..<offset + 4 {
            let digit: UInt8
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[index] - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[index] - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[index] - UInt8(ascii: "A") + 10
            default: return nil
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    /// The text between the quotes of a string that was parsed, as UTF-8 without escapes.
    static func decoded(_ content: Range<Int>, of bytes: Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(content.count)
        var at = content.lowerBound
        while at < content.upperBound {
            let end = backslash(in: bytes, from: at, to: content.upperBound)
            if end > at {
                bytes.extracting(at..<end).withUnsafeBufferPointer { text.append(contentsOf: $0) }
                at = end
                continue
            }
            if let byte = value(ofLetter: bytes[at + 1]) {
                text.append(byte)
                at += 2
            } else {
                at = appendScalar(escapedAt: at, of: bytes, to: &text)
            }
        }
        return text
    }

    /// The first backslash from `start` on, else `end`; eight bytes at a time, the lowest mark being exact.
    private static func backslash(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var at = start
        while at + 8 <= end {
            let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
            let differing = word ^ (ones &* 0x5C)
            let marks = (differing &- ones) & ~differing & (ones &* 0x80)
            if marks != 0 { return at + marks.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < end, bytes[at] != UInt8(ascii: "\\") { at += 1 }
        return at
    }

    /// Appends the scalar of the `\u` escape at `at`, one or two escapes long, and returns the offset after it.
    private static func appendScalar(escapedAt at: Int, of bytes: Span<UInt8>, to text: inout [UInt8]) -> Int {
        let unit = codeUnit(at: at + 2, of: bytes) ?? 0
        guard 0xD800...0xDBFF ~= unit, let low = codeUnit(at: at + 8, of: bytes) else {
            append(unit, to: &text)
            return at + 6
        }
        append(0x10000 + (unit - 0xD800) << 10 + (low & 0x3FF), to: &text)
        return at + 12
    }

    private static func append(_ value: UInt32, to text: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value) else { return }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
