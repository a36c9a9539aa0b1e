/// A fraction in lowest terms; arithmetic that would overflow has no result.
struct Rational: Sendable, Hashable {
    let numerator: Int128
    /// Above zero.
    let denominator: Int128

    static let zero = Rational(0)
    static let one = Rational(1)

    init(_ integer: Int) { (numerator, denominator) = (Int128(integer), 1) }

    init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0, numerator != .min, denominator != .min else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / Int128(divisor)
        self.denominator = sign * denominator / Int128(divisor)
    }

    /// Ten to a power from -37 to 37.
    static func powerOfTen(_ exponent: Int) -> Rational? {
        guard abs(exponent) <= 37 else { return nil }
        let power = (0..<abs(exponent)).reduce(Int128(1)) { value, _ in value * 10 }
        return exponent < 0 ? Rational(1, over: power) : Rational(power, over: 1)
    }

    /// A decimal numeral: digits, and at most one full stop among them.
    init?(decimal text: some StringProtocol) {
        var (value, places, isFraction, digits) = (Int128(0), 0, false, 0)
        for byte in text.utf8 {
            if byte == 0x2E, !isFraction {
                isFraction = true
            } else if (0x30...0x39).contains(byte), digits < 36 {
                value = value * 10 + Int128(byte - 0x30)
                digits += 1
                places += isFraction ? 1 : 0
            } else {
                return nil
            }
        }
        guard digits > 0, let scale = Self.powerOfTen(places) else { return nil }
        self.init(value, over: scale.numerator)
    }

    static func * (left: Rational, right: Rational) -> Rational? {
        // Crosswise reduction first: the product is then in lowest terms and overflows only where it must.
        guard let first = Rational(left.numerator, over: right.denominator),
            let second = Rational(right.numerator, over: left.denominator)
        else { return nil }
        let (numerator, overflows) = first.numerator.multipliedReportingOverflow(by: second.numerator)
        let (denominator, alsoOverflows) = first.denominator.multipliedReportingOverflow(by: second.denominator)
        return overflows || alsoOverflows ? nil : Rational(numerator, over: denominator)
    }

    static func / (left: Rational, right: Rational) -> Rational? {
        guard let inverse = Rational(right.denominator, over: right.numerator) else { return nil }
        return left * inverse
    }

    static func + (left: Rational, right: Rational) -> Rational? {
        let (first, overflows) = left.numerator.multipliedReportingOverflow(by: right.denominator)
        let (second, alsoOverflows) = right.numerator.multipliedReportingOverflow(by: left.denominator)
        let (sum, sumOverflows) = first.addingReportingOverflow(second)
        let (denominator, finallyOverflows) = left.denominator.multipliedReportingOverflow(by: right.denominator)
        guard !overflows, !alsoOverflows, !sumOverflows, !finallyOverflows else { return nil }
        return Rational(sum, over: denominator)
    }

    static prefix func - (value: Rational) -> Rational? { Rational(-value.numerator, over: value.denominator) }

    /// The nearest double or one beside it.
    var approximation: Double { Double(numerator) / Double(denominator) }

    private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
        var (first, second) = (first, second)
        while second != 0 { (first, second) = (second, first % second) }
        return first == 0 ? 1 : first
    }
}
