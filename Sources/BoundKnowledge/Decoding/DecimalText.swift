/// A number in the format's decimal form, ordered exactly: two texts that differ are two numbers, however long they are.
struct DecimalText: Comparable {
    private let isNegative: Bool
    private let whole: [UInt8]
    private let fraction: [UInt8]

    /// The number of a text that `TextRules.isDecimal` accepts.
    init(_ text: String) {
        isNegative = text.utf8.first == UInt8(ascii: "-")
        let parts = text.utf8.dropFirst(isNegative ? 1 : 0).split(separator: UInt8(ascii: "."), maxSplits: 1)
        whole = parts.first.map(Array.init) ?? []
        fraction = parts.count > 1 ? Array(parts[1]) : []
    }

    static func < (lhs: Self, rhs: Self) -> Bool {
        guard lhs.isNegative == rhs.isNegative else { return lhs.isNegative }
        return lhs.isNegative ? rhs.isSmallerInMagnitude(than: lhs) : lhs.isSmallerInMagnitude(than: rhs)
    }

    /// Without superfluous zeros the longer whole part is the greater, and a fraction orders like text.
    private func isSmallerInMagnitude(than other: Self) -> Bool {
        if whole.count != other.whole.count { return whole.count < other.whole.count }
        if whole != other.whole { return whole.lexicographicallyPrecedes(other.whole) }
        return fraction.lexicographicallyPrecedes(other.fraction)
    }
}
