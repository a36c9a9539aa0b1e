import BinderyTestSupport
import Retrieval
import Testing

@Suite struct SearchQueryTests {
    @Test(arguments: [
        ("hash", "\"hash\""), ("  hash   function ", "\"hash\" AND \"function\""), ("hash*", "\"hash\" *"),
        ("\"hash function\"", "\"hash function\""), ("\"hash func\"* x", "\"hash func\" * AND \"x\""),
        ("\"hash func*\"", "\"hash func\" *"), ("“fixed length”", "\"fixed length\""), ("\"open", "\"open\""),
        ("what's", "\"what s\""), ("a AND NOT b", "\"a\" AND \"AND\" AND \"NOT\" AND \"b\""),
        ("question:x ^y -z (a) {b} +c", "\"question x\" AND \"y\" AND \"z\" AND \"a\" AND \"b\" AND \"c\""),
        ("é 水 x\0y", "\"é\" AND \"水\" AND \"x y\""), ("a\"b\"c", "\"a\" AND \"b\" AND \"c\""),
    ])
    func `words and phrases become terms, nothing is an operator`(text: String, expected: String) {
        #expect(SearchQuery(text).matchExpression == expected)
    }

    @Test(arguments: ["", " ", "*", "\"", "\"\"", "\"*\"", "!!!", "- -", "\u{0}", "'"])
    func `without a word there is no expression`(text: String) {
        #expect(SearchQuery(text).matchExpression == nil)
    }

    @Test func `a query has as many terms as a person types`() {
        #expect(SearchQuery(String(repeating: "a ", count: 10_000)).terms.count == 32)
        #expect(SearchQuery(String(repeating: "\"", count: 100_000)).terms.isEmpty)
    }
}
