import JSON
import Testing

@Suite struct JSONLimitsTests {
    @Test func `a document may have as many bytes as the limit and no more`() throws {
        let limits = JSONLimits(maximumByteCount: 10)
        #expect(try document("\"12345678\"", limits: limits).bytes.count == 10)
        let error = #expect(throws: JSONError.self) { _ = try document("\"123456789\"", limits: limits) }
        #expect(error?.code == .tooLong)
        #expect(error?.problem.contains("11 bytes") == true && error?.problem.contains("10") == true)
    }

    @Test func `the limit on bytes comes before any syntax`() {
        let error = #expect(throws: JSONError.self) { _ = try document("not JSON", limits: .init(maximumByteCount: 3)) }
        #expect(error?.code == .tooLong)
        #expect(throws: JSONError.self) { _ = try document("1", limits: .init(maximumByteCount: -1)) }
    }

    @Test func `the defaults are 16 MiB and 64 levels`() throws {
        #expect(JSONLimits().maximumByteCount == 16_777_216)
        let (open, close) = (String(repeating: "[", count: 64), String(repeating: "]", count: 64))
        #expect(try document(open + close).root.count == 1)
        let error = #expect(throws: JSONError.self) { _ = try document("[" + open + close + "]") }
        #expect(error?.code == .tooDeep)
        #expect(error?.offset == 64)
    }

    @Test func `depth counts open arrays and objects, not those closed before`() throws {
        let limits = JSONLimits(maximumDepth: 2)
        #expect(try document("[[],{},[1],{\"a\":0}]", limits: limits).root.count == 4)
        #expect(throws: JSONError.self) { _ = try document("[{\"a\":[]}]", limits: limits) }
        #expect(try document("1", limits: .init(maximumDepth: 0)).root.integerValue == 1)
        #expect(throws: JSONError.self) { _ = try document("[]", limits: .init(maximumDepth: 0)) }
    }

    @Test(arguments: ["[", "[ ", "{\"a\":", "[{\"b\" :"])
    func `100,000 levels need no stack`(opening: String) throws {
        let closing = String(opening.reversed().compactMap { ["[": "]", "{": "}"][$0] })
        let text = String(repeating: opening, count: 100_000) + "0" + String(repeating: closing, count: 100_000)
        let document = try document(text, limits: .init(maximumDepth: 200_000))
        #expect(document.root.canonicalBytes() == Array(text.utf8).filter { $0 != UInt8(ascii: " ") })
        #expect(document.isCanonical == !text.contains(" "))
        #expect(throws: JSONError.self) { _ = try JSONDocument(parsing: Array(text.utf8)) }
    }
}
