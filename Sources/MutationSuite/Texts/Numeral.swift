/// A number as a text writes it: digits, decimals, and whether commas group its thousands.
package struct Numeral: Hashable {
    /// The number without its point.
    package let unscaled: Int
    /// How many digits stand behind the point.
    package let decimalCount: Int
    /// Whether commas group the thousands.
    package let isGrouped: Bool

    /// The number that a word is: `12`, `0.24`, `1,642`; at most 12 digits, so that no change overflows.
    package init?(_ word: some StringProtocol) {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2 else { return nil }
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? String(parts[1]) : ""
        let digits = groups.joined() + decimals
        guard groups.dropFirst().allSatisfy({ $0.count == 3 }), (1...3).contains(groups[0].count) || groups.count == 1,
            parts.count == 1 || !decimals.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.count <= 12, let unscaled = Int(digits)
        else { return nil }
        self.init(unscaled: unscaled, decimalCount: decimals.count, isGrouped: groups.count > 1)
    }

    init(unscaled: Int, decimalCount: Int, isGrouped: Bool) {
        (self.unscaled, self.decimalCount, self.isGrouped) = (unscaled, decimalCount, isGrouped)
    }

    /// How many digits say something: zeros at the end of a whole number do not.
    package var significantCount: Int {
        var digits = unscaled
        while decimalCount == 0, digits > 0, digits.isMultiple(of: 10) { digits /= 10 }
        return String(digits).count
    }

    /// The number changed by some percent, to the same number of decimals and by one unit of the last at least.
    package func changed(byPercent percent: Int) -> Numeral {
        let change = (abs(unscaled * percent) + 99) / 100
        let next = percent < 0 ? unscaled - max(change, 1) : unscaled + max(change, 1)
        return Numeral(unscaled: next, decimalCount: decimalCount, isGrouped: isGrouped)
    }

    /// The number times a power of ten, without needless zeros; grouped from five digits on.
    package func shifted(by exponent: Int) -> Numeral {
        var (digits, decimals) = (unscaled, decimalCount - exponent)
        while decimals < 0 { (digits, decimals) = (digits * 10, decimals + 1) }
        while decimals > 0, digits.isMultiple(of: 10) { (digits, decimals) = (digits / 10, decimals - 1) }
        return Numeral(unscaled: digits, decimalCount: decimals, isGrouped: true)
    }

    /// The number times a whole one.
    func multiplied(by factor: Int) -> Numeral {
        Numeral(unscaled: unscaled * factor, decimalCount: decimalCount, isGrouped: true).shifted(by: 0)
    }

    /// Without commas.
    var ungrouped: Numeral { Numeral(unscaled: unscaled, decimalCount: decimalCount, isGrouped: false) }
}

extension Numeral: CustomStringConvertible {
    package var description: String {
        var digits = String(unscaled)
        while digits.count <= decimalCount { digits = "0" + digits }
        let (whole, decimals) = (digits.dropLast(decimalCount), digits.suffix(decimalCount))
        return (isGrouped ? Self.grouped(whole) : String(whole)) + (decimals.isEmpty ? "" : "." + decimals)
    }

    private static func grouped(_ digits: Substring) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
