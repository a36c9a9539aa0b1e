/// Where sentences end in a paragraph.
///
/// A rule of thumb for English and languages alike, of [UAX #29](https://www.unicode.org/reports/tr29/#Sentence_Boundaries) and a list
/// of abbreviations; a boundary that is missed joins two sentences in a comparison, and changes nothing else.
enum SentenceBoundaries {
    /// The sentences with the white space after them; joined they are `paragraph`.
    static func sentences(of paragraph: String) -> [String] {
        let scalars = Array(paragraph.unicodeScalars)
        var sentences: [String] = []
        var start = 0
        var index = 0
        while index < scalars.count {
            guard let end = boundary(in: scalars, at: index, sentence: start) else {
                index += 1
                continue
            }
            sentences.append(text(scalars[start..<end]))
            (start, index) = (end, end)
        }
        if start < scalars.count { sentences.append(text(scalars[start...])) }
        return sentences
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// The start of the next sentence, where the mark at `index` ends one.
    private static func boundary(in scalars: [Unicode.Scalar], at index: Int, sentence start: Int) -> Int? {
        let mark = scalars[index]
        let isWide = wideMarks.contains(mark)
        guard isWide || marks.contains(mark) else { return nil }
        var end = endOfClosing(in: scalars, after: index)
        let closed = end
        while end < scalars.count, scalars[end].properties.isWhitespace { end += 1 }
        guard end < scalars.count else { return nil }
        if isWide { return end }
        guard end > closed, !scalars[end].properties.isLowercase else { return nil }
        guard mark == "." else { return end }
        return isAbbreviation(scalars[start..<index], before: scalars[end]) ? nil : end
    }

    /// Past further marks, closing quotation marks and brackets, emphasis and footnotes such as `[^s1]`.
    private static func endOfClosing(in scalars: [Unicode.Scalar], after index: Int) -> Int {
        var end = index + 1
        while end < scalars.count {
            if marks.contains(scalars[end]) || wideMarks.contains(scalars[end]) || closing.contains(scalars[end]) {
                end += 1
            } else if scalars[end] == "[", end + 1 < scalars.count, scalars[end + 1] == "^",
                let close = scalars[end...].prefix(maximumNoteLength).firstIndex(of: "]")
            {
                end = close + 1
            } else {
                break
            }
        }
        return end
    }

    /// Whether the full stop after `sentence` belongs to its last word.
    private static func isAbbreviation(_ sentence: ArraySlice<Unicode.Scalar>, before next: Unicode.Scalar) -> Bool {
        let tail = sentence.suffix(maximumWordLength + 1)
        let word = tail.suffix(
            from: (tail.lastIndex { $0.properties.isWhitespace || opening.contains($0) } ?? tail.startIndex - 1) + 1)
        guard let first = word.first, word.count <= maximumWordLength else { return false }
        // Initials, and what is written with full stops inside: J., e.g., U.S.
        let letters = word.split(separator: "." as Unicode.Scalar, omittingEmptySubsequences: false)
        if letters.allSatisfy({ $0.count == 1 && $0.first?.properties.isAlphabetic == true }) {
            // As in `3.5 m.`, a letter after a number is a unit.
            let before = tail.prefix(upTo: word.startIndex).last { !$0.properties.isWhitespace }
            return word.count > 1 || first != "I" && before?.properties.numericType == nil
        }
        let lowercase = text(word).lowercased()
        return abbreviations.contains(lowercase)
            || numbered.contains(lowercase) && next.properties.numericType == .decimal
    }

    private static let marks: Set<Unicode.Scalar> = [".", "!", "?", "…"]
    private static let wideMarks: Set<Unicode.Scalar> = ["。", "！", "？", "｡"]
    private static let closing: Set<Unicode.Scalar> = ["\"", "'", ")", "]", "*", "_", "”", "’", "»", "」", "』", "）"]
    private static let opening: Set<Unicode.Scalar> = ["\"", "'", "(", "[", "*", "_", "“", "‘", "«", "-", "–", "/"]
    private static let maximumNoteLength = 16
    private static let maximumWordLength = 12

    /// Words that are written with a full stop, whatever follows.
    private static let abbreviations: Set<String> = [
        "approx", "bzw", "ca", "cf", "dr", "eq", "eqs", "fig", "figs", "gen", "hon", "incl", "mr", "mrs", "ms", "mt",
        "prof", "resp", "rev", "st", "viz", "vs",
    ]

    /// Words that are written with a full stop before a number.
    private static let numbered: Set<String> = [
        "al", "art", "ch", "ed", "no", "nos", "nr", "p", "par", "pp", "sec", "vol",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ]
}
