/// Reads a number: digits, words, fractions and powers of ten.
struct NumberReader {
    /// A number and how it was written.
    struct Reading {
        var number: Rational
        var place: Rational
        var digitCount: Int
        var isOrdinal = false
        /// Whether it is in words, so that no symbol of a unit follows.
        var isWord = false
        /// Whether it counts times: "twice".
        var countsTimes = false
        /// The index after its last token.
        var end: Int
    }

    let tokens: [Token]
    let readsWords: Bool

    /// The number that begins at a token.
    ///
    /// - Complexity: O(*k*) for the *k* tokens that it takes.
    func read(at index: Int) -> Reading? {
        guard index < tokens.count else { return nil }
        let token = tokens[index]
        if token.kind == .number { return digits(at: index) }
        if let fraction = vulgarFraction(token) { return reading(fraction, end: index + 1) }
        return readsWords && token.kind == .word ? words(at: index) : nil
    }

    private func digits(at index: Int) -> Reading? {
        guard var reading = decimal(tokens[index].text) else { return nil }
        reading.end = index + 1
        joinGroups(&reading, from: index)
        power(&reading)
        fraction(&reading, from: index)
        ordinalSuffix(&reading)
        scale(&reading)
        return reading
    }

    /// A numeral with its separators. A comma or full stop before groups of three digits parts thousands, a single
    /// comma before another number of digits is a decimal comma, and "1.2.3" is no number.
    private func decimal(_ text: String) -> Reading? {
        let groups = text.split(whereSeparator: { ",.".contains($0) })
        let separators = text.filter { ",.".contains($0) }
        var plain = text
        let threes = groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
        if separators.allSatisfy({ $0 == "," }), !separators.isEmpty {
            guard threes || separators.count == 1 else { return nil }
            plain = threes ? groups.joined() : groups.joined(separator: ".")
        } else if separators.contains(","), separators.last == ".", separators.filter({ $0 == "." }).count == 1 {
            plain = text.filter { $0 != "," }
        } else if separators.contains(",") {
            plain = String(text.filter { $0 != "." }.map { $0 == "," ? "." : $0 })
        } else if separators.count > 1 {
            guard threes else { return nil }
            plain = groups.joined()
        }
        guard let number = Rational(decimal: plain) else { return nil }
        let places = plain.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.utf8.count ?? 0
        let significant = plain.filter { $0 != "." }.drop { $0 == "0" }.count
        return Reading(number: number, place: .powerOfTen(-places) ?? .one, digitCount: significant, end: 0)
    }

    /// "10 000": groups of three after a space.
    private func joinGroups(_ reading: inout Reading, from index: Int) {
        guard (1...3).contains(tokens[index].text.utf8.count), tokens[index].text.utf8.allSatisfy({ $0 > 0x2F }) else {
            return
        }
        while reading.end < tokens.count, case let next = tokens[reading.end], next.kind == .number, !next.isGlued,
            next.text.utf8.count == 3, next.bytes.lowerBound - tokens[reading.end - 1].bytes.upperBound <= 3,
            let group = Rational(decimal: next.text), let shifted = reading.number * Rational(1000),
            let sum = shifted + group
        {
            (reading.number, reading.digitCount, reading.end) = (sum, reading.digitCount + 3, reading.end + 1)
        }
    }

    /// "x 10^9", "10⁹", "1e9", "2^32".
    private func power(_ reading: inout Reading) {
        var index = reading.end
        if index < tokens.count, tokens[index].isGlued, tokens[index].folded.first == "e",
            let exponent = Int(tokens[index].folded.dropFirst())
        {
            return apply(&reading, .powerOfTen(exponent), end: index + 1)
        }
        if let (exponent, end) = exponent(at: index), let base = Int(tokens[index - 1].text),
            let value = Self.power(base, exponent)
        {
            (reading.number, reading.place, reading.end) = (value, value, end)
            return
        }
        guard index + 1 < tokens.count, ["\u{D7}", "x", "*"].contains(tokens[index].text) else { return }
        index += 1
        guard tokens[index].text == "10", let (exponent, end) = exponent(at: index + 1) else { return }
        apply(&reading, .powerOfTen(exponent), end: end)
    }

    private func apply(_ reading: inout Reading, _ factor: Rational?, end: Int) {
        guard let factor, let number = reading.number * factor, let place = reading.place * factor else { return }
        (reading.number, reading.place, reading.end) = (number, place, end)
    }

