import BinderyService
import BinderyTestSupport
import Testing

@Suite struct CSVReaderTests {
    /// Every record of a text.
    private func records(_ bytes: [UInt8], cellLimit: Int = 1 << 20) throws -> (records: [CSVRecord], isBroken: Bool) {
        var reader = CSVReader(try SourceText(bytes), maximumCellByteCount: cellLimit)
        var records: [CSVRecord] = []
        while !reader.isBroken, let record = reader.next() { records.append(record) }
        return (records, reader.isBroken)
    }

    private func cells(_ text: String) throws -> [[String]] {
        let read = try records(Array(text.utf8))
        #expect(!read.isBroken && read.records.allSatisfy(\.faults.isEmpty))
        return read.records.map { $0.cells.map(\.text) }
    }

    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]), ("\u{feff}a,b\n", [["a", "b"]]), ("a\n\n\r\nb\n\n", [["a"], ["b"]]),
        ("\"a\",\"b, c\"\n", [["a", "b, c"]]), ("\"a\"\"b\"\"\"\n", [["a\"b\""]]), ("\"\",\"\"\"\"\n", [["", "\""]]),
        ("\"a\nb\r\nc\",d\n", [["a\nb\r\nc", "d"]]), (",,\n", [["", "", ""]]), (" a , b \n", [[" a ", " b "]]),
        ("é,日本\n", [["é", "日本"]]), ("\"a\"", [["a"]]), ("", []), ("\n\n", []), ("a,", [["a", ""]]),
    ]) func `cells are what RFC 4180 says`(text: String, expected: [[String]]) throws {
        #expect(try cells(text) == expected)
    }

    @Test(arguments: [
        ("a,5\" disk,c\nd\n", 1, 4, "begin with one", false), ("a\nb\rc\n", 2, 2, "carriage return", false),
        ("a,b\rc\r", 1, 4, "carriage return", false), ("a\nxéb,\u{0}\n", 2, 5, "byte offset 7", false),
        ("a\nb,\"c\nd\n\ne", 2, 3, "never closed", true), ("\"", 1, 1, "never closed", true),
        ("a\n\"b\nc\" d,e\nf\n", 3, 3, "after the quote", true), ("\"a\"b\n", 1, 4, "after the quote", true),
        ("\"a\"\r", 1, 4, "after the quote", true), ("a\n\"b\u{0}c\n", 2, 1, "never closed", true),
    ]) func `a fault has a place`(text: String, line: Int, column: Int, words: String, isBroken: Bool) throws {
        let read = try records(Array(text.utf8))
        let fault = try #require(read.records.flatMap(\.faults).last)
        #expect(fault.place.line == line && fault.place.column == column, "\(fault)")
        #expect(fault.problem.contains(words) && read.isBroken == isBroken, "\(fault)")
    }

    @Test func `a row after one with a fault is read, unless quotes do not pair`() throws {
        #expect(try records(Array("a\"\nb\n".utf8)).records.map { $0.faults.count } == [1, 0])
        #expect(try records(Array("a\n\"b\nc\nd\n".utf8)).records.count == 2)
    }

    @Test func `cells have places, also after line feeds in quotes`() throws {
        let read = try records(Array("\u{feff}é,b\r\n\"x\ny\",z\n".utf8))
        let places = read.records.map { $0.cells.map { [$0.place.line, $0.place.column] } }
        #expect(places == [[[1, 1], [1, 3]], [[2, 1], [3, 4]]])
    }

    @Test(arguments: ["", "\""]) func `a cell of 10 MB is one fault, and the next row is read`(quote: String) throws {
        let long = String(repeating: "x", count: 10_000_000)
        let read = try records(Array("a,b\nc,\(quote)\(long)\(quote)\ne,f\n".utf8))
        try #require(read.records.map(\.cellCount) == [2, 2, 2])
        let faults = read.records.flatMap(\.faults)
        try #require(
            faults.count == 1 && faults[0].place.line == 2 && faults[0].place.column == 3 && faults[0].cellIndex == 1)
        #expect(faults[0].problem == "the cell has 10000000 bytes, allowed are 1048576")
        #expect(read.records[2].cells.map(\.text) == ["e", "f"])
    }

    @Test func `a cell may have exactly the limit`() throws {
        for (text, count) in [("abcd", 0), ("abcde", 1), ("\"a\"\"cd\"", 0), ("\"abcde\"", 1)] {
            #expect(try records(Array(text.utf8), cellLimit: 4).records[0].faults.count == count, "\(text)")
        }
    }

    @Test func `a row of a million cells keeps few of them and counts them all`() throws {
        let read = try records(Array("a\n".utf8) + [UInt8](repeating: UInt8(ascii: ","), count: 999_999))
        #expect(read.records[1].cellCount == 1_000_000 && read.records[1].cells.count < 100)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `what was written by the rules is read as it was`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pieces = ["a", "é", "\"", ",", "\n", "\r\n", " ", "日本", ";", "x y"]
        let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            (0..<Int.random(in: 2...5, using: &random)).map { _ in
                (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                    .joined()
            }
        }
        let end = Bool.random(using: &random) ? "\n" : "\r\n"
        let text = rows.map { row in
            row.map { cell in
                let isPlain = !cell.utf8.contains { [0x22, 0x2c, 0x0a, 0x0d].contains($0) }
                if isPlain, Bool.random(using: &random) { return cell }
                return "\"" + cell.replacing("\"", with: "\"\"") + "\""
            }.joined(separator: ",") + end
        }.joined()
        #expect(try cells(text) == rows)
    }

    @Test func `every beginning of a file gives the records before it, and perhaps a fault`() throws {
        let whole = Array("a,b\r\n\"c \"\"d\",\"e\nf\"\r\né,\"\"\n".utf8)
        let expected = try records(whole).records.map { $0.cells.map(\.text) }
        for count in whole.indices {
            guard let read = try? records(Array(whole[..<count])) else {
                // Within `é`.
                #expect(whole[count] & 0xc0 == 0x80)
                continue
            }
            #expect(read.records.count <= expected.count)
            let complete = read.records.dropLast().map { $0.cells.map(\.text) }
            #expect(complete.elementsEqual(expected.prefix(complete.count)), "\(count)")
        }
    }
}

