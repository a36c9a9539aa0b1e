import JSON

/// A document with a bit of everything, written for these tests.
enum SampleDocument {
    static let text = #"""
        { "name" : "caf\u00e9 \ud83d\ude00 ☕︎𝄞", "list":[1, -0, 2.50, 1e3, 12345678901234567, [], {}],
          "a":{"nested":[true,false,null],"quote":"\"\\\/\b\f\n\r\t\u0001"}, "Å":0.000001, "\u0041":"" }
        """#

    static let canonical =
        "{\"A\":\"\",\"a\":{\"nested\":[true,false,null],\"quote\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\"},"
        + "\"list\":[1,0,2.5,1000,12345678901234568,[],{}],\"name\":\"café 😀 ☕︎𝄞\",\"Å\":0.000001}"

    static let bytes = Array(text.utf8)
    static let canonicalBytes = Array(canonical.utf8)
}

/// A document from text.
func document(_ text: String, limits: JSONLimits = .init()) throws(JSONError) -> JSONDocument {
    try JSONDocument(parsing: Array(text.utf8), limits: limits)
}
