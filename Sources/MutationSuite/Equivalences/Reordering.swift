/// Puts clauses, items and sentences in another order where the order says nothing.
enum Reordering {
    // MARK: In a sentence

    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        clausesAroundSemicolon(sentence) + subordinateClause(sentence) + leadingClause(sentence)
    }

    /// Words with which a clause refers to what was said before it.
    private static let backward: Set<String> = [
        "it", "its", "they", "their", "them", "this", "that", "these", "those", "he", "such", "so", "but", "then",
        "therefore", "others", "another", "both", "one", "and", "some", "however", "also", "only", "instead", "here",
        "hence", "if", "yet", "examples",
    ]

    /// `A; b.` becomes `B; a.` if `b` does not look back.
    private static func clausesAroundSemicolon(_ sentence: Sentence) -> [Rewriting] {
        let parts = sentence.text.split(separator: ";")
        guard parts.count == 2, sentence.text.hasSuffix("."), !sentence.text.contains("("), !sentence.text.contains("*")
        else { return [] }
        let (first, second) = (String(parts[0]), String(parts[1].dropFirst().dropLast()))
        let words = Word.words(of: second)
        guard !words.contains(where: { backward.contains($0.lower) }), isCommonStart(Word.words(of: first)) else {
            return []
        }
        return [
            Rewriting(text: second.capitalized + "; " + first.decapitalized + ".", note: "clauses exchanged"),
            Rewriting(text: second.capitalized + ". " + first + ".", note: "two sentences, exchanged"),
        ]
    }

    /// `A because b.` becomes `Because b, a.`, and so `when` and `if`.
    private static func subordinateClause(_ sentence: Sentence) -> [Rewriting] {
        guard sentence.text.hasSuffix("."), !sentence.text.contains(where: { ";:(*".contains($0) }) else { return [] }
        return ["because", "when", "if", "unless", "although", "since"].flatMap { word -> [Rewriting] in
            let places = sentence.indices(of: word)
            guard places.count == 1, let index = places.first, index > 2, isCommonStart(sentence.words),
                !sentence.has(["which", "that", "who", "whose", "so", "but", "than", "from", "while"]),
                sentence.lower(index + 1) != "of"
            else { return [] }
            let start = sentence.words[index].range.lowerBound
            let main = sentence.text[..<start].reversed().drop { $0 == " " || $0 == "," }.reversed()
            let clause = sentence.text[start...].dropLast()
            guard !clause.contains(","), !main.contains(","), sentence.lower(index - 1) != "and" else { return [] }
            return [
                Rewriting(
                    text: String(clause).capitalized + ", " + String(main).decapitalized + ".",
                    note: "the clause with \(word) first")
            ]
        }
    }

    /// `When a, b.` becomes `B when a.`
    private static func leadingClause(_ sentence: Sentence) -> [Rewriting] {
        guard ["when", "if", "because", "although", "in", "during", "without"].contains(sentence.lower(0)),
            sentence.text.hasSuffix("."),
            !sentence.text.contains(where: { ";:(*".contains($0) })
        else { return [] }
        let parts = sentence.text.dropLast().split(separator: ",")
        guard parts.count == 2, Word.words(of: String(parts[0])).count > 1,
            !["and", "but", "or", "which", "so", "then", "it", "they", "its", "in"].contains(
                Word.words(of: String(parts[1])).first?.lower ?? "and")
        else { return [] }
        return [
            Rewriting(
                text: String(parts[1].dropFirst()).capitalized + " " + String(parts[0]).decapitalized + ".",
                note: "the leading clause last")
        ]
    }

    /// Whether the first word is small except at the beginning of a sentence.
    private static func isCommonStart(_ words: [Word]) -> Bool {
        guard let first = words.first?.lower else { return false }
        return [
            "the", "a", "an", "in", "most", "many", "each", "every", "some", "all", "these", "one", "it", "when", "two",
        ].contains(first)
    }

    // MARK: In an answer

    /// The answer with the items of a list, or two sentences of a paragraph, exchanged.
    static func rewritings(of outline: AnswerOutline, _ block: AnswerOutline.Block) -> [Rewriting] {
        block.isList ? items(of: outline, block) : sentences(of: outline, block)
    }

    private static func items(of outline: AnswerOutline, _ block: AnswerOutline.Block) -> [Rewriting] {
        let lines = outline.text[block.range].split(separator: "\n").map(String.init)
        guard lines.count > 1, !lines.contains(where: { looksBack($0) }) else { return [] }
        let rotated = lines.dropFirst() + lines.prefix(1)
        return [("reversed", Array(lines.reversed())), ("with the first one last", Array(rotated))]
            .filter { $0.1 != lines }
            .map { Rewriting(text: $0.1.joined(separator: "\n"), note: "items \($0.0)") }
    }

    private static func looksBack(_ line: String) -> Bool {
        guard let first = Word.words(of: line).first?.lower else { return true }
        return ["but", "this", "these", "it", "they", "so", "therefore", "then", "against", "for"].contains(first)
    }

    /// Two neighbouring sentences exchanged, neither of which begins by looking back.
    ///
    /// Not in blocks of several lines, which may be steps.
    private static func sentences(of outline: AnswerOutline, _ block: AnswerOutline.Block) -> [Rewriting] {
        guard !outline.text[block.range].contains("\n") else { return [] }
        return zip(block.sentences, block.sentences.dropFirst()).compactMap { first, second in
            let pair = [first, second].map { Sentence(String(outline.text[$0])) }
            guard pair.allSatisfy({ standsAlone($0) }), pair[0].text.last == ".", pair[1].text.last == "." else {
                return nil
            }
            let between = outline.text[first.upperBound..<second.lowerBound]
            return Rewriting(
                text: outline.text[block.range.lowerBound..<first.lowerBound] + pair[1].text + between + pair[0].text
                    + outline.text[second.upperBound..<block.range.upperBound],
                note: "sentences exchanged")
        }
    }

    /// Whether a sentence means the same wherever it stands.
    private static func standsAlone(_ sentence: Sentence) -> Bool {
        sentence.words.count > 3 && !backward.contains(sentence.lower(0)) && !sentence.text.hasPrefix("*")
            && !sentence.has([
                "it", "they", "this", "these", "those", "such", "therefore", "then", "however", "others", "them",
                "their", "its", "also", "first", "second", "same", "rest", "another",
            ]) && !sentence.text.contains("example")
    }
}
