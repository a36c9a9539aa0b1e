/// Numbers in words.
extension NumberReader {
    func words(at index: Int) -> Reading? {
        let word = tokens[index].folded
        if let count = EnglishNumbers.times[word] {
            var times = reading(Rational(count), end: index + 1)
            times.countsTimes = true
            return times
        }
        if word == "half" { return half(at: index) }
        if ["a", "an"].contains(word) { return afterArticle(at: index) }
        if let ordinal = EnglishNumbers.ordinals[word] { return ordinalReading(ordinal, at: index) }
        guard let (value, end) = cardinal(at: index) else { return nil }
        if let denominator = denominator(at: end, isPlural: value != 1) {
            return Rational(Int128(value), over: Int128(denominator)).map { reading($0, end: skipHyphen(end) + 1) }
        }
        if let ordinal = compoundOrdinal(value, at: end) { return ordinal }
        if let (part, end) = andFraction(at: end), let sum = Rational(value) + part { return reading(sum, end: end) }
        return reading(Rational(value), end: end)
    }

    func reading(_ number: Rational, end: Int, isOrdinal: Bool = false) -> Reading {
        let digits = String(number.numerator.magnitude).utf8.count
        return Reading(
            number: number, place: .one, digitCount: digits, isOrdinal: isOrdinal, isWord: true, end: end)
    }

    private func half(at index: Int) -> Reading? {
        var end = index + 1
        if isHyphenated(end) { return nil }
        if end < tokens.count, ["a", "an", "of"].contains(tokens[end].folded) { end += 1 }
        return Rational(1, over: 2).map { reading($0, end: end) }
    }

    /// Whether a hyphen follows that makes a word of it: "half-life".
    private func isHyphenated(_ end: Int) -> Bool {
        end + 1 < tokens.count && tokens[end].isMark("-") && tokens[end].isGlued && tokens[end + 1].isGlued
    }

    /// "a third", "a hundred", "a dozen".
    private func afterArticle(at index: Int) -> Reading? {
        guard index + 1 < tokens.count, !isHyphenated(index + 2) else { return nil }
        let word = tokens[index + 1].folded
        if let denominator = EnglishNumbers.denominators[word], !word.hasSuffix("s") {
            return Rational(1, over: Int128(denominator)).map { reading($0, end: index + 2) }
        }
        if let count = EnglishNumbers.dozens[word], count == 12 { return reading(Rational(count), end: index + 2) }
        guard EnglishNumbers.scales[word] != nil, let (value, end) = cardinal(at: index + 1, first: 1) else {
            return nil
        }
        return reading(Rational(value), end: end)
    }

    private func ordinalReading(_ ordinal: Int, at index: Int) -> Reading? {
        // A second of time follows a number or "per"; here it is the one after the first.
        reading(Rational(ordinal), end: index + 1, isOrdinal: true)
    }

    private func compoundOrdinal(_ value: Int, at end: Int) -> Reading? {
        guard value >= 20, value % 10 == 0, let last = ordinalWord(at: end), last < 10 else { return nil }
        return reading(Rational(value + last), end: skipHyphen(end) + 1, isOrdinal: true)
    }

    private func ordinalWord(at index: Int) -> Int? {
        let index = skipHyphen(index)
        return index < tokens.count ? EnglishNumbers.ordinals[tokens[index].folded] : nil
    }

    private func denominator(at index: Int, isPlural: Bool) -> Int? {
        let index = skipHyphen(index)
        guard index < tokens.count, let value = EnglishNumbers.denominators[tokens[index].folded],
            tokens[index].folded.hasSuffix("s") == isPlural
        else { return nil }
        return index == skipHyphen(index) ? value : nil
    }

    /// "and a half", "and a quarter".
    func andFraction(at index: Int) -> (Rational, end: Int)? {
        guard index + 2 < tokens.count, tokens[index].folded == "and", ["a", "one"].contains(tokens[index + 1].folded),
            let denominator = EnglishNumbers.denominators[tokens[index + 2].folded]
        else { return nil }
        return Rational(1, over: Int128(denominator)).map { ($0, index + 3) }
    }

    private func skipHyphen(_ index: Int) -> Int {
        index < tokens.count && tokens[index].isMark("-") && tokens[index].isGlued ? index + 1 : index
    }

    /// "two hundred and fifty", "twenty-one", "three million".
    private func cardinal(at start: Int, first: Int? = nil) -> (value: Int, end: Int)? {
        var (total, current, index, count) = (0, first, start, 0)
        while index < tokens.count, count < 24 {
            count += 1
            var word = index
            if current != nil { word = skipHyphen(word) }
            if word < tokens.count, tokens[word].folded == "and", current.map({ $0 % 100 == 0 }) ?? (total > 0),
                word + 1 < tokens.count, EnglishNumbers.cardinals[tokens[word + 1].folded] != nil
            {
                word += 1
            }
            guard word < tokens.count else { break }
            if let value = EnglishNumbers.cardinals[tokens[word].folded], fits(value, into: current) {
                current = (current ?? 0) + value
            } else if let exponent = EnglishNumbers.scales[tokens[word].folded], let value = current,
                let scaled = Self.scaled(value, exponent)
            {
                if exponent == 2 { current = scaled } else { (total, current) = (total &+ scaled, nil) }
            } else if let dozen = EnglishNumbers.dozens[tokens[word].folded], dozen == 12, let value = current {
                return (value &* 12, word + 1)
            } else {
                break
            }
            index = word + 1
        }
        guard index > start else { return nil }
        return (total &+ (current ?? 0), index)
    }

    private func fits(_ value: Int, into current: Int?) -> Bool {
        guard let current else { return true }
        if value == 0 || current == 0 { return false }
        return value < 10 ? current % 10 == 0 && (current % 100 >= 20 || current % 100 == 0) : current % 100 == 0
    }

    private static func scaled(_ value: Int, _ exponent: Int) -> Int? {
        guard let power = Rational.powerOfTen(exponent) else { return nil }
        let (product, overflows) = value.multipliedReportingOverflow(by: Int(power.numerator))
        return overflows ? nil : product
    }
}
