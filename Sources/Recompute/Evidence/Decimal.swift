/// Non-negative numbers as decimals in texts, as the format of objects has them: no exponent, no superfluous zero, at
/// most six places.
enum Decimal {
    /// The number, rounded to the nearest or up in its sixth place.
    static func text(_ value: Double, _ rule: FloatingPointRoundingRule = .toNearestOrEven) -> String {
        let millionths = Int64(min((value * 1e6).rounded(rule), 9e18))
        let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
        guard rest > 0 else { return "\(whole)" }
        var digits = Array(String(rest + 1_000_000).utf8.dropFirst())
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return "\(whole)." + String(decoding: digits, as: UTF8.self)
    }

    /// The number of a text in this form; `nil` for any other.
    static func value(_ text: String) -> Double? {
        guard text.utf8.count <= 40, let value = Double(text), value >= 0, value < 1e12,
            Self.text(value).utf8.elementsEqual(text.utf8)
        else { return nil }
        return value
    }
}
