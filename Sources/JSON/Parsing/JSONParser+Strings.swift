extension JSONParser {
    /// Reads the string whose opening quote is at `start` and returns the offset after its closing quote.
    mutating func parseString(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
        let departuresBefore = departures
        var isEscaped = false
        var at = start + 1
        while true {
            at = Self.endOfPlainText(bytes, from: at)
            guard at < bytes.count else { throw JSONFault(.unterminatedString, at: at) }
            switch bytes[at] {
            case UInt8(ascii: "\""):
                var flags: JSONTape.Flags = departures == departuresBefore ? .canonical : []
                if isEscaped { flags.insert(.escaped) }
                append(.string, start: start, end: at + 1, flags: flags)
                return at + 1
            case UInt8(ascii: "\\"):
                at = try parseEscape(bytes, from: at)
                isEscaped = true
            case 0x80...:
                repeat { at = try Self.endOfScalar(bytes, from: at) } while at < bytes.count && bytes[at] >= 0x80
            default: throw JSONFault(.controlCharacter, at: at)
            }
        }
    }

    /// The first offset from `start` whose byte is a quote, a backslash, a control character or not ASCII, else the end.
    ///
    /// Eight bytes at a time: a borrow passes only from a byte that is such a one, so the lowest mark is exact.
    @inline(__always)
    private static func endOfPlainText(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var at = start
        while at + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
            let belowSpace = word &- ones &* 0x20
            let quote = (word ^ (ones &* 0x22)) &- ones
            let backslash = (word ^ (ones &* 0x5C)) &- ones
            let marks = (word | belowSpace | quote | backslash) & (ones &* 0x80)
            if marks != 0 { return at + marks.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < bytes.count, 0x20...0x7F ~= bytes[at], bytes[at] != 0x22, bytes[at] != 0x5C { at += 1 }
        return at
    }

    /// The offset after the scalar whose lead byte, above 7F, is at `start` (Unicode 16, table 3-7).
    @inline(__always)
    private static func endOfScalar(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch bytes[start] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONFault(.malformedUTF8, at: start)
        }
        guard start + length <= bytes.count, second ~= bytes[start + 1] else {
            throw JSONFault(.malformedUTF8, at: start)
        }
        var at = start + 2
        while at < start + length {
            guard bytes[at] & 0xC0 == 0x80 else { throw JSONFault(.malformedUTF8, at: start) }
            at += 1
        }
        return at
    }

    /// Reads the escape whose backslash is at `start` and returns the offset after it, a surrogate pair taken as one.
    private mutating func parseEscape(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
        guard start + 1 < bytes.count else { throw JSONFault(.unterminatedString, at: start + 1) }
        let letter = bytes[start + 1]
        if JSONEscapes.value(ofLetter: letter) != nil {
            if letter == UInt8(ascii: "/") { departures += 1 }
            return start + 2
        }
        guard letter == UInt8(ascii: "u"), let unit = JSONEscapes.codeUnit(at: start + 2, of: bytes) else {
            throw JSONFault(.malformedEscape, at: start)
        }
        // RFC 8785 section 3.2.2.2: only control characters without a short escape, in lower-case digits.
        let isLowerCase = !(0x41...0x46 ~= bytes[start + 5])
        if unit >= 0x20 || !isLowerCase || JSONEscapes.letter(for: UInt8(truncatingIfNeeded: unit)) != nil {
            departures += 1
        }
        guard 0xD800...0xDFFF ~= unit else { return start + 6 }
        guard unit < 0xDC00, start + 7 < bytes.count, bytes[start + 6] == UInt8(ascii: "\\"),
            bytes[start + 7] == UInt8(ascii: "u"), let low = JSONEscapes.codeUnit(at: start + 8, of: bytes),
            0xDC00...0xDFFF ~= low
        else { throw JSONFault(.loneSurrogate, at: start) }
        return start + 12
    }
}
