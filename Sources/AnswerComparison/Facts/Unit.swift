/// What a number counts: a product of powers of base units, and how many of them.
struct Unit: Sendable, Hashable {
    /// The powers of metre, gram, second, ampere, kelvin, mole, candela, bit, radian, and of each currency.
    let powers: [String: Int]
    /// How many base units it is.
    let factor: Rational
    /// What is added after multiplying, for degrees Celsius and Fahrenheit.
    let offset: Rational

    /// That of a bare number.
    static let none = Unit([:], .one)

    init(_ powers: [String: Int], _ factor: Rational, offset: Rational = .zero) {
        self.powers = powers.filter { $0.value != 0 }
        (self.factor, self.offset) = (factor, offset)
    }

    var isNone: Bool { powers.isEmpty && factor == .one }
    /// A share of a whole: a bare number, percent, per mille.
    var isRatio: Bool { powers.isEmpty }

    /// This unit to a power from -4 to 4; offsets have none.
    func raised(to exponent: Int) -> Unit? {
        guard abs(exponent) <= 4, offset == .zero || exponent == 1 else { return nil }
        guard exponent != 1 else { return self }
        var power: Rational? = .one
        for _ in 0..<abs(exponent) { power = power.flatMap { exponent < 0 ? $0 / factor : $0 * factor } }
        return power.map { Unit(powers.mapValues { $0 * exponent }, $0) }
    }

    static func * (left: Unit, right: Unit) -> Unit? {
        guard left.offset == .zero, right.offset == .zero else { return nil }
        return (left.factor * right.factor).map { Unit(left.powers.merging(right.powers, uniquingKeysWith: +), $0) }
    }
}
