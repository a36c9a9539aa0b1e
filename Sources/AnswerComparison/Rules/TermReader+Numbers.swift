/// Dates, names with numbers in them, and quantities.
extension TermReader {
    mutating func date() -> Bool {
        guard let (date, end) = dates.read(at: index), !isIdentifierPart else { return false }
        context.bound = nil
        add(.date(date), key: date.key, end: end)
        return true
    }

    /// Whether the number here belongs to the name before it: "RFC 8785", "SHA-256".
    private var isIdentifierPart: Bool {
        guard index > 0, let last = terms.last, last.isCertainName else { return false }
        return last.bytes.upperBound == tokens[index - 1].bytes.upperBound && tokens[index - 1].isNameLike
    }

    /// "SHA-256", "RFC 8785", "GPT-4", "COVID-19": capitals or digits, and a number.
    mutating func identifier() -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.isCapitalised || token.isNameLike else { return false }
        var end = index + 1
        if let plus = plusEnd(end) {
            add(.name(isCertain: true), key: token.folded + tokens[end].text, end: plus)
            return true
        }
        let isJoined = end < tokens.count && tokens[end].isMark("-") && tokens[end].isGlued
        if isJoined { end += 1 }
        guard end < tokens.count, tokens[end].kind == .number, tokens[end].isGlued == isJoined else { return false }
        guard isJoined || token.isNameLike && token.text == token.text.uppercased(), lexicon.units.unit(token) == nil
        else { return false }
        guard dates.read(at: end) == nil || isJoined || token.text.utf8.count <= 5 else { return false }
        // "In NORWAY 5 people": a name of more than five letters keeps its number apart.
        guard isJoined || token.text.utf8.count <= 5 else { return false }
        var key = token.folded + tokens[end].text
        end += 1
        while end + 1 < tokens.count, tokens[end].isMark("-") || tokens[end].isMark("."), tokens[end].isGlued,
            tokens[end + 1].isGlued, tokens[end + 1].kind != .mark
        {
            key += tokens[end].text + tokens[end + 1].folded
            end += 2
        }
        add(.name(isCertain: true), key: key, end: end)
        return true
    }

    /// The end of the marks of "C++" and "C#".
    private func plusEnd(_ end: Int) -> Int? {
        guard end < tokens.count, tokens[end].isGlued else { return nil }
        if tokens[end].isMark("#") { return end + 1 }
        let isDouble = end + 1 < tokens.count && tokens[end].isMark("+") && tokens[end + 1].isMark("+")
        return isDouble && tokens[end + 1].isGlued ? end + 2 : nil
    }

    mutating func quantity() -> Bool {
        if isChain { return chain() }
        guard var (quantity, end) = quantities.read(at: index) else { return false }
        // "One" alone is a pronoun more often than a number.
        if tokens[index].folded == "one", end == index + 1, !countsNoun(end) {
            index = end
            return true
        }
        let word = tokens[index].folded
        // "First," at the beginning of a sentence puts it in an order and counts nothing.
        if quantity.isOrdinal, terms.isEmpty, end < tokens.count, tokens[end].isMark(",") { index = end; return true }
        if word == "second", quantity.isOrdinal, end < tokens.count, tokens[end].folded == "hand" { return false }
        quantity.bound = context.bound ?? trailingBound(&end)
        if ["~", "\u{2248}"].contains(where: { index > 0 && tokens[index - 1].isMark($0) }) { quantity.bound = .about }
        context.bound = nil
        shareUnit(of: &quantity)
        add(.quantity(quantity), key: Self.key(quantity), end: end)
        return true
    }

    /// Three or more numbers joined by hyphens: a code and no quantity.
    private var isChain: Bool {
        func isLink(_ position: Int) -> Bool {
            position + 1 < tokens.count && tokens[position].isMark("-") && tokens[position].isGlued
                && tokens[position + 1].isGlued && tokens[position + 1].kind != .mark
        }
        return tokens[index].kind == .number && isLink(index + 1) && isLink(index + 3)
    }

    private mutating func chain() -> Bool {
        var end = index + 1
        while end + 1 < tokens.count, tokens[end].isMark("-"), tokens[end].isGlued, tokens[end + 1].isGlued { end += 2 }
        add(.name(isCertain: true), key: tokens[index..<end].map(\.folded).joined(), end: end)
        return true
    }

    private func countsNoun(_ end: Int) -> Bool {
        // "One-way" counts ways.
        if end + 1 < tokens.count, tokens[end].isMark("-"), tokens[end].isGlued { return tokens[end + 1].kind == .word }
        guard end < tokens.count, tokens[end].kind == .word else { return false }
        let next = tokens[end].folded
        return !lexicon.dropped.contains(next) && !lexicon.prepositions.contains(next) && lexicon.modals[next] == nil
    }

    /// "5 or more", "5 at most", "5 km or less".
    private func trailingBound(_ end: inout Int) -> Quantity.Bound {
        let following = tokens[min(end, tokens.count)..<min(end + 2, tokens.count)].map(\.folded)
        let bounds: [[String]: Quantity.Bound] = [
            ["or", "more"]: .atLeast, ["at", "least"]: .atLeast, ["and", "more"]: .atLeast, ["and", "less"]: .atMost,
            ["and", "over"]: .atLeast, ["or", "less"]: .atMost,
            ["or", "fewer"]: .atMost, ["at", "most"]: .atMost, ["or", "so"]: .about,
        ]
        guard let bound = bounds[following] else { return .exactly }
        end += 2
        return bound
    }

    /// "5 to 10 km": the first number has the unit of the second.
    private mutating func shareUnit(of quantity: inout Quantity) {
        guard let last = terms.last, var first = last.quantity, first.unit.isNone, !first.isOrdinal,
            !quantity.unit.isNone
        else { return }
        guard index > 0 else { return }
        let between = tokens[..<index].reversed().prefix { $0.bytes.lowerBound >= last.bytes.upperBound }
        guard (1...2).contains(between.count),
            between.allSatisfy({ ["to", "and", "or", "-", "\u{2013}", "\u{2014}", ","].contains($0.folded) })
        else { return }
        first.unit = quantity.unit
        terms[terms.count - 1].value = .quantity(first)
        terms[terms.count - 1].key = Self.key(first)
    }

    static func key(_ quantity: Quantity) -> String {
        guard let value = quantity.value else { return "#?\(quantity.number.numerator)/\(quantity.number.denominator)" }
        return "#\(value.numerator)/\(value.denominator):\(quantity.dimension)"
    }
}
