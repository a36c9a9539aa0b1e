/// Says the same in other words: synonyms, contractions, openings that claim nothing, definitions the other way round.
enum Rewording {
    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        let synonyms = synonyms(of: sentence)
        return synonyms.map { $0.rewriting(of: sentence) } + together(synonyms, in: sentence)
            + contractions(of: sentence) + inversions(of: sentence)
    }

    // MARK: Synonyms

    /// A phrase of a sentence, and a synonym.
    private struct Replacement {
        let indices: ClosedRange<Int>
        let synonym: String

        /// Distinct for all replacements of a sentence: the table has dictionaries, which have no order.
        var order: (Int, Int, String) { (indices.lowerBound, indices.upperBound, synonym) }

        func rewriting(of sentence: Sentence) -> Rewriting { sentence.replacing(indices, with: synonym) }
    }

    /// Every synonym that fits, from the end of the sentence to its beginning.
    private static func synonyms(of sentence: Sentence) -> [Replacement] {
        var replacements: [Replacement] = []
        for (place, phrases) in Synonyms.table {
            for (phrase, synonyms) in phrases {
                for indices in self.indices(of: phrase, in: sentence) where fits(indices, place, in: sentence) {
                    replacements += synonyms.map { Replacement(indices: indices, synonym: $0) }
                }
            }
        }
        return replacements.sorted { $0.order > $1.order }
    }

    /// The words of each place at which a phrase stands.
    private static func indices(of phrase: String, in sentence: Sentence) -> [ClosedRange<Int>] {
        let count = phrase.split(separator: " ").count
        return sentence.indices(of: phrase).map { $0...$0 + count - 1 }
    }

    /// Two replacements or more at once, no two of which touch the same word.
    private static func together(_ replacements: [Replacement], in sentence: Sentence) -> [Rewriting] {
        var (parts, notes) = ([Substring](), [String]())
        var end = sentence.text.endIndex
        for replacement in replacements where sentence.range(replacement.indices).upperBound <= end {
            let range = sentence.range(replacement.indices)
            let change = replacement.rewriting(of: sentence)
            let synonym = replacement.synonym.capitalized(like: sentence.text[range])
            parts += [sentence.text[range.upperBound..<end], synonym[...]]
            notes.append(change.note)
            end = range.lowerBound
        }
        guard notes.count > 1 else { return [] }
        let text = sentence.text[..<end] + parts.reversed().joined()
        return [Rewriting(text: String(text), note: notes.reversed().joined(separator: ", "))]
    }

    private static func fits(_ indices: ClosedRange<Int>, _ place: Synonyms.Place, in sentence: Sentence) -> Bool {
        let (before, after) = (sentence.lower(indices.lowerBound - 1), sentence.lower(indices.upperBound + 1))
        let articles = ["the", "a", "an"]
        return switch place {
        case .anywhere: before != "a" && before != "an" && after != "of" && !(before == "not" || after == "all")
        case .infinitive: ["to", "can", "may", "will", "must"].contains(before)
        case .verb:
            (articles + ["it", "that", "every"]).contains(after) && !["the", "of", "in", "which"].contains(before)
        case .predicate: ["is", "are"].contains(before) && !["than", "to", "as"].contains(after)
        case .noun: ["a", "the"].contains(before)
        case .preposition: articles.contains(after)
        case .bound: Numeral(after) != nil
        case .rate: Numeral(sentence.lower(indices.lowerBound - 2)) != nil
        case .plural:
            !["how", "as", "so", "that", "times"].contains(before) && after.hasSuffix("s") && after != "times"
        case .clause:
            indices.lowerBound > 0 && sentence.words[indices.lowerBound - 1].precedesPunctuation && after != "of"
        case .adverb: !["most", "the", "more", "as", "how", "so", "less", "a"].contains(before)
        }
    }

    // MARK: Other forms

    private static func contractions(of sentence: Sentence) -> [Rewriting] {
        Synonyms.contractions.flatMap { long, short in
            indices(of: long, in: sentence).filter { !sentence.words[$0.upperBound].precedesPunctuation }
                .map { sentence.replacing($0, with: short) }
        }
    }

    /// The first block of an answer after an opening; the openings take turns with the length of the text.
    static func rewritings(of outline: AnswerOutline, _ block: AnswerOutline.Block) -> [Rewriting] {
        let text = String(outline.text[block.range])
        guard block.range.lowerBound == outline.text.startIndex,
            ["The", "A", "An", "Most", "Many", "In"].contains(Word.words(of: text).first?.text ?? "")
        else { return [] }
        return [0, 4].map { Synonyms.openings[(text.utf8.count + $0) % Synonyms.openings.count] }.map { opening in
            let continues = opening.hasSuffix(": ")
            return Rewriting(text: opening + (continues ? text.decapitalized : text), note: "+ \(opening)")
        }
    }

    /// `The capital of Canada is Ottawa.` becomes `Ottawa is the capital of Canada.` and `It is Ottawa that …`.
    private static func inversions(of sentence: Sentence) -> [Rewriting] {
        guard sentence.lower(0) == "the", sentence.lower(2) == "of", sentence.text.hasSuffix("."),
            let verb = sentence.indices(of: "is").first, verb == sentence.words.count - 2,
            sentence.words[verb + 1].text.first?.isUppercase == true
        else { return [] }
        let subject = String(sentence.text[sentence.range(0...verb - 1)]).decapitalized
        let name = sentence.words[verb + 1].text
        return ["\(name) is \(subject).", "It is \(name) that is \(subject)."].map {
            Rewriting(text: $0, note: "the definition the other way round")
        }
    }
}
