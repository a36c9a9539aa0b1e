/// Reads a quantity: sign, currency, number, unit.
struct QuantityReader {
    private let tokens: [Token]
    private let numbers: NumberReader
    private let units: UnitReader

    init(tokens: [Token], lexicon: Lexicon) {
        self.tokens = tokens
        numbers = NumberReader(tokens: tokens, readsWords: lexicon.basis == .language)
        units = UnitReader(tokens: tokens, table: lexicon.units)
    }

    /// The quantity that begins at a token, and the index after it.
    func read(at index: Int) -> (quantity: Quantity, end: Int)? {
        if let period = periodAfterArticle(at: index) { return period }
        var (start, isNegative, currency) = (index, false, Unit?.none)
        if isSign(at: start) { (isNegative, start) = (true, start + 1) }
        if let unit = currencyMark(at: start) { (currency, start) = (unit, start + 1) }
        guard var number = numbers.read(at: start) else { return nil }
        if number.isWord, number.isOrdinal, tokens[start].folded == "second", isUnitSecond(start) { return nil }
        if let share = share(number) { return (share.quantity, share.end) }
        if isNegative {
            guard let negative = -number.number else { return nil }
            number.number = negative
        }
        var quantity = Quantity(
            number: number.number, place: number.place, digitCount: number.digitCount, isOrdinal: number.isOrdinal)
        guard !number.isOrdinal else { return (quantity, number.end) }
        quantity.unit = currency ?? (number.countsTimes ? UnitTable.symbols.unit(symbol: "\u{D7}") : nil) ?? .none
        let end = unit(of: &quantity, after: number)
        return (quantity, end)
    }

    private func unit(of quantity: inout Quantity, after number: NumberReader.Reading) -> Int {
        var end = number.end
        // "of an hour" after "half", and the like.
        if number.isWord, end + 1 < tokens.count, tokens[end].folded == "of",
            ["a", "an"].contains(tokens[end + 1].folded),
            let (unit, unitEnd) = units.read(at: end + 2, afterWord: true)
        {
            quantity.unit = unit
            return unitEnd
        }
        if let (unit, unitEnd) = units.read(at: end, afterWord: number.isWord), quantity.unit.isNone {
            (quantity.unit, end) = (unit, unitEnd)
        } else if let (unit, unitEnd) = units.divisor(at: end), let inverse = unit.raised(to: -1),
            let quotient = quantity.unit * inverse
        {
            (quantity.unit, end) = (quotient, unitEnd)
        }
        return end
    }

    /// "an hour", "a kilowatt-hour", "an hour and a half": one of them, where no rate is meant.
    private func periodAfterArticle(at index: Int) -> (quantity: Quantity, end: Int)? {
        guard index + 1 < tokens.count, ["a", "an", "per"].contains(tokens[index].folded),
            tokens[index + 1].folded.utf8.count >= 3, !Self.ambiguous.contains(tokens[index + 1].folded),
            let (unit, end) = units.read(at: index + 1, afterWord: true)
        else { return nil }
        var quantity = Quantity(number: .one, place: .one, digitCount: 1, unit: unit)
        guard let (fraction, fractionEnd) = numbers.andFraction(at: end), let sum = Rational.one + fraction else {
            return (quantity, end)
        }
        quantity = Quantity(number: sum, place: .one, digitCount: 2, unit: unit)
        return (quantity, fractionEnd)
    }

    /// Names of units that more often mean something else after an article.
    private static let ambiguous: Set<String> = [
        "second", "degree", "foot", "pound", "stone", "yard", "mole", "bar", "atmosphere", "knot", "cent", "bit", "amp",
        "percent", "radian", "square", "therm", "flop",
    ]

    /// "one in five", "1 out of 5".
    private func share(_ number: NumberReader.Reading) -> (quantity: Quantity, end: Int)? {
        var end = number.end
        guard numbers.readsWords, end + 1 < tokens.count, !number.isOrdinal else { return nil }
        if tokens[end].folded == "out", tokens[end + 1].folded == "of" {
            end += 2
        } else if tokens[end].folded == "in" {
            end += 1
        } else {
            return nil
        }
        guard let whole = numbers.read(at: end), !whole.isOrdinal, whole.number.denominator == 1,
            (2...1_000_000).contains(whole.number.numerator), number.number.numerator <= whole.number.numerator,
            tokens[end].kind == .word || !(1500...2100).contains(whole.number.numerator),
            units.read(at: whole.end, afterWord: true) == nil, let value = number.number / whole.number
        else { return nil }
        return (Quantity(number: value, place: .one, digitCount: 1), whole.end)
    }

    private func isSign(at index: Int) -> Bool {
        guard index + 1 < tokens.count else { return false }
        if tokens[index].folded == "minus" { return index == 0 || tokens[index - 1].kind != .number }
        guard ["-", "\u{2212}"].contains(tokens[index].text), !tokens[index].isGlued, tokens[index + 1].isGlued else {
            return index + 1 < tokens.count && ["-", "\u{2212}"].contains(tokens[index].text)
                && tokens[index + 1].isGlued
                && index > 0 && tokens[index - 1].kind == .mark && tokens[index - 1].isMark("(")
        }
        return true
    }

    private func currencyMark(at index: Int) -> Unit? {
        guard index + 1 < tokens.count else { return nil }
        let isWord = ["US$", "USD", "EUR", "GBP", "CHF", "JPY", "INR"].contains(tokens[index].text)
        let isMark = ["$", "\u{20AC}", "\u{A3}", "\u{A5}", "\u{20B9}"].contains(tokens[index].text)
        guard isWord || isMark, tokens[index + 1].kind == .number else { return nil }
        return UnitTable.symbols.unit(symbol: tokens[index].text)
    }

    private func isUnitSecond(_ index: Int) -> Bool {
        index > 0 && ["per", "a", "one", "each", "every"].contains(tokens[index - 1].folded)
    }
}
