/// The rule by which a text is cut into pieces before bytes are merged; no token reaches over the edge of a piece.
///
/// A GGUF file names the rule in `tokenizer.ggml.pre`. Each is a regular expression of the model's authors, here a
/// scanner by hand: it reads every scalar a bounded number of times, where an engine that backtracks may not.
enum PreTokenizer: Sendable, Hashable {
    case gpt2, llama3, smollm, qwen2

    /// The rule of a name in `tokenizer.ggml.pre`, as
    /// [llama-vocab.cpp](https://github.com/ggml-org/llama.cpp/blob/master/src/llama-vocab.cpp) assigns them.
    init?(named name: String) {
        switch name {
        case "gpt-2", "gpt2": self = .gpt2
        case "llama-bpe", "llama3", "llama-v3": self = .llama3
        case "smollm": self = .smollm
        case "qwen2": self = .qwen2
        default: return nil
        }
    }

    /// The names that are understood, for errors.
    static let names = "gpt-2, llama-bpe, smollm, qwen2"

    /// Whether the text is brought to NFC first: `tokenizer.json` of Qwen2 has it so, and GGUF files do not tell.
    var composesFirst: Bool { self == .qwen2 }

    /// The pieces of a text in order; together they are the text.
    func pieces(of text: ClassifiedText) -> [Range<Int>] {
        switch self {
        case .gpt2: Self.pieces(0..<text.count) { GPT2Pattern(text: text, limit: text.count).end(from: $0) }
        case .llama3: Self.pieces(0..<text.count) { GPT4Pattern(text: text, digits: 3).end(from: $0) }
        case .qwen2: Self.pieces(0..<text.count) { GPT4Pattern(text: text, digits: 1).end(from: $0) }
        case .smollm: Self.digitsApart(text)
        }
    }

    private static func pieces(_ range: Range<Int>, end: (Int) -> Int) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let next = end(start)
            pieces.append(start..<next)
            start = next
        }
        return pieces
    }

    /// `tokenizer.json` of SmolLM: `Digits(individual_digits)`, then the pattern of GPT-2 in what is between.
    ///
    /// These digits are numbers by the newest tables, not by those of patterns.
    private static func digitsApart(_ text: ClassifiedText) -> [Range<Int>] {
        func isDigit(_ index: Int) -> Bool { text.scalars[index].properties.generalCategory.isNumber }
        var pieces: [Range<Int>] = []
        var start = 0
        while start < text.count {
            if isDigit(start) {
                pieces.append(start..<start + 1)
                start += 1
            } else {
                var end = start + 1
                while end < text.count, !isDigit(end) { end += 1 }
                let pattern = GPT2Pattern(text: text, limit: end)
                pieces += Self.pieces(start..<end, end: pattern.end(from:))
                start = end
            }
        }
        return pieces
    }
}
