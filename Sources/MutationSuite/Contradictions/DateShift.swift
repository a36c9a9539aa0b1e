/// Moves a year, a month, a day, a time or a century.
enum DateShift {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    /// Words before a year that date a statement or bound a range: another year there need not deny anything.
    private static let bounds: Set<String> = ["to", "and", "from", "figures", "between"]

    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        guard !sentence.isNoClaim, sentence.text.last != ":" else { return [] }
        return sentence.words.indices.flatMap { index in
            years(sentence, index) + monthsAndDays(sentence, index) + others(sentence, index)
        }
    }

    private static func years(_ sentence: Sentence, _ index: Int) -> [Rewriting] {
        guard sentence.isYear(index), let year = Int(sentence.words[index].text), sentence.lower(index - 1) != "as",
            !(sentence.lower(index - 1) == "of" && sentence.lower(index - 2) == "as"),
            !bounds.contains(sentence.lower(index - 1)), sentence.lower(index + 1) != "to",
            !(sentence.lower(index - 1) == "about" && sentence.lower(index - 2) == "since")
        else { return [] }
        return [-7, -4, 3].map { sentence.replacing(index...index, with: "\(year + $0)") }
    }

    private static func monthsAndDays(_ sentence: Sentence, _ index: Int) -> [Rewriting] {
        guard let month = months.firstIndex(where: { sentence.words[index].text == $0 }),
            isMonth(sentence, index)
        else { return [] }
        let moved = [3, 5, 8].map { months[(month + $0) % 12] }.filter { !sentence.text.contains($0) }
        return moved.map { sentence.replacing(index...index, with: $0) }
    }

    /// `May` is a month only where a preposition or a number says so.
    private static func isMonth(_ sentence: Sentence, _ index: Int) -> Bool {
        ["in", "since", "of", "early", "late", "by", "to", "until"].contains(sentence.lower(index - 1))
            || Numeral(sentence.lower(index - 1)) != nil
    }

    /// `9:00`, `19th century`, `1970s`.
    private static func others(_ sentence: Sentence, _ index: Int) -> [Rewriting] {
        let word = sentence.words[index].text
        if sentence.lower(index + 1) == "century", let number = Int(word.dropLast(2)), word.hasSuffix("th") {
            return [number - 1, number - 2].map { sentence.replacing(index...index, with: "\($0)th") }
        }
        if word.hasSuffix("0s"), let decade = Int(word.dropLast()), decade > 1000 {
            return [decade - 20, decade - 10].map { sentence.replacing(index...index, with: "\($0)s") }
        }
        let time = word.split(separator: ":")
        if time.count == 2, let hour = Int(time[0]), time[1] == "00", (1...20).contains(hour) {
            return [hour + 2, hour + 3].map { sentence.replacing(index...index, with: "\($0):00") }
        }
        return []
    }
}
