public import JSON

/// The first token of an answer that differs from a text that is known.
public struct TokenDifference: Sendable, Hashable {
    /// Its index in the answer, from 0.
    public let index: Int
    /// The bytes of the answer before it.
    public let offset: Int
    /// What the model writes there; `nil` where its answer is at its end.
    public let found: String?
    /// What the document has there, some characters of it; `nil` where its text is at its end.
    public let expected: String?

    /// The difference as it stands in the results of `rederive` and `reverify`.
    public var json: JSONValue {
        var value: JSONValue = ["index": .integer(Int64(index)), "offset": .integer(Int64(offset))]
        value.set("found", found.map(JSONValue.string))
        value.set("expected", expected.map(JSONValue.string))
        return value
    }
}
