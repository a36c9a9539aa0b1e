/// A word of a text, without the punctuation around it.
struct Word {
    /// Where it stands.
    let range: Range<String.Index>
    /// Its letters.
    let text: Substring
    /// Its letters in lower case.
    let lower: String
    /// Whether punctuation stands between it and the word before it.
    let followsPunctuation: Bool
    /// Whether punctuation stands between it and the next word.
    let precedesPunctuation: Bool

    private init(_ text: String, _ range: Range<String.Index>, follows: Bool, precedes: Bool) {
        self.range = range
        self.text = text[range]
        (lower, followsPunctuation, precedesPunctuation) = (self.text.lowercased(), follows, precedes)
    }

    /// The words of a text in order; what stands between backticks is none.
    static func words(of text: String) -> [Word] {
        var words: [Word] = []
        var isCode = false
        for part in text.split(whereSeparator: \.isWhitespace) {
            let wasCode = isCode
            if !part.count(where: { $0 == "`" }).isMultiple(of: 2) { isCode.toggle() }
            guard !wasCode, !part.contains("`") else { continue }
            let unmarked = part.range(beforeMark: "[^")
            guard let first = part[unmarked].firstIndex(where: isInner),
                let last = part[unmarked].lastIndex(where: isInner)
            else { continue }
            let end = part.index(after: last)
            words.append(
                Word(text, first..<end, follows: first > part.startIndex, precedes: end < part.endIndex))
        }
        return words
    }

    private static func isInner(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "°%".contains(character)
    }
}

extension Substring {
    /// What stands before `mark`, or everything without one.
    fileprivate func range(beforeMark mark: String) -> Range<Index> {
        var index = startIndex
        while index < endIndex, !self[index...].hasPrefix(mark) { index = self.index(after: index) }
        return startIndex..<index
    }
}

extension String {
    /// The text with a small first letter.
    var decapitalized: String { prefix(1).lowercased() + dropFirst() }
    /// The text with a large first letter.
    var capitalized: String { prefix(1).uppercased() + dropFirst() }

    /// Whether the article before it is `an`; `use` and `one` begin with a consonant.
    var startsWithVowel: Bool {
        let start = lowercased()
        return start.first.map { "aeiou".contains($0) } ?? false
            && !["us", "uni", "one", "eu"].contains { start.hasPrefix($0) }
    }

    /// The text, with a large first letter where `model` has one.
    func capitalized(like model: Substring) -> String {
        model.first?.isUppercase == true ? capitalized : self
    }
}
