/// What stopped the parser and where: small enough to be thrown in registers, made into a `JSONError` once.
struct JSONFault: Error {
    enum Reason {
        case tooLong(limit: Int), tooDeep(limit: Int)
        case empty, unexpectedEnd, unterminatedString
        case expected(Expectation), trailingComma, trailingContent
        case malformedNumber(Expectation), leadingZero, numberOutOfRange
        case controlCharacter, malformedEscape, malformedUTF8, loneSurrogate, byteOrderMark, duplicateName
    }

    enum Expectation: String {
        case value = "a value"
        case name = "a member name in double quotes"
        case colon = "a colon"
        case commaOrBracket = "a comma or \"]\""
        case commaOrBrace = "a comma or \"}\""
        case digit = "a digit"
    }

    let reason: Reason
    let offset: Int

    init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension JSONError {
    /// The error for people that a fault in `bytes` amounts to.
    init(_ fault: JSONFault, in bytes: [UInt8]) {
        let (code, problem, remedy) = fault.explanation(in: bytes)
        self.init(
            code: code, offset: fault.offset, location: Self.location(of: fault.offset, in: bytes), problem: problem,
            remedy: remedy)
    }

    private static func location(of offset: Int, in bytes: [UInt8]) -> String {
        let before = bytes.prefix(offset)
        let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        let line = before.reduce(into: 1) { if $1 == UInt8(ascii: "\n") { $0 += 1 } }
        let column = before[lineStart...].reduce(into: 1) { if $1 & 0xC0 != 0x80 { $0 += 1 } }
        return "byte \(offset), line \(line), column \(column)"
    }
}

extension JSONFault {
    fileprivate func explanation(in bytes: [UInt8]) -> (code: JSONError.Code, problem: String, remedy: String) {
        switch reason {
        case .tooLong(let limit):
            (
                .tooLong, "the document has \(bytes.count) bytes, expected at most \(limit)",
                "Shorten it, or raise `maximumByteCount`."
            )
        case .tooDeep(let limit):
            (.tooDeep, "more than \(limit) arrays and objects are open", "Flatten it, or raise `maximumDepth`.")
        case .empty: (.unexpectedEnd, "the document is empty, expected a value", "Check that the file was written.")
        case .unexpectedEnd:
            (.unexpectedEnd, "the document ends inside a value", "Check that it was transferred completely.")
        case .unterminatedString:
            (.unexpectedEnd, "the document ends inside a string", "Close the string with a double quote.")
        case .expected(let expectation):
            (
                .unexpectedByte, "found \(found(in: bytes)), expected \(expectation.rawValue)",
                "Write JSON as in RFC 8259, without comments or other extensions."
            )
        case .trailingComma:
            (.unexpectedByte, "found \(found(in: bytes)) after a comma", "Remove the comma before it.")
        case .trailingContent:
            (
                .trailingContent, "found \(found(in: bytes)) after the value, expected the end",
                "Put one value in a document."
            )
        case .malformedNumber(let expectation):
            (
                .malformedNumber, "found \(found(in: bytes)) in a number, expected \(expectation.rawValue)",
                "Write numbers as in RFC 8259 section 6."
            )
        case .leadingZero:
            (.malformedNumber, "the number has a leading zero", "Write the number without it, or as a string.")
        case .numberOutOfRange:
            (.numberOutOfRange, "the number is beyond the largest finite double", "Write the number as a string.")
        case .controlCharacter:
            (.malformedString, "found \(found(in: bytes)) raw in a string", "Escape it, for example as \\n or \\u0001.")
        case .malformedEscape:
            (
                .malformedString, "the escape is none of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
                "Double the backslash if it is meant as one."
            )
        case .malformedUTF8:
            (.malformedUTF8, "the string holds \(found(in: bytes)) that is not UTF-8", "Save it as UTF-8.")
        case .loneSurrogate:
            (.loneSurrogate, "the escape is half of a surrogate pair", "Write the character itself, in UTF-8.")
        case .byteOrderMark:
            (.byteOrderMark, "the document starts with a byte order mark", "Save it without one, as UTF-8.")
        case .duplicateName:
            (.duplicateName, "the object already has a member of this name", "Keep one of the two members.")
        }
    }

    private func found(in bytes: [UInt8]) -> String {
        guard offset < bytes.count else { return "the end" }
        let byte = bytes[offset]
        guard (0x21...0x7E).contains(byte) else {
            return "the byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return "\"\(Character(Unicode.Scalar(byte)))\""
    }
}
