import JSON
import Testing

@Suite struct JSONCanonicalTests {
    @Test func `the sample has its canonical form`() throws {
        #expect(try JSONDocument(parsing: SampleDocument.bytes).root.canonicalBytes() == SampleDocument.canonicalBytes)
        #expect(try !JSONDocument(parsing: SampleDocument.bytes).isCanonical)
        #expect(try JSONDocument(parsing: SampleDocument.canonicalBytes).isCanonical)
    }

    /// Values at the borders of ECMA-262 section 6.1.6.1.20, computed by hand.
    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (100, "100"), (1e15, "1000000000000000"),
            (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e21, "1.5e+21"), (123e19, "1.23e+21"),
            (9_007_199_254_740_992, "9007199254740992"), (0.1, "0.1"), (0.000001, "0.000001"), (1e-7, "1e-7"),
            (1.5e-7, "1.5e-7"), (0.0000015, "0.0000015"), (.leastNonzeroMagnitude, "5e-324"),
            (-.leastNonzeroMagnitude, "-5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (2.2250738585072014e-308, "2.2250738585072014e-308"),
            (0.1 + 0.2, "0.30000000000000004"), (1.0 / 3, "0.3333333333333333"), (123456.789, "123456.789"),
            (12345678901234567168, "12345678901234567000"), (1e23, "1e+23"), (123.456e-20, "1.23456e-18"),
        ] as [(Double, String)])
    func `a number prints as in ECMAScript`(value: Double, text: String) {
        #expect(JSONCanonical.number(value) == text)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `random doubles print as the naive form and parse back as canonical`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<50 {
            let decimal = Double(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random))
            let candidates = [Double(bitPattern: random.next()), decimal / 1e6, decimal / 1e12, decimal * 1e10]
            for value in candidates where value.isFinite {
                let text = JSONCanonical.number(value)
                #expect(text == NaiveCanonicalForm.number(value))
                let document = try document(text)
                #expect(document.isCanonical)
                #expect(document.root.doubleValue == value)
            }
        }
    }

    @Test(arguments: [
        " 1", "1 ", "[1, 2]", "[ ]", "{ }", "{\"a\" :1}", "{\"a\": 1}", "[1\n]", "-0", "1.0", "1.50", "1e3", "1E21",
        "1e21",
        "10e-7", "0.0000001", "100e-2", "1.0e+21", "9007199254740993", "100000000000000000000000",
        "0.10000000000000001",
        "{\"b\":1,\"a\":2}", "{\"\u{E000}\":1,\"😀\":2}", "\"\\/\"", "\"\\u0041\"", "\"\\u001F\"", "\"\\u000a\"",
        "\"\\u0022\"", "\"\\u005c\"", "\"\\ud83d\\ude00\"", "[[{\"a\":[1 ]}]]", "0.0", "-0.0", "0e1",
    ])
    func `another way to write a value is not canonical`(text: String) throws {
        let document = try document(text)
        #expect(!document.isCanonical)
        let canonical = document.root.canonicalBytes()
        #expect(canonical != document.bytes)
        #expect(try JSONDocument(parsing: canonical).isCanonical)
        #expect(Array(NaiveCanonicalForm.text(JSONValue(document.root)).utf8) == canonical)
    }

    @Test(arguments: [
        "0", "-1", "1e+21", "1e-7", "0.000001", "0.0000015", "123456789012345", "9007199254740992", "0.1", "-2.5", "[]",
        "{}",
        "\"\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\"", "{\"\":0,\"A\":1,\"a\":2,\"😀\":3,\"\u{E000}\":4}",
        "\"\u{7F}\u{80}\u{2028}\"",
        "true", "[null,{\"a\":[]}]", "5e-324", "12345678901234567000",
    ])
    func `a canonical form is known as one`(text: String) throws {
        let document = try document(text)
        #expect(document.isCanonical)
        #expect(document.root.canonicalBytes() == document.bytes)
    }

    @Test func `names are sorted by UTF-16 code units`() throws {
        let text =
            "{\"\u{FB33}\":1,\"\u{1F600}\":2,\"€\":3,\"\\r\":4,\"1\":5,\"\u{80}\":6,\"ö\":7,\"</script>\":8,\"\u{FFFF}\":9}"
        let expected =
            "{\"\\r\":4,\"1\":5,\"</script>\":8,\"\u{80}\":6,\"ö\":7,\"€\":3,\"\u{1F600}\":2,\"\u{FB33}\":1,\"\u{FFFF}\":9}"
        #expect(try document(text).root.canonicalBytes() == Array(expected.utf8))
    }

    @Test(
        arguments: [
            ([], "{\"a\":1,\"b\":{\"b\":2},\"c\":3}"), (["a"], "{\"b\":{\"b\":2},\"c\":3}"),
            (["b"], "{\"a\":1,\"c\":3}"),
            (["c"], "{\"a\":1,\"b\":{\"b\":2}}"), (["a", "c"], "{\"b\":{\"b\":2}}"), (["a", "b", "c"], "{}"),
            (["b", "c"], "{\"a\":1}"), (["A", "", "d"], "{\"a\":1,\"b\":{\"b\":2},\"c\":3}"),
        ] as [([String], String)])
    func `omitted names are dropped from the object's own members only`(names: [String], expected: String) throws {
        for text in [
            "{\"a\":1,\"b\":{\"b\":2},\"c\":3}", "{\"c\":3,\"b\":{\"b\":2},\"a\":1}",
            "{ \"a\":1,\"\\u0062\":{\"b\":2},\"c\":3.0 }",
        ] {
            let root = try document(text).root
            #expect(root.canonicalBytes(omitting: names) == Array(expected.utf8))
            var buffer = Array("before".utf8)
            root.appendCanonical(to: &buffer, omitting: names)
            #expect(buffer == Array("before\(expected)".utf8))
        }
    }

    @Test func `omitting compares bytes and leaves other kinds whole`() throws {
        let root = try document("{\"e\u{301}\":1,\"\u{E9}\":2}").root
        #expect(root.canonicalBytes(omitting: ["\u{E9}"]) == Array("{\"e\u{301}\":1}".utf8))
        #expect(try document("[{\"a\":1}]").root.canonicalBytes(omitting: ["a"]) == Array("[{\"a\":1}]".utf8))
        #expect(try document("\"a\"").root.canonicalBytes(omitting: ["a"]) == Array("\"a\"".utf8))
    }

    @Test(arguments: 0..<500 as Range<UInt64>)
    func `random documents agree with the naive form`(seed: UInt64) throws {
        var generator = RandomDocument(seed: seed)
        let value = generator.object(depth: 0)
        let expected = Array(NaiveCanonicalForm.text(value).utf8)
        let document = try document(generator.text(of: value))
        let canonical = document.root.canonicalBytes()
        #expect(canonical == expected)
        #expect(value.canonicalBytes() == expected)
        #expect(JSONValue(document.root) == value)
        #expect(document.isCanonical == (document.bytes == expected))
        #expect(try JSONDocument(parsing: canonical).isCanonical)

        guard case .object(let object) = value, let omitted = object.members.randomElement(using: &generator.random)
        else {
            return
        }
        var rest = value
        rest.set(omitted.name, nil)
        let expectedRest = Array(NaiveCanonicalForm.text(rest).utf8)
        #expect(document.root.canonicalBytes(omitting: [omitted.name]) == expectedRest)
        #expect(try JSONDocument(parsing: canonical).root.canonicalBytes(omitting: [omitted.name]) == expectedRest)
    }
}
