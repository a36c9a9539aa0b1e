import JSON
import Testing

@Suite struct JSONValueTests {
    static let sample: JSONValue = [
        "z": nil, "a": [1, -2.5, true, "x\ny"], "empty": [:], "none": [], "o": ["k": 1e21],
    ]

    @Test func `literals keep the order of members`() {
        #expect(
            Self.sample.text()
                == "{\"z\":null,\"a\":[1,-2.5,true,\"x\\ny\"],\"empty\":{},\"none\":[],\"o\":{\"k\":1e+21}}")
    }

    @Test func `the canonical form sorts members`() {
        let expected = "{\"a\":[1,-2.5,true,\"x\\ny\"],\"empty\":{},\"none\":[],\"o\":{\"k\":1e+21},\"z\":null}"
        #expect(Self.sample.canonicalBytes() == Array(expected.utf8))
    }

    @Test func `pretty text indents by two spaces`() {
        let expected = """
            {
              "z": null,
              "a": [
                1,
                -2.5,
                true,
                "x\\ny"
              ],
              "empty": {},
              "none": [],
              "o": {
                "k": 1e+21
              }
            }
            """
        #expect(Self.sample.prettyText() == expected)
        #expect(JSONValue.string("a").prettyText() == "\"a\"")
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `each layout parses back to the same value`(seed: UInt64) throws {
        var generator = RandomDocument(seed: seed)
        let value = generator.value()
        for text in [value.text(), value.prettyText(), String(decoding: value.canonicalBytes(), as: UTF8.self)] {
            let parsed = try document(text)
            #expect(JSONValue(parsed.root) == value)
            #expect(parsed.root.canonicalBytes() == value.canonicalBytes())
        }
    }

    @Test func `members are set in place, added last and removed`() {
        var value: JSONValue = ["a": 1, "b": 2]
        value.set("a", "x")
        value.set("c", true)
        value.set("b", nil)
        value.set("absent", nil)
        #expect(value.text() == "{\"a\":\"x\",\"c\":true}")
        #expect(value["c"] == true)
        #expect(value["b"] == nil)
        #expect(JSONValue.array([])["a"] == nil)
    }

    @Test func `of two members with one name the last value stays`() {
        #expect((["a": 1, "b": 2, "a": 3] as JSONValue).text() == "{\"a\":3,\"b\":2}")
    }

    @Test func `names and strings are compared as bytes`() {
        var value: JSONValue = ["\u{E9}": 1]
        #expect(value["e\u{301}"] == nil)
        value.set("e\u{301}", 2)
        #expect(value["\u{E9}"] == 1)
        #expect(JSONValue.string("\u{E9}") != JSONValue.string("e\u{301}"))
    }

    @Test func `equality is that of JSON values`() {
        let value: JSONValue = ["a": 1, "b": [1, 2]]
        #expect(value == ["b": [1, 2], "a": 1.0])
        #expect(value != ["a": 1, "b": [2, 1]])
        #expect(value != ["a": 1])
        #expect(value != ["a": 1, "c": [1, 2]])
        #expect(JSONValue.null != false)
        #expect(JSONValue.integer(0) == .number(-0.0))
        #expect(JSONValue.integer(1) != "1")
        #expect(JSONValue.integer(9_007_199_254_740_993) != .number(9_007_199_254_740_992))
    }

    @Test func `a long integer keeps its digits in text and is a double in the canonical form`() {
        let value = JSONValue.integer(9_007_199_254_740_993)
        #expect(value.text() == "9007199254740993")
        #expect(value.canonicalBytes() == Array("9007199254740992".utf8))
        #expect(JSONValue.integer(.min).text() == "-9223372036854775808")
        #expect(JSONValue.integer(.min).canonicalBytes() == Array("-9223372036854776000".utf8))
    }

    @Test func `a number that is not finite is the caller's bug`() async {
        await #expect(processExitsWith: .failure) { _ = JSONValue.number(.nan).text() }
        await #expect(processExitsWith: .failure) { _ = JSONCanonical.number(.infinity) }
    }

    @Test func `a value may be as deep as the stated maximum`() async throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        let text = nested(JSONValue.maximumDepth)
        #expect(JSONValue(try document(text, limits: .init(maximumDepth: 4096)).root).text() == text)
        await #expect(processExitsWith: .failure) {
            let depth = JSONValue.maximumDepth + 2
            let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            _ = JSONValue(try document(text, limits: .init(maximumDepth: 4096)).root)
        }
    }
}
