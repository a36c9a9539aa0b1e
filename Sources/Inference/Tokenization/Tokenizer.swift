/// Turns text into the tokens of a model, and tokens into text.
///
/// Encodings are those of Hugging Face `tokenizers`, token for token; `make test-inference` compares them.
public struct Tokenizer: Sendable {
    /// The way from text to tokens.
    enum Model: Sendable {
        case byteLevel(ByteLevelBPE)
        case sentencePiece(SentencePieceBPE)
        case wordPiece(WordPiece)
    }

    /// The most bytes of a text that is encoded at once: 64 MiB.
    public static let maximumTextByteCount = 64 << 20

    /// The tokens.
    public let vocabulary: Vocabulary
    /// The tokens with a meaning of their own.
    public let specialTokens: SpecialTokens
    let model: Model
    /// Control tokens and those that are never cut.
    private let added: AddedTokens
    /// Only those that are never cut.
    private let uncut: AddedTokens

    init(_ model: Model, _ vocabulary: Vocabulary, _ specialTokens: SpecialTokens) {
        self.model = model
        self.vocabulary = vocabulary
        self.specialTokens = specialTokens
        let ids = vocabulary.tokens.indices.map { Int32($0) }
        let uncut = ids.filter { vocabulary.kinds[Int($0)] == .userDefined }
        let marks = ids.filter { [.control, .unknown].contains(vocabulary.kinds[Int($0)]) }
        self.uncut = AddedTokens(uncut, of: vocabulary)
        added = AddedTokens(uncut + marks, of: vocabulary)
    }

    /// The tokens of a text.
    ///
    /// - Parameters:
    ///   - text: up to `maximumTextByteCount` bytes.
    ///   - readingSpecialTokens: whether `<|im_end|>` in the text is the token of that name, as in what a chat template
    ///     made, or letters and signs, as in what a user wrote.
    ///   - addingSpecialTokens: whether the marks of beginning and end that the model expects are put around it.
    /// - Throws: `limit`; `vocabulary` where a character has no token at all.
    /// - Complexity: O(n log n)
    public func encode(
        _ text: String, readingSpecialTokens: Bool = true, addingSpecialTokens: Bool = true
    ) throws(InferenceError) -> [Int32] {
        guard text.utf8.count <= Self.maximumTextByteCount else {
            throw InferenceError(
                .limit, at: "text", "found \(text.utf8.count) bytes, expected at most \(Self.maximumTextByteCount)",
                remedy: "Encode the text in parts.")
        }
        var ids = addingSpecialTokens ? specialTokens.prefix : []
        for segment in (readingSpecialTokens ? added : uncut).segments(of: text) {
            switch segment {
            case .token(let id): ids.append(id)
            case .text(let text): try encode(segment: text, into: &ids)
            }
        }
        return addingSpecialTokens ? ids + specialTokens.suffix : ids
    }

    private func encode(segment text: String, into ids: inout [Int32]) throws(InferenceError) {
        switch model {
        case .byteLevel(let model): try model.encode(text, into: &ids)
        case .sentencePiece(let model): try model.encode(text, into: &ids)
        case .wordPiece(let model): model.encode(text, into: &ids)
        }
    }
}
