extension TemplateLexer {
    private static let signs: [StaticString] = [
        "**", "//", "==", "!=", ">=", "<=", "+", "-", "*", "/", "%", "~", "(", ")", "[", "]", "{", "}", ">", "<", "=",
        ".", ":", "|", ",",
    ]

    /// Scans what is inside a tag, to the end of the tag.
    mutating func scanExpression(isOutput: Bool, from tag: Int) throws(InferenceError) {
        var open: [UInt8] = []
        while true {
            index = TemplateText.startWithoutWhitespace(bytes, index)
            guard index < bytes.count else {
                throw source.error(.template, at: tag, "the tag has no end, expected \(isOutput ? "}}" : "%}")")
            }
            if open.isEmpty, scanEnd(isOutput: isOutput) { return }
            try scanToken(&open)
        }
    }

    private mutating func scanEnd(isOutput: Bool) -> Bool {
        let hasSign = byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+")
        let end = index + (hasSign ? 1 : 0)
        guard isOutput ? starts(with: "}}", at: end) : starts(with: "%}", at: end) else { return false }
        let sign = hasSign ? byte() : 0
        // Jinja has no `+}}`; what stands there is a plus.
        guard !(isOutput && sign == UInt8(ascii: "+")) else { return false }
        add(isOutput ? .outputEnd : .blockEnd, at: index)
        index = end + 2
        skipBehindTag(sign, trimsNewline: !isOutput)
        return true
    }

    private mutating func scanToken(_ open: inout [UInt8]) throws(InferenceError) {
        switch byte() {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): scanName()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber()
        case UInt8(ascii: "'"), UInt8(ascii: "\""): try scanString()
        default: try scanSign(&open)
        }
    }

    private mutating func scanName() {
        let start = index
        while Self.isWord(byte()) { index += 1 }
        add(.name(String(decoding: bytes[start..<index], as: UTF8.self)), at: start)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func scanNumber() throws(InferenceError) {
        let start = index
        skipDigits()
        // `messages.0.content`: no float begins behind a dot.
        let mayBeFloat = tokens.last?.kind != .sign(".")
        if mayBeFloat, byte() == UInt8(ascii: "."), Self.isDigit(byte(1)) {
            index += 1
            skipDigits()
        }
        if mayBeFloat { skipExponent() }
        guard !Self.isWord(byte()) else { throw source.unsupported("a number with letters", at: start) }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let isInteger = bytes[start..<index].allSatisfy(Self.isDigit)
        if isInteger, let value = Int(text), text == "0" || !text.hasPrefix("0") {
            add(.integer(value), at: start)
        } else if !isInteger, let value = Double(text) {
            add(.float(value), at: start)
        } else {
            throw source.unsupported("a number that is no 64-bit integer", at: start)
        }
    }

    private mutating func skipDigits() {
        while Self.isDigit(byte()) { index += 1 }
    }

    private mutating func skipExponent() {
        guard byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") else { return }
        let hasSign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
        guard Self.isDigit(byte(hasSign ? 2 : 1)) else { return }
        index += hasSign ? 2 : 1
        skipDigits()
    }

    private mutating func scanString() throws(InferenceError) {
        let start = index
        let quote = byte()
        index += 1
        var content: [UInt8] = []
        while byte() != quote {
            guard index < bytes.count else { throw source.error(.template, at: start, "the string has no end") }
            if byte() == UInt8(ascii: "\\") {
                try scanEscape(&content)
            } else {
                content.append(byte())
                index += 1
            }
        }
        index += 1
        add(.string(String(decoding: content, as: UTF8.self)), at: start)
    }

    /// The escapes of Python's strings, those by name excepted; an unknown one means itself.
    private mutating func scanEscape(_ content: inout [UInt8]) throws(InferenceError) {
        let start = index
        let escapes: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "b"): 8,
            UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11, UInt8(ascii: "a"): 7, UInt8(ascii: "\\"): 92,
            UInt8(ascii: "'"): 39, UInt8(ascii: "\""): 34,
        ]
        let letter = byte(1)
        index += 2
        switch letter {
        case UInt8(ascii: "\n"): return
        case UInt8(ascii: "x"): try scanHexadecimal(2, from: start, &content)
        case UInt8(ascii: "u"): try scanHexadecimal(4, from: start, &content)
        case UInt8(ascii: "U"): try scanHexadecimal(8, from: start, &content)
        case UInt8(ascii: "0")...UInt8(ascii: "7"), UInt8(ascii: "N"):
            throw source.unsupported("an octal escape or one by name", at: start)
        default: content += escapes[letter].map { [$0] } ?? [UInt8(ascii: "\\"), letter]
        }
    }

    private mutating func scanHexadecimal(
        _ count: Int, from start: Int, _ content: inout [UInt8]
    ) throws(InferenceError) {
        let digits = bytes[min(index, bytes.count)..<min(index + count, bytes.count)]
        let isHexadecimal = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        guard digits.count == count, isHexadecimal,
            let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
        else {
            throw source.error(.template, at: start, "the escape is not \(count) hexadecimal digits of a character")
        }
        index += count
        content += String(scalar).utf8
    }

    private mutating func scanSign(_ open: inout [UInt8]) throws(InferenceError) {
        guard let sign = Self.signs.first(where: { starts(with: $0, at: index) }) else {
            let character = String(decoding: bytes[index...].prefix(4), as: UTF8.self).prefix(1)
            throw source.error(.template, at: index, "found \"\(character)\" in a tag, which begins nothing")
        }
        switch byte() {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte())
        case UInt8(ascii: ")"): try close(UInt8(ascii: "("), &open)
        case UInt8(ascii: "]"): try close(UInt8(ascii: "["), &open)
        case UInt8(ascii: "}"): try close(UInt8(ascii: "{"), &open)
        default: break
        }
        add(.sign("\(sign)"), at: index)
        index += sign.utf8CodeUnitCount
    }

    private func close(_ bracket: UInt8, _ open: inout [UInt8]) throws(InferenceError) {
        guard open.popLast() == bracket else {
            throw source.error(.template, at: index, "found \"\(Unicode.Scalar(byte()))\", which closes nothing")
        }
    }
}