    private func exponent(at index: Int) -> (Int, end: Int)? {
        guard index < tokens.count, tokens[index].isGlued, tokens[index].kind == .mark else { return nil }
        if tokens[index].text == "^" {
            let isNegative = index + 1 < tokens.count && ["-", "\u{2212}"].contains(tokens[index + 1].text)
            let position = index + (isNegative ? 2 : 1)
            guard position < tokens.count, let value = Int(tokens[position].text) else { return nil }
            return (isNegative ? -value : value, position + 1)
        }
        var (text, end) = ("", index)
        while end < tokens.count, tokens[end].isGlued, let digit = Self.superscripts[tokens[end].text] {
            text += digit
            end += 1
        }
        return Int(text).map { ($0, end) }
    }

    private static let superscripts: [String: String] = [
        "\u{2070}": "0", "\u{B9}": "1", "\u{B2}": "2", "\u{B3}": "3", "\u{2074}": "4", "\u{2075}": "5",
        "\u{2076}": "6", "\u{2077}": "7", "\u{2078}": "8", "\u{2079}": "9", "\u{207B}": "-",
    ]

    private static func power(_ base: Int, _ exponent: Int) -> Rational? {
        guard base > 0, base < 1_000_000, abs(exponent) <= 120 else { return nil }
        var value: Rational? = .one
        for _ in 0..<abs(exponent) { value = value.flatMap { $0 * Rational(base) } }
        return exponent < 0 ? value.flatMap { .one / $0 } : value
    }

    /// "1/3" and "1 1/2" and "1½".
    private func fraction(_ reading: inout Reading, from index: Int) {
        if reading.end < tokens.count, let part = vulgarFraction(tokens[reading.end]), let sum = reading.number + part {
            return (reading.number, reading.end) = (sum, reading.end + 1)
        }
        guard let (numerator, denominator) = slashed(at: index), numerator < denominator || denominator <= 16 else {
            mixed(&reading)
            return
        }
        guard index + 4 >= tokens.count || !(tokens[index + 3].isMark("/") && tokens[index + 3].isGlued),
            index == 0 || !(tokens[index - 1].isMark("/") && tokens[index].isGlued),
            let value = Rational(Int128(numerator), over: Int128(denominator))
        else { return }
        (reading.number, reading.end) = (value, index + 3)
    }

    private func mixed(_ reading: inout Reading) {
        guard let (numerator, denominator) = slashed(at: reading.end), numerator < denominator,
            let part = Rational(Int128(numerator), over: Int128(denominator)), let sum = reading.number + part
        else { return }
        (reading.number, reading.end) = (sum, reading.end + 3)
    }

    private func slashed(at index: Int) -> (Int, Int)? {
        guard index + 2 < tokens.count, tokens[index].kind == .number, tokens[index + 1].isMark("/"),
            tokens[index + 1].isGlued, tokens[index + 2].isGlued, let numerator = Int(tokens[index].text),
            let denominator = Int(tokens[index + 2].text), (2...1000).contains(denominator)
        else { return nil }
        return (numerator, denominator)
    }

    private func vulgarFraction(_ token: Token) -> Rational? {
        let parts: (Int128, Int128)
        switch token.text {
        case "\u{BD}": parts = (1, 2)
        case "\u{BC}": parts = (1, 4)
        case "\u{BE}": parts = (3, 4)
        case "\u{2153}": parts = (1, 3)
        case "\u{2154}": parts = (2, 3)
        case "\u{215B}": parts = (1, 8)
        default: return nil
        }
        return Rational(parts.0, over: parts.1)
    }

    private func ordinalSuffix(_ reading: inout Reading) {
        guard readsWords, reading.end < tokens.count, tokens[reading.end].isGlued,
            ["st", "nd", "rd", "th"].contains(tokens[reading.end].folded)
        else { return }
        (reading.isOrdinal, reading.end) = (true, reading.end + 1)
    }

    /// "3 million", "5k".
    private func scale(_ reading: inout Reading) {
        while reading.end < tokens.count, !reading.isOrdinal {
            let token = tokens[reading.end]
            let symbol = token.isGlued ? EnglishNumbers.scaleSymbols[token.text] : nil
            guard readsWords, let exponent = symbol ?? EnglishNumbers.scales[token.folded] else { return }
            let end = reading.end
            apply(&reading, .powerOfTen(exponent), end: end + 1)
            if reading.end == end { return }
        }
    }
}
