import JSON
import Testing

@Suite struct JSONParserTests {
    static let refused: [(String, JSONError.Code)] = [
        ("", .unexpectedEnd), (" \n", .unexpectedEnd), ("[", .unexpectedEnd), ("{\"a\":", .unexpectedEnd),
        ("\"abc", .unexpectedEnd), ("tru", .unexpectedEnd), ("-", .unexpectedEnd), ("1.", .unexpectedEnd),
        ("1e", .unexpectedEnd), ("1e+", .unexpectedEnd), ("{\"a\"", .unexpectedEnd), ("[1,", .unexpectedEnd),
        ("\"\\", .unexpectedEnd), ("{\"a\":1,", .unexpectedEnd),
        ("\u{FEFF}{}", .byteOrderMark), ("[1,]", .unexpectedByte), ("{\"a\":1,}", .unexpectedByte),
        ("[,1]", .unexpectedByte), ("[1 2]", .unexpectedByte), ("{\"a\" 1}", .unexpectedByte),
        ("{1:2}", .unexpectedByte),
        ("{\"a\":1 \"b\":2}", .unexpectedByte), ("trux", .unexpectedByte), ("NaN", .unexpectedByte),
        ("Infinity", .unexpectedByte), ("+1", .unexpectedByte), (".5", .unexpectedByte), ("'a'", .unexpectedByte),
        ("[1}", .unexpectedByte), ("{]", .unexpectedByte), ("{\"a\":1]", .unexpectedByte), ("]", .unexpectedByte),
        ("[1,\u{A0}2]", .unexpectedByte), ("/**/1", .unexpectedByte), ("\u{0}", .unexpectedByte),
        ("{} {}", .trailingContent), ("1 x", .trailingContent), ("nullnull", .trailingContent),
        ("0x1", .trailingContent),
        ("[]\u{0}", .trailingContent), ("\"\"\"", .trailingContent),
        ("01", .malformedNumber), ("-01", .malformedNumber), ("00", .malformedNumber), ("[1.]", .malformedNumber),
        ("[1.e1]", .malformedNumber), ("[-]", .malformedNumber), ("[-a]", .malformedNumber), ("[1e]", .malformedNumber),
        ("[1e+]", .malformedNumber), ("1e400", .numberOutOfRange), ("-1e309", .numberOutOfRange),
        ("1" + String(repeating: "0", count: 400), .numberOutOfRange),
        ("\"a\nb\"", .malformedString), ("\"\u{1F}\"", .malformedString), ("\"\\x\"", .malformedString),
        ("\"\\u12g4\"", .malformedString), ("\"\\u12\"", .malformedString), ("\"\\U0041\"", .malformedString),
        ("\"\\u{41}\"", .malformedString), ("\"\\ud8", .malformedString),
        ("\"\\ud800\"", .loneSurrogate), ("\"\\udc00\"", .loneSurrogate), ("\"\\udc00\\ud800\"", .loneSurrogate),
        ("\"\\ud800\\ud800\"", .loneSurrogate), ("\"\\ud800\\n\"", .loneSurrogate), ("\"\\ud83d😀\"", .loneSurrogate),
        ("\"\\ud800\\u", .loneSurrogate), ("\"\\ud800\\", .loneSurrogate),
        ("{\"a\":1,\"a\":2}", .duplicateName), ("{\"a\":1,\"\\u0061\":2}", .duplicateName),
        ("{\"b\":1,\"a\":2,\"b\":3}", .duplicateName), ("{\"\\u0062\":1,\"a\":2,\"b\":3}", .duplicateName),
        ("[{\"c\":{\"😀\":0,\"\\ud83d\\ude00\":0}}]", .duplicateName), ("{\"\":1,\"\":2}", .duplicateName),
    ]

