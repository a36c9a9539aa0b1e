/// The pattern of Llama 3 and Qwen2, as their `tokenizer.json` and
/// [llama-vocab.cpp](https://github.com/ggml-org/llama.cpp/blob/master/src/llama-vocab.cpp) have it; they differ in
/// `n`, 3 and 1:
///
/// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,n}| ?[^\s\p{L}\p{N}]+[\r\n]*` and then
/// `|\s*[\r\n]+|\s+(?!\S)|\s+`
struct GPT4Pattern {
    let text: ClassifiedText
    /// The most digits of a piece.
    let digits: Int

    /// The end of the match at `start`, which is inside the text; there always is one.
    func end(from start: Int) -> Int {
        if let end = Contraction.end(in: text, from: start, limit: text.count, ignoringCase: true) { return end }
        if let end = endOfLetters(from: start) { return end }
        if text.classes[start] == .number { return text.endOfRun(from: start, most: digits) }
        let hasSpace = text.scalars[start] == " " && start + 1 < text.count
        let first = hasSpace ? start + 1 : start
        guard text.classes[first] == .other else { return endOfWhitespace(from: start) }
        return text.endOfRun(from: text.endOfRun(from: first)) { $0 == .newline }
    }

    /// `[^\r\n\p{L}\p{N}]?\p{L}+`
    private func endOfLetters(from start: Int) -> Int? {
        switch text.classes[start] {
        case .letter: return text.endOfRun(from: start)
        case .number, .newline: return nil
        case .space, .other:
            guard start + 1 < text.count, text.classes[start + 1] == .letter else { return nil }
            return text.endOfRun(from: start + 1)
        }
    }

    /// `\s*[\r\n]+|\s+(?!\S)|\s+`: to the last newline if there is one; else as GPT-2 has it.
    private func endOfWhitespace(from start: Int) -> Int {
        let end = text.endOfRun(from: start, where: \.isWhitespace)
        if let newline = (start..<end).last(where: { text.classes[$0] == .newline }) { return newline + 1 }
        return end == text.count || end - start == 1 ? end : end - 1
    }
}
