/// Conversions between the text of a number and the double that it denotes.
enum JSONNumber {
    /// The largest integer up to which every integer is a double of its own: 2^53 - 1 (RFC 8259 section 6).
    static let greatestExactInteger: Int64 = 9_007_199_254_740_991

    /// The double nearest to a number that was parsed; infinite beyond the largest finite one.
    static func value(of text: Span<UInt8>) -> Double {
        let characters = String(copying: UTF8Span(unchecked: text))
        return Double(characters) ?? .infinity
    }

    /// The integer that at most 15 digits, after an optional minus sign, denote.
    static func shortInteger(of text: Span<UInt8>) -> Int64 {
        let isNegative = text[0] == UInt8(ascii: "-")
        var magnitude: Int64 = 0
        for index in (isNegative ? 1 : 0)..<text.count {
            magnitude = magnitude &* 10 &+ Int64(text[index] &- UInt8(ascii: "0"))
        }
        return isNegative ? -magnitude : magnitude
    }

    /// The integer that a double is.
    ///
    /// `Int64(exactly:)` calls `trunc`, for which a program without Foundation would have to link libm.
    static func integer(exactly value: Double) -> Int64? {
        guard value.magnitude < 0x1p63 else { return nil }
        let truncated = Int64(value)
        return Double(truncated) == value ? truncated : nil
    }

    /// Whether ECMAScript prints `value` as exactly `text`.
    static func prints(_ value: Double, as text: Span<UInt8>) -> Bool {
        var printed: [UInt8] = []
        append(value, to: &printed)
        guard printed.count == text.count else { return false }
        return printed.indices.allSatisfy { printed[$0] == text[$0] }
    }

    /// Appends `value` as ECMAScript's Number::toString prints it (RFC 8785 section 3.2.2.3).
    static func append(_ value: Double, to buffer: inout [UInt8]) {
        precondition(value.isFinite, "\(value) has no JSON form")
        if value.magnitude <= Double(greatestExactInteger), let integer = integer(exactly: value) {
            append(integer, to: &buffer)
            return
        }
        if value < 0 { buffer.append(UInt8(ascii: "-")) }
        JSONDecimal(shortest: value.magnitude).append(to: &buffer)
    }

    /// Appends the decimal digits of an integer.
    static func append(_ value: Int64, to buffer: inout [UInt8]) {
        if 0..<10 ~= value {
            buffer.append(UInt8(ascii: "0") + UInt8(value))
        } else {
            buffer.append(contentsOf: value.description.utf8)
        }
    }
}