@Suite struct SourceTextTests {
    private func problem(_ bytes: [UInt8]) -> ImportProblem? {
        #expect(throws: ImportProblem.self) { _ = try SourceText(bytes) }
    }

    @Test(
        arguments: [
            ([0xff, 0xfe, 0x61, 0x00], "UTF-16 from byte offset 0"),
            ([0xfe, 0xff, 0x00, 0x61], "UTF-16 from byte offset 0"),
            ([0xff, 0xfe, 0x00, 0x00, 0x61], "UTF-32 from"), ([0x00, 0x00, 0xfe, 0xff], "UTF-32 from"),
            ([0x61, 0x00, 0x62, 0x00], "UTF-16 without a byte order mark"),
            ([0x00, 0x61, 0x00, 0x62], "UTF-16 without a byte order mark"),
            ([0x61, 0xe9, 0x0a], "0xe9 at byte offset 1"), ([0x61, 0x80], "0x80 at byte offset 1"),
            ([0xc3], "0xc3 at byte offset 0"), ([0x61, 0xed, 0xa0, 0x80], "0xed at byte offset 1"),
            ([0xef, 0xbb, 0xbf, 0x61, 0xff], "0xff at byte offset 4"), ([0xef, 0xbb], "0xef at byte offset 0"),
        ] as [([UInt8], String)]) func `another encoding is named with its byte offset`(bytes: [UInt8], words: String)
    {
        #expect(problem(bytes)?.problem.contains(words) == true)
    }

    @Test func `the place of a byte of Latin-1 is its line and character`() {
        let found = problem(Array("a\nö,b\r\nüx".utf8) + [0xfc, 0x0a])
        #expect(found?.place.line == 3 && found?.place.column == 3 && found?.problem.contains("byte offset 11") == true)
    }

    @Test(
        arguments: [
            ([0xff, 0xfe, 0x61, 0x00], "UTF-16"), ([0xff, 0xfe, 0x00, 0x00], "UTF-32"),
            ([0x61, 0x00, 0x62, 0x00], "UTF-16LE"),
            ([0x00, 0x61, 0x00, 0x62], "UTF-16BE"),
        ] as [([UInt8], String)]) func `the remedy names the encoding for iconv`(bytes: [UInt8], name: String)
    {
        #expect(problem(bytes)?.remedy.contains("`iconv -f \(name) -t UTF-8`") == true)
    }

    @Test(arguments: [[], [0x61], [0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf, 0x61]] as [[UInt8]])
    func `a mark of UTF-8 is no text`(bytes: [UInt8]) throws {
        #expect(try Array(SourceText(bytes).bytes) == bytes.filter { $0 == 0x61 })
    }
}