    @Test(arguments: refused)
    func `what RFC 8259 or the object format forbids is refused`(text: String, code: JSONError.Code) {
        let error = #expect(throws: JSONError.self) { _ = try document(text) }
        #expect(error?.code == code)
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0x81], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
            [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x28],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func `bytes that are no UTF-8 are refused anywhere in a string`(wrong: [UInt8]) {
        for padding in 0..<17 {
            let plain = [UInt8](repeating: UInt8(ascii: "x"), count: padding)
            for bytes in [[0x22] + plain + wrong + [0x22], [0x22] + plain + wrong + plain + [0x22]] as [[UInt8]] {
                let error = #expect(throws: JSONError.self) { _ = try JSONDocument(parsing: bytes) }
                #expect(error?.code == .malformedUTF8)
                #expect(error?.offset == padding + 1 || wrong.count > 1)
            }
        }
    }

    @Test func `every scalar value is accepted raw and escaped`() throws {
        var text = "\""
        for value in stride(from: 0x20 as UInt32, through: 0x10FFFF, by: 1) where value != 0x22 && value != 0x5C {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        let raw = try document(text + "\"")
        #expect(raw.root.stringBytes() == Array(text.utf8.dropFirst()))
        #expect(raw.isCanonical)
        for value in [0, 0x1F, 0x41, 0xFF, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF] as [UInt32] {
            let scalar = try #require(Unicode.Scalar(value))
            let units = String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            #expect(try document("\"\(units.joined())\"").root.stringBytes() == Array(String(scalar).utf8))
        }
    }

    @Test(arguments: 0..<24)
    func `a control character is found at every position of a word`(position: Int) {
        for wrong in UInt8(0)..<0x20 {
            var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 24)
            bytes[position] = wrong
            let error = #expect(throws: JSONError.self) { _ = try JSONDocument(parsing: [0x22] + bytes + [0x22]) }
            #expect(error?.code == .malformedString)
            #expect(error?.offset == position + 1)
        }
    }

    @Test(arguments: [
        ("[1,\n 2,\n  x]", "byte 10, line 3, column 3"), ("", "byte 0, line 1, column 1"),
        ("{\"é😀\":\r\n\"\\q\"}", "byte 13, line 2, column 2"), ("{\"a\":1,\n\"a\":2}", "byte 8, line 2, column 1"),
        ("{\"b\":1,\n\"a\":2,\n \"b\":3}", "byte 16, line 3, column 2"), ("[1,2", "byte 4, line 1, column 5"),
        ("[\n1e999]", "byte 2, line 2, column 1"), ("[1,]", "byte 3, line 1, column 4"),
    ])
    func `an error names byte, line and column`(text: String, location: String) {
        let error = #expect(throws: JSONError.self) { _ = try document(text) }
        #expect(error?.location == location)
        #expect(error?.description.hasPrefix(location) == true)
        #expect(error?.problem.isEmpty == false && error?.remedy.isEmpty == false)
    }

    @Test func `every truncation of a document is refused`() {
        for bytes in [SampleDocument.bytes, SampleDocument.canonicalBytes] {
            for count in bytes.indices {
                #expect(throws: JSONError.self) { _ = try JSONDocument(parsing: Array(bytes[..<count])) }
            }
        }
    }

    @Test(arguments: [SampleDocument.bytes, SampleDocument.canonicalBytes])
    func `every change of one byte is refused or stays a sound document`(bytes: [UInt8]) throws {
        var (refusals, acceptances) = (0, 0)
        for position in bytes.indices {
            for value in UInt8.min...UInt8.max where value != bytes[position] {
                var changed = bytes
                changed[position] = value
                guard let document = try? JSONDocument(parsing: changed) else {
                    refusals += 1
                    continue
                }
                acceptances += 1
                let canonical = document.root.canonicalBytes()
                if document.isCanonical != (canonical == changed) {
                    Issue.record("byte \(position) as \(value): isCanonical is \(document.isCanonical)")
                }
                if try !JSONDocument(parsing: canonical).isCanonical {
                    Issue.record("byte \(position) as \(value): the canonical form is not canonical")
                }
            }
        }
        #expect(refusals > 1000 && acceptances > 1000)
    }
}
