/// Numbers that are spelled out in English, from two to 999: `twenty-one` is 21, `a hundred` is 100.
///
/// `One` alone stays a word, since it is most often a pronoun (`which one`); inside a number it counts. `And` is not read (`between one
/// hundred and two`), nor are `thousand` and above, which stand unchanged after their number: `two million` is `2 million`.
enum SpelledNumber {
    /// A part of a word between hyphens, with what stands around it.
    private struct Part {
        var lead: Substring = ""
        var text: Substring
        var trail: Substring = ""
        /// Whether a hyphen joins it to the part before.
        var isJoined = false
    }

    /// The words with spelled numbers as digits.
    static func replaced(in words: [String]) -> [String] {
        guard words.contains(where: mayHoldNumber) else { return words }
        let parts = words.flatMap(parts)
        var replaced: [String] = []
        var index = 0
        while index < parts.count {
            let found = number(in: parts, at: index)
            let last = parts[index + (found?.count ?? 1) - 1]
            let text = parts[index].lead + (found.map { "\($0.value)" } ?? parts[index].text) + last.trail
            if parts[index].isJoined, let previous = replaced.popLast() {
                replaced.append("\(previous)-\(text)")
            } else {
                replaced.append(String(text))
            }
            index += found?.count ?? 1
        }
        return replaced
    }

    private static func mayHoldNumber(_ word: String) -> Bool {
        parts(of: word).contains { small[$0.text] != nil || tens[$0.text] != nil || $0.text == "hundred" }
    }

    private static func parts(of word: String) -> [Part] {
        let whole = PunctuatedWord(word)
        var (core, trail) = (whole.core, whole.trail)
        // `five's` is `5's`.
        if core.hasSuffix("'s") { (core, trail) = (core.dropLast(2), word[core.dropLast(2).endIndex...]) }
        var parts = core.split(separator: "-", omittingEmptySubsequences: false).map { Part(text: $0) }
        for index in parts.indices.dropFirst() { parts[index].isJoined = true }
        parts[0].lead = whole.lead
        parts[parts.count - 1].trail = trail
        return parts
    }

    private static func number(in parts: [Part], at index: Int) -> (value: Int, count: Int)? {
        let first = parts[index].text
        let hundreds = first == "a" || first == "one" ? 1 : small[first].flatMap { $0 < 10 ? $0 : nil }
        if let hundreds, follows(in: parts, index), parts[index + 1].text == "hundred" {
            guard follows(in: parts, index + 1), let rest = belowHundred(in: parts, at: index + 2, countsOne: true)
            else {
                return (hundreds * 100, 2)
            }
            return (hundreds * 100 + rest.value, 2 + rest.count)
        }
        return belowHundred(in: parts, at: index, countsOne: false)
    }

    private static func belowHundred(in parts: [Part], at index: Int, countsOne: Bool) -> (value: Int, count: Int)? {
        let text = parts[index].text
        if let value = small[text] { return (value, 1) }
        if countsOne, text == "one" { return (1, 1) }
        guard let value = tens[text] else { return nil }
        guard follows(in: parts, index), let unit = parts[index + 1].text == "one" ? 1 : small[parts[index + 1].text],
            unit < 10
        else { return (value, 1) }
        // In `twenty one-way tickets` the one belongs to what follows.
        let next = index + 2
        if !parts[index + 1].isJoined, next < parts.count, parts[next].isJoined { return (value, 1) }
        return (value + unit, 2)
    }

    /// Whether the next part belongs to the same run of words.
    private static func follows(in parts: [Part], _ index: Int) -> Bool {
        index + 1 < parts.count && parts[index].trail.isEmpty && parts[index + 1].lead.isEmpty
    }

    private static let small: [Substring: Int] = [
        "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19,
    ]
    private static let tens: [Substring: Int] = [
        "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90,
    ]
}
