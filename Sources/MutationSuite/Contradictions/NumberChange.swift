/// Changes a number by a tenth, or by more where the text says that it is rough.
enum NumberChange {
    /// Words before a number that make it rough: a tenth more may then be the same.
    private static let hedges: Set<String> = [
        "about", "around", "roughly", "approximately", "nearly", "almost", "near", "some", "perhaps", "usually",
        "normally", "average", "typically", "mostly", "over", "estimated",
    ]
    /// Words before a number that make it a bound, a part of a range or a name.
    private static let bounds: Set<String> = [
        "than", "over", "under", "least", "most", "to", "up", "below", "above", "between", "within", "beyond", "only",
        "or", "and", "rfc", "iso", "scope", "version", "from", "t", "llama", "percent", "into", "range",
    ]
    /// Words after a number that do the same.
    private static let boundsAfter: Set<String> = ["to", "or", "and", "x", "means", "gives"]
    private static let words = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]

    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        guard !sentence.isNoClaim else { return [] }
        return sentence.words.indices.flatMap { index -> [Rewriting] in
            guard !bounds.contains(sentence.lower(index - 1)), !isFollowedByBound(sentence, index),
                !isSpaced(sentence, index)
            else { return [] }
            return inDigits(sentence, index) + inWords(sentence, index)
        }
    }

    private static func isFollowedByBound(_ sentence: Sentence, _ index: Int) -> Bool {
        boundsAfter.contains(sentence.lower(index + 1)) && !sentence.words[index].precedesPunctuation
            || sentence.lower(index + 2) == "to" && Numeral(sentence.lower(index + 3)) != nil
    }

    /// Whether spaces group the digits: `299 792 458`.
    private static func isSpaced(_ sentence: Sentence, _ index: Int) -> Bool {
        let isNumber = { Numeral(sentence.lower($0)) != nil }
        return isNumber(index)
            && (isNumber(index + 1) && !sentence.words[index].precedesPunctuation
                || isNumber(index - 1) && !sentence.words[index].followsPunctuation
                    && !sentence.words[index - 1].precedesPunctuation)
    }

    private static func inDigits(_ sentence: Sentence, _ index: Int) -> [Rewriting] {
        guard let numeral = sentence.numeral(index), numeral.unscaled > 0 else { return [] }
        let isRough = (1...3).contains { hedges.contains(sentence.lower(index - $0)) }
        let percent = isRough && numeral.significantCount < 3 ? 40 : 10
        return [percent, -percent].compactMap { percent in
            let changed = numeral.changed(byPercent: percent)
            guard changed.unscaled > 1 else { return nil }
            return sentence.replacing(index...index, with: changed.description)
        }
    }

    /// `eight planets` becomes `nine planets`: a whole number stands before what is counted.
    private static func inWords(_ sentence: Sentence, _ index: Int) -> [Rewriting] {
        guard let position = words.firstIndex(of: sentence.lower(index)), index + 1 < sentence.words.count,
            !sentence.words[index].precedesPunctuation, sentence.lower(index + 1).hasSuffix("s"),
            !hedges.contains(sentence.lower(index - 1))
        else { return [] }
        return [position + 1, position - 1].filter(words.indices.contains).map {
            sentence.replacing(index...index, with: words[$0])
        }
    }
}
