/// Replaces a name, or a common noun, by another of the same kind.
enum EntitySwap {
    static func rewritings(of sentence: Sentence, with kinds: [[String]]) -> [Rewriting] {
        guard !sentence.isNoClaim else { return [] }
        return kinds.flatMap { names in
            // Where a sentence has two names of a kind, exchanging one may leave a list that says the same.
            let present = names.filter { !positions(of: $0, in: sentence).isEmpty }
            guard present.count == 1, let name = present.first else { return [Rewriting]() }
            return positions(of: name, in: sentence).prefix(1).flatMap { index -> [Rewriting] in
                let last = index + name.split(separator: " ").count - 1
                return others(than: name, in: names).map { sentence.replacing(index...last, with: $0) }
            }
        }
    }

    /// The three names that follow in the table, so that every name has its own replacements.
    private static func others(than name: String, in names: [String]) -> [String] {
        guard let position = names.firstIndex(of: name) else { return [] }
        return (1...3).map { names[(position + $0) % names.count] }.filter { $0 != name }
    }

    /// Names are written with their capitals, common nouns without but at the beginning.
    private static func positions(of name: String, in sentence: Sentence) -> [Int] {
        let count = name.split(separator: " ").count
        return sentence.indices(of: name).filter { sentence.text[sentence.range($0...$0 + count - 1)] == name }
    }
}
