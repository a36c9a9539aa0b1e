/// Writes the same in another form: marks of Markdown, spelling, digits.
enum Reformatting {
    // MARK: A sentence

    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        numbers(sentence) + signs(sentence) + spelling(sentence) + marks(sentence)
    }

    private static let numberWords = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]

    /// Thousands without commas, small numbers as words, words as digits.
    private static func numbers(_ sentence: Sentence) -> [Rewriting] {
        sentence.words.indices.flatMap { index -> [Rewriting] in
            if let numeral = sentence.numeral(index) {
                if numeral.isGrouped { return [sentence.replacing(index...index, with: numeral.ungrouped.description)] }
                guard numeral.decimalCount == 0, (2...12).contains(numeral.unscaled), isCounted(sentence, index) else {
                    return []
                }
                return [sentence.replacing(index...index, with: numberWords[numeral.unscaled])]
            }
            guard let value = numberWords.firstIndex(of: sentence.lower(index)), value > 1, isCounted(sentence, index)
            else {
                return []
            }
            return [sentence.replacing(index...index, with: "\(value)")]
        }
    }

    /// Whether what is counted, or its unit in words, follows: `8 bits`, not `8 plus 2`.
    private static func isCounted(_ sentence: Sentence, _ index: Int) -> Bool {
        let next = sentence.lower(index + 1)
        return next.count > 3 && next.hasSuffix("s") && !sentence.words[index].precedesPunctuation
            && !["to", "or", "and"].contains(sentence.lower(index - 1))
            && !["plus", "this", "means", "gives"].contains(next)
    }

    private static func signs(_ sentence: Sentence) -> [Rewriting] {
        let table = [
            ("%", ["percent", "per cent"]), ("°C", ["degrees Celsius"]), ("km", ["kilometres"]),
            ("kilometres", ["km"]), ("metres", ["m"]), ("ml", ["millilitres"]), ("°F", ["degrees Fahrenheit"]),
        ]
        return table.flatMap { sign, words in
            sentence.indices(of: sign).filter { $0 > 0 && sentence.numeral($0 - 1) != nil }.flatMap { index in
                words.map { sentence.replacing(index...index, with: $0) }
            }
        }
    }

    private static let spellings = [
        ("metre", "meter"), ("litre", "liter"), ("colour", "color"), ("centre", "center"), ("favour", "favor"),
        ("neighbour", "neighbor"), ("programme", "program"), ("quantis", "quantiz"), ("organis", "organiz"),
        ("summaris", "summariz"), ("fibre", "fiber"), ("licence", "license"), ("sulphur", "sulfur"),
        ("normalis", "normaliz"), ("utilis", "utiliz"), ("labour", "labor"), ("behaviour", "behavior"),
        ("standardis", "standardiz"), ("decentralis", "decentraliz"), ("optimis", "optimiz"),
    ]

    /// Every British spelling of the sentence in American.
    private static func spelling(_ sentence: Sentence) -> [Rewriting] {
        var (text, notes) = (sentence.text, [String]())
        for (british, american) in spellings {
            let changed = text.replacingEach(british, with: american)
            if changed != text { (text, notes) = (changed, notes + ["\(british) → \(american)"]) }
        }
        return notes.isEmpty ? [] : [Rewriting(text: text, note: notes.joined(separator: ", "))]
    }

    /// Emphasis of another kind or none, a stop for a semicolon; emphasis added where nothing else can be done.
    private static func marks(_ sentence: Sentence) -> [Rewriting] {
        let text = sentence.text
        let variants = [
            ("emphasis taken away", text.replacingEach("**", with: "")),
            ("emphasis of the other kind", text.replacingEach("**", with: "__")),
            ("emphasis in italics", text.replacingEach("**", with: "*")),
            ("two sentences", twoSentences(sentence)),
        ].filter { $0.1 != text }
        return variants.isEmpty ? emphasized(sentence) : variants.map { Rewriting(text: $0.1, note: $0.0) }
    }

    /// The sentence with its first long word in bold.
    private static func emphasized(_ sentence: Sentence) -> [Rewriting] {
        let word = sentence.words.dropFirst().first {
            $0.text.count > 5 && !$0.followsPunctuation && !$0.precedesPunctuation
        }
        guard let word, !sentence.text.contains("*"), word.text.allSatisfy(\.isLetter) else { return [] }
        return [Rewriting(sentence.text, replacing: word.range, with: "**\(word.text)**")]
    }

    private static func twoSentences(_ sentence: Sentence) -> String {
        let parts = sentence.text.split(separator: ";")
        guard parts.count == 2, !sentence.text.contains("("), !sentence.text.contains(":") else { return sentence.text }
        return parts[0] + ". " + String(parts[1].dropFirst()).capitalized
    }

    // MARK: An answer

    /// The answer with other marks of lists, without footnotes, or broken into lines elsewhere.
    static func rewritings(of outline: AnswerOutline, _ block: AnswerOutline.Block) -> [Rewriting] {
        let text = String(outline.text[block.range])
        var variants = [
            ("footnotes taken away", withoutFootnotes(text)), ("a sentence a line", lines(of: outline, block)),
        ]
        if block.isList {
            variants.append(
                ("stars for dashes", text.replacingEach("\n- ", with: "\n* ").replacingPrefix("- ", with: "* ")))
            variants.append(("numbered", numbered(text)))
            variants.append(("loose list", text.replacingEach("\n- ", with: "\n\n- ")))
        }
        return variants.filter { $0.1 != text }.map { Rewriting(text: $0.1, note: $0.0) }
    }

    private static func numbered(_ list: String) -> String {
        list.split(separator: "\n").enumerated().map { "\($0.offset + 1). \($0.element.dropFirst(2))" }.joined(
            separator: "\n")
    }

    private static func lines(of outline: AnswerOutline, _ block: AnswerOutline.Block) -> String {
        block.isList || !outline.text[block.range].allSatisfy { $0 != "\n" }
            ? String(outline.text[block.range])
            : block.sentences.map { outline.text[$0] }.joined(separator: "\n")
    }

    private static func withoutFootnotes(_ text: String) -> String {
        var kept = ""
        for (index, part) in text.split(separator: "[", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else { kept += part; continue }
            if part.hasPrefix("^"), let close = part.firstIndex(of: "]") {
                kept += part[part.index(after: close)...]
            } else {
                kept += "[" + part
            }
        }
        return kept
    }
}

extension String {
    /// The text with every `old` replaced; the standard library has this only for one element.
    fileprivate func replacingEach(_ old: String, with new: String) -> String {
        var (text, rest) = ("", self[...])
        while !rest.isEmpty {
            if rest.hasPrefix(old) {
                (text, rest) = (text + new, rest.dropFirst(old.count))
            } else {
                text.append(rest.removeFirst())
            }
        }
        return text
    }

    fileprivate func replacingPrefix(_ old: String, with new: String) -> String {
        hasPrefix(old) ? new + dropFirst(old.count) : self
    }
}
