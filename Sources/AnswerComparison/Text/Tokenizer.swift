/// Splits text into tokens; the marks of Markdown for emphasis, footnotes and links are left out.
///
/// - Complexity: O(*n*) for *n* bytes.
struct Tokenizer {
    private var cursor: ScalarCursor
    private var tokens: [Token] = []
    private var isCode = false
    private var previousEnd = -1

    private init(_ bytes: [UInt8], _ range: Range<Int>) { cursor = ScalarCursor(bytes, range) }

    /// The tokens of some ranges of an answer, in their order.
    static func tokens(of bytes: [UInt8], in ranges: [Range<Int>]) -> [Token] {
        var tokens: [Token] = []
        var isCode = false
        for range in ranges {
            var tokenizer = Tokenizer(bytes, range)
            tokenizer.isCode = isCode
            tokenizer.run()
            tokens += tokenizer.tokens
            isCode = tokenizer.isCode
        }
        return tokens
    }

    private mutating func run() {
        while let (scalar, count) = cursor.scalar(at: cursor.offset) {
            if scalar.properties.isWhitespace {
                cursor.offset += count
            } else if Self.isDigit(scalar) || scalar == "." && startsFraction {
                number()
            } else if Self.isLetter(scalar) {
                word()
            } else {
                mark(scalar, count)
            }
        }
    }

    private var startsFraction: Bool {
        guard let next = cursor.scalar(at: cursor.offset + 1), Self.isDigit(next.scalar) else { return false }
        return previousEnd != cursor.offset
    }

    private mutating func number() {
        let start = cursor.offset
        if cursor.byte(at: start) == 0x2E { cursor.offset += 1 }
        cursor.skip(while: Self.isDigit)
        while let separator = cursor.byte(at: cursor.offset), separator == 0x2E || separator == 0x2C,
            let next = cursor.scalar(at: cursor.offset + 1), Self.isDigit(next.scalar)
        {
            cursor.offset += 1
            cursor.skip(while: Self.isDigit)
        }
        append(.number, start..<cursor.offset)
    }

    private mutating func word() {
        let start = cursor.offset
        if let end = dottedAcronymEnd {
            cursor.offset = end
        } else {
            advancePastWord()
            if let schemeEnd, schemeEnd > start { return link(from: start) }
        }
        append(.word, start..<cursor.offset)
    }

    private mutating func advancePastWord() {
        while let (scalar, count) = cursor.scalar(at: cursor.offset) {
            if Self.isLetter(scalar) || Self.isDigit(scalar) || Self.isSubscript(scalar) {
                cursor.offset += count
            } else if Self.isJoint(scalar), let next = cursor.scalar(at: cursor.offset + count),
                Self.isLetter(next.scalar)
            {
                cursor.offset += count
            } else {
                return
            }
        }
    }

    /// The end of letters with a full stop after each, as in "U.S." and "e.g.".
    private var dottedAcronymEnd: Int? {
        var (end, letters) = (cursor.offset, 0)
        while let letter = cursor.byte(at: end), letter | 0x20 >= 0x61, letter | 0x20 <= 0x7A,
            cursor.byte(at: end + 1) == 0x2E
        {
            (end, letters) = (end + 2, letters + 1)
        }
        if let next = cursor.scalar(at: end), Self.isLetter(next.scalar) || Self.isDigit(next.scalar) { return nil }
        return letters > 1 ? end : nil
    }

    /// The end of `://` where it stands at the cursor.
    private var schemeEnd: Int? {
        let offset = cursor.offset
        let isScheme = [0x3A, 0x2F, 0x2F].enumerated().allSatisfy { cursor.byte(at: offset + $0.offset) == $0.element }
        return isScheme ? offset + 3 : nil
    }

    private mutating func link(from start: Int) {
        cursor.skip { !$0.properties.isWhitespace && !")>]|\"".unicodeScalars.contains($0) }
        while let last = cursor.byte(at: cursor.offset - 1), ".,;:!?".utf8.contains(last) { cursor.offset -= 1 }
        append(.link, start..<cursor.offset)
    }

    private mutating func mark(_ scalar: Unicode.Scalar, _ count: Int) {
        let start = cursor.offset
        if scalar == "[", cursor.byte(at: start + 1) == 0x5E, let end = cursor.find(0x5D, from: start, within: 64) {
            cursor.offset = end + 1
        } else if scalar == "]", cursor.byte(at: start + 1) == 0x28,
            let end = cursor.find(0x29, from: start, within: 2048)
        {
            cursor.offset = end + 1
            if end > start + 2 { append(.link, start + 2..<end) }
            previousEnd = end + 1
        } else {
            cursor.offset += count
            if scalar == "`" {
                isCode.toggle()
                if previousEnd == start { previousEnd = cursor.offset }
            } else if Self.isMarkup(scalar, isCode: isCode) {
                if previousEnd == start { previousEnd = cursor.offset }
            } else {
                append(.mark, start..<cursor.offset)
            }
        }
    }

    private mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
        let text = String(decoding: cursor.bytes[range], as: UTF8.self)
        tokens.append(
            Token(
                kind: kind, bytes: range, text: text, folded: kind == .word ? Self.folded(text) : text,
                isGlued: previousEnd == range.lowerBound, isCode: isCode))
        previousEnd = range.upperBound
    }

    private static func folded(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return text }
        var folded = ""
        for scalar in text.lowercased().unicodeScalars where scalar != "." {
            switch scalar {
            case "\u{2019}", "\u{2BC}": folded.unicodeScalars.append("'")
            case "\u{2080}"..."\u{2089}": folded.append(String(scalar.value - 0x2080))
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    private static func isSubscript(_ scalar: Unicode.Scalar) -> Bool { (0x2080...0x2089).contains(scalar.value) }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x61...0x7A).contains(scalar.value | 0x20) }
        return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }

    /// Marks that join the parts of one word: apostrophes and the underscore of identifiers.
    private static func isJoint(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar == "\u{2019}" || scalar == "_"
    }

    private static func isMarkup(_ scalar: Unicode.Scalar, isCode: Bool) -> Bool {
        if isCode { return scalar == "_" }
        switch scalar {
        case "*", "_", "\\", "[", "]", "\"", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}", "'", "\u{200B}",
            "\u{FE0F}":
            return true
        default: return false
        }
    }
}
