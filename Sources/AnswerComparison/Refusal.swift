/// Tells whether an answer is none.
enum Refusal {
    /// Whether an answer has no letter or digit, or refuses: its first sentence, after an apology, begins as a refusal
    /// does, and what follows only excuses, offers or refers.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    static func isRefusal(_ answer: String) -> Bool {
        let bytes = Array(answer.utf8)
        let lines = SegmentReader.segments(of: bytes)
        let tokens = Tokenizer.tokens(of: bytes, in: lines.flatMap(\.lines))
        guard tokens.contains(where: { $0.kind != .mark }) else { return true }
        let sentences = SentenceSplitter.sentences(of: tokens, abbreviations: EnglishFunctionWords.abbreviations)
            .map { tokens[$0].filter { $0.kind != .mark }.map(\.folded) }.filter { !$0.isEmpty }
        guard let first = sentences.firstIndex(where: { !isPreface($0) }) else {
            return sentences.contains(where: isPreface)
        }
        guard isOpening(sentences[first]) else { return false }
        return sentences[(first + 1)...].allSatisfy { isOpening($0) || begins($0, EnglishRefusals.companions) }
    }

    private static func isPreface(_ words: [String]) -> Bool { EnglishRefusals.prefaces.contains(words) }

    private static func isOpening(_ words: [String]) -> Bool {
        var words = words[...]
        while let preface = EnglishRefusals.prefaces.filter({ words.starts(with: $0) }).max(by: { $0.count < $1.count })
        {
            words = words.dropFirst(preface.count)
            if let next = words.first, ["but", "that", "and", "to", "say"].contains(next) { words = words.dropFirst() }
        }
        guard let opening = EnglishRefusals.openings.first(where: { words.starts(with: $0) }) else { return false }
        if opening.count == 1, words.count > 1 { return false }
        return !saysMore(words)
    }

    /// Whether a "but" leads from the refusal to an answer: "I cannot verify this, but it was 5 %".
    private static func saysMore(_ words: ArraySlice<String>) -> Bool {
        guard let turn = words.lastIndex(of: "but"), turn > words.startIndex else { return false }
        let rest = Array(words[(turn + 1)...])
        return !rest.isEmpty && !begins(rest, EnglishRefusals.companions)
    }

    private static func begins(_ words: [String], _ lines: [[String]]) -> Bool {
        lines.contains { words.starts(with: $0) }
    }
}
