/// The pieces of the canonical form ([RFC 8785](https://www.rfc-editor.org/rfc/rfc8785)) that stand alone.
public enum JSONCanonical {
    /// A finite double as ECMAScript prints it: `1`, `1e+21`, `0.000001`; -0 is `0`.
    public static func number(_ value: Double) -> String {
        var buffer: [UInt8] = []
        JSONNumber.append(value, to: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    /// Appends a text as a string in quotes, with the fewest escapes.
    public static func append(_ text: String, to buffer: inout [UInt8]) {
        JSONStringWriter.append(text.utf8.span, to: &buffer)
    }
}
