/// Changes how many or how often so that both statements cannot be true.
enum QuantifierChange {
    /// Each word with what denies it.
    private static let table: [String: [String]] = [
        "always": ["never", "not always"], "never": ["always", "often"], "usually": ["rarely", "never"],
        "often": ["rarely", "never"], "generally": ["rarely", "never"], "typically": ["rarely", "never"],
        "mostly": ["rarely"], "frequently": ["rarely", "never"], "normally": ["rarely", "never"],
        "sometimes": ["never"], "rarely": ["usually", "always"], "mainly": ["never"],
        "nobody": ["everybody"], "everybody": ["nobody"], "everyone": ["nobody"], "nothing": ["everything"],
        "everything": ["nothing"], "anyone": ["nobody"],
    ]
    /// Words before a plural: `all files`, `most plants`.
    private static let plurals: [String: [String]] = [
        "all": ["few", "hardly any"], "most": ["few", "hardly any"], "many": ["few", "hardly any", "no"],
        "few": ["most", "all"], "several": ["no"], "some": ["no"],
    ]
    /// Words before which or after which a quantifier is part of a phrase.
    private static let idioms: Set<String> = [
        "at", "above", "after", "in", "how", "as", "so", "not", "times", "the", "too", "a", "its", "their", "whose",
        "of", "for",
    ]

    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        guard !sentence.isNoClaim else { return [] }
        return sentence.words.indices.flatMap { index -> [Rewriting] in
            let word = sentence.lower(index)
            guard !idioms.contains(sentence.lower(index - 1)), !isDenied(sentence, beside: index) else { return [] }
            let plural = (plurals[word] ?? []).filter { isBeforePlural(sentence, index, isDirect: $0 == "no") }
            return (plural + (table[word] ?? []) + universal(sentence, index)).map {
                sentence.replacing(index...index, with: $0)
            }
        }
    }

    /// Whether the sentence denies something besides: two denials might say what was said before.
    private static func isDenied(_ sentence: Sentence, beside index: Int) -> Bool {
        sentence.words.indices.contains { $0 != index && Verbs.negatives.contains(sentence.lower($0)) }
    }

    /// Whether the next word is a plural, or the one after an adjective; `most probable tokens` is a superlative.
    private static func isBeforePlural(_ sentence: Sentence, _ index: Int, isDirect: Bool) -> Bool {
        guard index + 1 < sentence.words.count, !sentence.words[index].precedesPunctuation,
            !["times", "year", "day", "the"].contains(sentence.lower(index + 1))
        else { return false }
        let isAdjective =
            !isDirect && sentence.lower(index) != "most" && !sentence.words[index + 1].precedesPunctuation
            && !["of", "the", "to", "in", "and"].contains(sentence.lower(index + 1))
        return isPlural(sentence.lower(index + 1)) || isAdjective && isPlural(sentence.lower(index + 2))
    }

    private static func isPlural(_ word: String) -> Bool {
        word.hasSuffix("s") && !word.hasSuffix("ss") && !["is", "this", "its", "as", "was", "has"].contains(word)
            || ["people", "data"].contains(word)
    }

    /// `Every copy holds` becomes `Not every copy holds`, at the beginning of a sentence.
    private static func universal(_ sentence: Sentence, _ index: Int) -> [String] {
        guard index == 0, ["every", "each"].contains(sentence.lower(0)), !Verbs.negatives.contains(sentence.lower(1)),
            Numeral(sentence.lower(1)) == nil
        else { return [] }
        return ["no", "not every"]
    }
}
