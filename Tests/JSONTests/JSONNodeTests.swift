import JSON
import Testing

@Suite struct JSONNodeTests {
    @Test func `each kind answers for itself and with nil for the others`() throws {
        let root = try document("[null,true,false,7,\"7\",[7],{\"7\":7}]").root
        let nodes = Array(root.elements)
        #expect(nodes.map(\.kind) == [.null, .bool, .bool, .number, .string, .array, .object])
        #expect(nodes.map(\.boolValue) == [nil, true, false, nil, nil, nil, nil])
        #expect(nodes.map(\.integerValue) == [nil, nil, nil, 7, nil, nil, nil])
        #expect(nodes.map(\.doubleValue) == [nil, nil, nil, 7, nil, nil, nil])
        #expect(nodes.map(\.stringValue) == [nil, nil, nil, nil, "7", nil, nil])
        #expect(nodes.map { $0.stringBytes() } == [nil, nil, nil, nil, [0x37], nil, nil])
        #expect(nodes.map { $0.isString("7") } == [false, false, false, false, true, false, false])
        #expect(nodes.map(\.count) == [0, 0, 0, 0, 0, 1, 1])
        #expect(nodes.map { Array($0.elements).count } == [0, 0, 0, 0, 0, 1, 0])
        #expect(nodes.map { Array($0.members).count } == [0, 0, 0, 0, 0, 0, 1])
        #expect(nodes.map { $0["7"]?.integerValue } == [nil, nil, nil, nil, nil, nil, 7])
    }

    @Test func `members keep the document's order and names are unescaped`() throws {
        let root = try document("{\"z\":1,\"\\u0061\":{\"z\":9},\"\":[2],\"é\":null}").root
        #expect(root.count == 4)
        #expect(root.members.map { Array($0.name.utf8) } == [[0x7A], [0x61], [], [0xC3, 0xA9]])
        #expect(root.members.map(\.nameBytes) == [[0x7A], [0x61], [], [0xC3, 0xA9]])
        #expect(root.member("a")?.place == 1)
        #expect(root.member("z")?.value.integerValue == 1)
        #expect(root.member("zz") == nil)
        #expect(root["a"]?["z"]?.member("z") == nil)
        #expect(root["a"]?["z"]?.integerValue == 9)
        #expect(root[""]?.count == 1)
        #expect(root["é"]?.kind == .null)
        #expect(root["zz"] == nil)
    }

    @Test func `names and strings are compared as bytes`() throws {
        let root = try document("{\"\\u00e9\":1,\"e\\u0301\":2,\"s\":\"e\\u0301\"}").root
        #expect(root["\u{E9}"]?.integerValue == 1)
        #expect(root["e\u{301}"]?.integerValue == 2)
        #expect(root["s"]?.isString("e\u{301}") == true)
        #expect(root["s"]?.isString("\u{E9}") == false)
        #expect(root["s"]?.isString("e") == false)
    }

    @Test func `a byte range is the value without whitespace around it`() throws {
        let document = try document(" { \"a\" : [ 1 , \"x\" ] , \"b\" : -2.5e1 } ")
        func text(_ node: JSONNode?) -> String? {
            node.map { String(decoding: document.bytes[$0.byteRange], as: UTF8.self) }
        }
        #expect(text(document.root["a"]) == "[ 1 , \"x\" ]")
        #expect(text(document.root["b"]) == "-2.5e1")
        #expect(document.root.byteRange == 1..<document.bytes.count - 1)
        #expect(document.root.members.map(\.nameByteRange) == [3..<6, 23..<26])
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("-0.0", 0), ("7", 7), ("-123", -123), ("1.0", 1), ("1e2", 100), ("1200e-2", 12),
            ("999999999999999", 999_999_999_999_999), ("9007199254740991", 9_007_199_254_740_991),
            ("-9007199254740991", -9_007_199_254_740_991), ("9.007199254740991e15", 9_007_199_254_740_991),
            ("0e999", 0), ("1e-400", 0),
        ] as [(String, Int64)])
    func `an integer within the exact range has a value`(text: String, value: Int64) throws {
        let node = try document(text).root
        #expect(node.integerValue == value)
        #expect(!node.isIntegerBeyondExactRange)
        #expect(node.canonicalBytes() == Array("\(value)".utf8))
    }

    @Test(arguments: [
        "9007199254740992", "9007199254740993", "-9007199254740992", "1e300", "-1E+16", "18446744073709551615",
        "9007199254740992.5", "1.7976931348623157e308",
    ])
    func `an integer beyond the exact range is known as one`(text: String) throws {
        let node = try document(text).root
        #expect(node.integerValue == nil)
        #expect(node.isIntegerBeyondExactRange)
    }

    @Test(arguments: ["0.5", "-1.25", "1e-7", "123456789.000001", "4503599627370495.5", "5e-324"])
    func `a fraction is no integer`(text: String) throws {
        let node = try document(text).root
        #expect(node.integerValue == nil)
        #expect(!node.isIntegerBeyondExactRange)
        #expect(node.doubleValue == Double(text))
    }

    @Test func `negative zero stays negative as a double`() throws {
        #expect(try document("-0").root.doubleValue?.sign == .minus)
        #expect(try document("0").root.doubleValue?.sign == .plus)
    }
}
