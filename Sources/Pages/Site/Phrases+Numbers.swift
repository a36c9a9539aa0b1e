extension Phrases {
    /// A number with two decimals, as `12.50`, for widths.
    ///
    /// - Precondition: `value` is not negative, and below 10^15.
    static func decimal(_ value: Double) -> String {
        let hundredths = Int64((value * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    /// A whole number that is not negative, in groups of three digits: `100,000`.
    static func grouped(_ number: some BinaryInteger) -> String {
        let digits = "\(number)"
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += "," }
            text.append(digit.element)
        }
    }

    /// A number of things: `1 document`, `2,000 documents`.
    static func count(_ number: some BinaryInteger, _ one: String, _ many: String) -> String {
        "\(grouped(number)) \(number == 1 ? one : many)"
    }

    /// A share from 0 to 1 as `4.9 %`, with one decimal where it needs one.
    ///
    /// - Parameter rule: an upper bound is rounded up, so that what is said is not less than what was shown.
    static func percent(_ share: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero) -> String {
        // 0.29 · 100 is 28.999… in binary, and means 29; the same holds the other way round.
        let slack = rule == .up ? -1e-9 : 0
        let tenths = Int64((share * 1_000 + slack).rounded(rule))
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}
