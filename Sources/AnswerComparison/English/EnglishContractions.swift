/// Writes out contractions: "isn't" is read as "is not", "cannot" as "can not", "it's" as "it is".
enum EnglishContractions {
    /// The tokens with each contraction as the two that it stands for; each has its own part of the bytes.
    ///
    /// - Complexity: O(*n*) for *n* tokens.
    static func expanded(_ tokens: [Token]) -> [Token] {
        var expanded: [Token] = []
        expanded.reserveCapacity(tokens.count)
        for token in tokens {
            guard token.kind == .word, let (first, second, length) = parts(token.folded, of: token) else {
                expanded.append(token)
                continue
            }
            let middle = max(token.bytes.lowerBound, token.bytes.upperBound - length)
            expanded.append(part(first, token, token.bytes.lowerBound..<middle, isGlued: token.isGlued))
            expanded.append(part(second, token, middle..<token.bytes.upperBound, isGlued: false))
        }
        return expanded
    }

    /// The two words, and how many bytes the second takes.
    private static func parts(_ word: String, of token: Token) -> (String, String, Int)? {
        if word == "cannot" { return ("can", "not", 3) }
        guard word.utf8.contains(0x27) else { return nil }
        // A typographic apostrophe takes three bytes.
        let extra = token.bytes.count - word.utf8.count
        if word.hasSuffix("n't") {
            let stem = String(word.dropLast(3))
            return (["ca": "can", "wo": "will", "sha": "shall"][stem] ?? stem, "not", 3 + extra)
        }
        if pronouns.contains(word) { return (String(word.dropLast(2)), "is", 2 + extra) }
        return nil
    }

    private static let pronouns: Set<String> = [
        "it's", "that's", "there's", "here's", "what's", "who's", "he's", "she's", "where's", "how's",
    ]

    private static func part(_ word: String, _ token: Token, _ bytes: Range<Int>, isGlued: Bool) -> Token {
        // The first letter keeps its case, by which a sentence and a name are told.
        let text = token.isCapitalised && bytes.lowerBound == token.bytes.lowerBound ? word.capitalisedFirst : word
        return Token(kind: .word, bytes: bytes, text: text, folded: word, isGlued: isGlued, isCode: token.isCode)
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
