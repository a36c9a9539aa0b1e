/// The pattern of [GPT-2](https://github.com/openai/gpt-2/blob/master/src/encoder.py), `class Encoder`:
///
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
struct GPT2Pattern {
    let text: ClassifiedText
    /// Where the text ends for this pattern.
    let limit: Int

    /// The end of the match at `start`, which is below `limit`; there always is one.
    func end(from start: Int) -> Int {
        if let end = Contraction.end(in: text, from: start, limit: limit, ignoringCase: false) { return end }
        let hasSpace = text.scalars[start] == " " && start + 1 < limit
        let first = hasSpace ? start + 1 : start
        guard text.classes[first].isWhitespace else { return min(text.endOfRun(from: first), limit) }
        return endOfWhitespace(from: start)
    }

    /// `\s+(?!\S)|\s+`: white space without its last scalar where something follows, so that a space can go to the
    /// next word.
    private func endOfWhitespace(from start: Int) -> Int {
        let end = min(text.endOfRun(from: start, where: \.isWhitespace), limit)
        return end == limit || end - start == 1 ? end : end - 1
    }
}
