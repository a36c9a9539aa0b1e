/// Splits the tokens of a block into sentences.
///
/// A full stop, question or exclamation mark ends a sentence where a space follows, unless the full stop belongs to an
/// abbreviation or an initial; a semicolon ends one as well, since what follows is a statement of its own.
enum SentenceSplitter {
    /// The ranges of sentences; together they are all tokens.
    ///
    /// - Complexity: O(*n*) for *n* tokens.
    static func sentences(of tokens: [Token], abbreviations: Set<String>) -> [Range<Int>] {
        var (sentences, start) = ([Range<Int>](), 0)
        for index in tokens.indices where ends(tokens, index, abbreviations) {
            if start < index + 1 { sentences.append(start..<index + 1) }
            start = index + 1
        }
        if start < tokens.count { sentences.append(start..<tokens.count) }
        return sentences
    }

    private static func ends(_ tokens: [Token], _ index: Int, _ abbreviations: Set<String>) -> Bool {
        let token = tokens[index]
        guard token.kind == .mark, !token.isCode else { return false }
        let next = index + 1 < tokens.count ? tokens[index + 1] : nil
        switch token.text {
        case ";": return true
        case "!", "?", "\u{2026}", "\u{3002}": return next?.isGlued != true && !(next?.startsLowerCase ?? false)
        case ".":
            guard let next else { return true }
            guard !next.isGlued || next.isMark(")") else { return false }
            guard index > 0, tokens[index - 1].kind == .word, token.isGlued else { return true }
            let word = tokens[index - 1]
            if abbreviations.contains(word.folded) { return false }
            return !(word.text.utf8.count == 1 && word.isCapitalised)
        default: return false
        }
    }
}
