/// A sentence whose words were found once.
struct Sentence {
    let text: String
    let words: [Word]

    init(_ text: String) { (self.text, words) = (text, Word.words(of: text)) }

    /// The word at an index, in lower case; empty beyond the ends.
    func lower(_ index: Int) -> String { words.indices.contains(index) ? words[index].lower : "" }

    /// Whether one of `candidates`, in lower case, is a word of the sentence.
    func has(_ candidates: Set<String>) -> Bool { words.contains { candidates.contains($0.lower) } }

    /// The number at an index, unless it is a year.
    func numeral(_ index: Int) -> Numeral? {
        guard words.indices.contains(index), let numeral = Numeral(words[index].text), !isYear(index) else {
            return nil
        }
        return numeral
    }

    /// Whether four digits at an index are a year: from 1500 to 2100, without a unit behind them.
    func isYear(_ index: Int) -> Bool {
        guard words.indices.contains(index), words[index].text.utf8.count == 4, let year = Int(words[index].text),
            (1500...2100).contains(year), !["m", "metres", "km", "kilometres", "bytes"].contains(lower(index + 1))
        else { return false }
        return true
    }

    /// Where some words in a row stand, from the first letter of the first to the last of the last.
    func range(_ indices: ClosedRange<Int>) -> Range<String.Index> {
        words[indices.lowerBound].range.lowerBound..<words[indices.upperBound].range.upperBound
    }

    /// The indices at which a phrase begins whose words stand in a row with nothing but spaces between them.
    func indices(of phrase: String) -> [Int] {
        let parts = phrase.lowercased().split(separator: " ").map(String.init)
        return words.indices.filter { start in
            start + parts.count <= words.count
                && parts.indices.allSatisfy { offset in
                    words[start + offset].lower == parts[offset]
                        && (offset == 0 || !words[start + offset].followsPunctuation)
                        && (offset == parts.count - 1 || !words[start + offset].precedesPunctuation)
                }
        }
    }

    /// The sentence with some words in a row replaced, and the article before them made to fit.
    func replacing(_ indices: ClosedRange<Int>, with replacement: String) -> Rewriting {
        let new = replacement.capitalized(like: words[indices.lowerBound].text)
        let before = indices.lowerBound - 1
        guard ["a", "an"].contains(lower(before)), !words[before].precedesPunctuation else {
            return Rewriting(text, replacing: range(indices), with: new)
        }
        let article = (new.startsWithVowel ? "an" : "a").capitalized(like: words[before].text)
        return Rewriting(text, replacing: range(before...indices.upperBound), with: "\(article) \(new)")
    }

    /// Whether the sentence only leads to what follows.
    var isAnnouncement: Bool { text.last == "?" || text.last == ":" || words.count < 4 }

    /// Whether the sentence asks, announces, or speaks of an example or a condition: changing it denies nothing.
    var isNoClaim: Bool {
        isAnnouncement
            || has(["if", "unless", "suppose", "example", "examples", "instance", "such", "whether", "say", "certain"])
    }
}
