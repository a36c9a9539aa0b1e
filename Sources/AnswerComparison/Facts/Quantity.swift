/// A number with its unit, and how exactly it is stated.
struct Quantity: Sendable, Hashable {
    /// What is said of the number: itself, about it, or that it is a limit.
    enum Bound: String, Sendable, Hashable {
        case exactly, precisely, about, farFrom, atLeast, atMost, moreThan, lessThan

        /// Whether both cannot be said of one number without a change of sense.
        func opposes(_ other: Bound) -> Bool {
            let isLow = self == .atLeast || self == .moreThan
            let isHigh = self == .atMost || self == .lessThan
            let otherIsLow = other == .atLeast || other == .moreThan
            let otherIsHigh = other == .atMost || other == .lessThan
            let isVague = self == .about && other == .precisely || self == .precisely && other == .about
            return isLow && otherIsHigh || isHigh && otherIsLow || isVague
                || (self == .farFrom) != (other == .farFrom)
        }
    }

    /// How two quantities relate.
    enum Relation: Sendable, Hashable {
        /// The same value.
        case same
        /// Values that agree as far as they are stated.
        case rounded
        /// The same unit or dimension, and another value.
        case otherNumber
        /// The same number of something else.
        case otherUnit
        /// Another number of something else.
        case unrelated
    }

    /// As written: 60 of "60 km".
    let number: Rational
    /// The place of the last digit that is written: 1 of "60", 1/10 of "6.0".
    let place: Rational
    /// How many digits are written, without leading zeros.
    let digitCount: Int
    var unit: Unit = .none
    var bound = Bound.exactly
    /// Whether it is a place in an order: "third".
    var isOrdinal = false

    /// The value in base units; `nil` where it is too large or too small to be held exactly.
    var value: Rational? {
        if unit.offset == .zero { return number * unit.factor }
        return (number * unit.factor).flatMap { $0 + unit.offset }
    }

    /// The number of "a single".
    static let one = Quantity(number: .one, place: .one, digitCount: 1)

    /// What two quantities must share to be compared.
    var dimension: String {
        let powers = unit.powers.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value)" }.joined()
        return isOrdinal ? "ordinal" : powers
    }

    /// Half of the last place that is written, in base units.
    private var tolerance: Double { place.approximation * unit.factor.approximation / 2 }

    /// How another quantity relates to this one; symmetric.
    func relation(to other: Quantity) -> Relation {
        guard isOrdinal == other.isOrdinal, unit.powers == other.unit.powers else {
            return number == other.number ? .otherUnit : .unrelated
        }
        guard let value, let otherValue = other.value else {
            return number == other.number && unit == other.unit ? .same : .unrelated
        }
        if value == otherValue { return .same }
        // Degrees are compared from their own zero: 15 is far from 21, though both are near 290 kelvin.
        let origin = max(unit.offset.approximation, other.unit.offset.approximation) == 0 ? 0 : 273.15
        if agrees(with: other, value.approximation - origin, otherValue.approximation - origin) { return .rounded }
        return number == other.number && unit.factor != other.unit.factor ? .otherUnit : .otherNumber
    }

    /// Whether one is the other, rounded.
    ///
    /// Converted values agree within half of the last place of the one that is stated less exactly, and within 3 %; so
    /// do values in one unit, if both have three digits or one is called approximate. Approximate values agree within
    /// 2.5 %.
    private func agrees(with other: Quantity, _ value: Double, _ otherValue: Double) -> Bool {
        let largest = max(abs(value), abs(otherValue))
        guard largest > 0, !isOrdinal, (value < 0) == (otherValue < 0) else { return false }
        let (gap, relative) = (abs(value - otherValue), abs(value - otherValue) / largest)
        let isApproximate = bound == .about || other.bound == .about
        if isApproximate, relative <= 0.0251 { return true }
        guard gap <= max(tolerance, other.tolerance) * 1.000_001, relative <= 0.03 else { return false }
        let sameUnit = unit.factor == other.unit.factor && unit.offset == other.unit.offset
        return !sameUnit || isApproximate || min(digitCount, other.digitCount) >= 3
    }
}
