/// Replaces a word by its opposite.
enum AntonymSwap {
    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        guard !sentence.isNoClaim else { return [] }
        return Opposites.pairs.flatMap { pair -> [Rewriting] in
            let first = positions(of: pair.0, in: sentence)
            let second = positions(of: pair.1, in: sentence)
            // A sentence that has both may say the same with one exchanged, or nothing that makes sense.
            guard first.count + second.count == 1 else { return [] }
            return first.map { swap(pair.0, for: pair.1, at: $0, in: sentence) }
                + second.map { swap(pair.1, for: pair.0, at: $0, in: sentence) }
        }
    }

    /// Where a word means what its opposite denies: not in a name, a quotation, a measure or a phrase.
    private static func positions(of word: String, in sentence: Sentence) -> [Int] {
        let length = word.split(separator: " ").count
        return sentence.indices(of: word).filter { index in
            let (before, after) = (sentence.lower(index - 1), sentence.lower(index + length))
            return !isName(sentence, index, next: index + length) && !isQuoted(sentence, index)
                && Numeral(sentence.lower(index - 2)) == nil
                && !Opposites.phrases.contains("\(before) \(word)") && !Opposites.phrases.contains("\(word) \(after)")
        }
    }

    private static func isName(_ sentence: Sentence, _ index: Int, next: Int) -> Bool {
        let isLarge = { sentence.words.indices.contains($0) && sentence.words[$0].text.first?.isUppercase == true }
        return isLarge(index) && (index > 0 || isLarge(next))
    }

    private static func isQuoted(_ sentence: Sentence, _ index: Int) -> Bool {
        sentence.text[..<sentence.words[index].range.lowerBound].last == "\""
    }

    private static func swap(_ old: String, for new: String, at index: Int, in sentence: Sentence) -> Rewriting {
        sentence.replacing(index...index + old.split(separator: " ").count - 1, with: new)
    }
}
