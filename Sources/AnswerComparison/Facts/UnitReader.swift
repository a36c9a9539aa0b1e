/// Reads the unit after a number: "km/h", "kilowatt-hours", "square metres", "degrees Celsius", "m²", "% a year".
struct UnitReader {
    let tokens: [Token]
    let table: UnitTable

    /// The unit that begins at a token, and the index after it.
    ///
    /// - Parameter afterWord: whether the number is in words, so that a single letter is no symbol.
    func read(at index: Int, afterWord: Bool) -> (unit: Unit, end: Int)? {
        guard var (unit, end) = factor(at: skipHyphen(index), afterWord: afterWord) else { return nil }
        while let (next, nextEnd) = product(at: end), let product = unit * next { (unit, end) = (product, nextEnd) }
        while let (next, nextEnd) = divisor(at: end), let inverse = next.raised(to: -1), let quotient = unit * inverse {
            (unit, end) = (quotient, nextEnd)
        }
        return (unit, end)
    }

    /// What a quantity without a unit is divided by: "5 per year", "3 times a day".
    func divisor(at index: Int) -> (unit: Unit, end: Int)? {
        guard index + 1 < tokens.count else { return nil }
        let token = tokens[index]
        if token.isMark("/") { return factor(at: index + 1, afterWord: true, allowsSymbol: true) }
        guard ["per", "a", "an", "each", "every"].contains(token.folded), token.kind == .word else { return nil }
        guard let (unit, end) = factor(at: index + 1, afterWord: true, allowsSymbol: token.folded == "per") else {
            return nil
        }
        return token.folded == "per" || unit.powers == ["s": 1] ? (unit, end) : nil
    }

    private func factor(at index: Int, afterWord: Bool, allowsSymbol: Bool = false) -> (unit: Unit, end: Int)? {
        guard index < tokens.count else { return nil }
        if let degrees = degrees(at: index) { return degrees }
        if tokens[index].folded == "per", index + 1 < tokens.count, tokens[index + 1].folded == "cent" {
            return table.unit(symbol: "%").map { ($0, index + 2) }
        }
        let power = ["square": 2, "sq": 2, "cubic": 3][tokens[index].folded]
        let position = power == nil ? index : index + 1
        guard position < tokens.count, let (unit, exponent) = single(tokens[position]) else { return nil }
        let isShort = tokens[position].kind == .word && tokens[position].text.utf8.count <= 2
        guard !isShort || !afterWord || allowsSymbol else { return nil }
        let (suffix, end) = suffix(at: position + 1)
        return unit.raised(to: (power ?? 1) * exponent * suffix).map { ($0, end) }
    }

    /// A unit by name or symbol, also with a digit for its power: "m2".
    private func single(_ token: Token) -> (Unit, exponent: Int)? {
        guard token.kind != .number, token.kind != .link else { return nil }
        if let unit = table.unit(token) { return (unit, 1) }
        guard token.kind == .word, let last = token.text.last, let exponent = ["2": 2, "3": 3][last],
            let unit = table.unit(symbol: String(token.text.dropLast()))
        else { return nil }
        return (unit, exponent)
    }

    /// "°C", "° F", "degrees Celsius", "degrees C", "deg C".
    private func degrees(at index: Int) -> (unit: Unit, end: Int)? {
        guard ["\u{B0}", "\u{BA}", "degree", "degrees", "deg"].contains(tokens[index].folded),
            index + 1 < tokens.count
        else { return nil }
        let symbols = ["C": "\u{2103}", "F": "\u{2109}", "Celsius": "\u{2103}", "Fahrenheit": "\u{2109}", "K": "K"]
        let names = ["celsius": "\u{2103}", "centigrade": "\u{2103}", "fahrenheit": "\u{2109}"]
        let next = tokens[index + 1]
        guard let symbol = symbols[next.text] ?? names[next.folded], let unit = table.unit(symbol: symbol) else {
            return nil
        }
        return (unit, index + 2)
    }

    /// "²", "^2", "squared".
    private func suffix(at index: Int) -> (exponent: Int, end: Int) {
        guard index < tokens.count else { return (1, index) }
        if tokens[index].isGlued, let exponent = ["\u{B2}": 2, "\u{B3}": 3][tokens[index].text] {
            return (exponent, index + 1)
        }
        if tokens[index].isMark("^"), tokens[index].isGlued, index + 1 < tokens.count,
            let exponent = ["2": 2, "3": 3][tokens[index + 1].text]
        {
            return (exponent, index + 2)
        }
        return (
            ["squared": 2, "cubed": 3][tokens[index].folded] ?? 1,
            index + (["squared", "cubed"].contains(tokens[index].folded) ? 1 : 0)
        )
    }

    /// The second factor of "kilowatt-hour", "kW h", "N·m".
    private func product(at index: Int) -> (unit: Unit, end: Int)? {
        guard index < tokens.count else { return nil }
        if tokens[index].isMark("\u{B7}") || tokens[index].isMark("\u{22C5}") {
            return factor(at: index + 1, afterWord: true, allowsSymbol: true)
        }
        let position = skipHyphen(index)
        guard position < tokens.count, ["hour", "hours", "h", "second", "seconds"].contains(tokens[position].text)
        else {
            return nil
        }
        return factor(at: position, afterWord: false)
    }

    private func skipHyphen(_ index: Int) -> Int {
        guard index < tokens.count, tokens[index].isGlued, ["-", "\u{2010}", "\u{2011}"].contains(tokens[index].text)
        else { return index }
        return index + 1
    }
}
