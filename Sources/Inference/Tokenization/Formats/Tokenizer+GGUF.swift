extension Tokenizer {
    /// The tokenizer of a GGUF file.
    ///
    /// [GGUF, Tokenizer](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#ggml)
    ///
    /// - Throws: `unsupported` for a model or pre-tokenizer that is not known, by its name; `vocabulary` where parts do
    ///   not fit.
    public init(_ metadata: GGUFMetadata) throws(InferenceError) {
        let name = try metadata.requiredString("tokenizer.ggml.model")
        let location = "\(metadata.file.name): tokenizer.ggml"
        let vocabulary = try Vocabulary(metadata, at: location)
        var special = try SpecialTokens(metadata, vocabulary, at: location)
        let model: Model
        switch name {
        case "gpt2": model = .byteLevel(try ByteLevelBPE(metadata, vocabulary, special, at: location))
        case "llama": model = .sentencePiece(try SentencePieceBPE(metadata, vocabulary, special, at: location))
        default:
            throw InferenceError(
                .unsupported, at: "\(location).model", "found the tokenizer \(name), expected gpt2 or llama",
                remedy: "Use a model with one of these tokenizers.")
        }
        // Files made before the key existed: llama.cpp takes the beginning to be wanted by these two.
        let pre = try metadata.string("tokenizer.ggml.pre") ?? ""
        let areUsual = name == "llama" || PreTokenizer(named: pre) == .llama3
        try special.addMarks(metadata, areUsual: areUsual, at: location)
        self.init(model, vocabulary, special)
    }
}

extension Vocabulary {
    fileprivate init(_ metadata: GGUFMetadata, at location: String) throws(InferenceError) {
        let tokens = try metadata.requiredStrings("tokenizer.ggml.tokens")
        let numbers = try metadata.int32s("tokenizer.ggml.token_type")
        var kinds = [TokenKind](repeating: .normal, count: numbers == nil ? tokens.count : 0)
        for (index, number) in (numbers ?? []).enumerated() {
            guard let kind = TokenKind(rawValue: number) else {
                throw Self.mismatch("\(location).token_type[\(index)]", "found \(number), expected 1 to 6")
            }
            kinds.append(kind)
        }
        try self.init(tokens, kinds: kinds, at: "\(location).tokens")
    }
}

extension SpecialTokens {
    fileprivate init(
        _ metadata: GGUFMetadata, _ vocabulary: Vocabulary, at location: String
    ) throws(InferenceError) {
        func id(_ name: String) throws(InferenceError) -> Int32? {
            guard let number = try metadata.uint32("tokenizer.ggml.\(name)_token_id") else { return nil }
            guard let id = Int32(exactly: number), vocabulary.contains(id) else {
                throw Vocabulary.mismatch(
                    "\(location).\(name)_token_id", "found \(number), expected 0 to \(vocabulary.count - 1)")
            }
            return id
        }
        beginning = try id("bos")
        end = try id("eos")
        endOfTurn = try id("eot")
        unknown = try id("unknown")
        padding = try id("padding")
    }

    /// The marks around a text; `areUsual` says whether a file that is silent about the beginning wants it.
    fileprivate mutating func addMarks(
        _ metadata: GGUFMetadata, areUsual: Bool, at location: String
    ) throws(InferenceError) {
        if try metadata.bool("tokenizer.ggml.add_bos_token") ?? (areUsual && beginning != nil) {
            prefix = [try Self.required(beginning, "\(location).bos_token_id")]
        }
        if try metadata.bool("tokenizer.ggml.add_eos_token") ?? false {
            suffix = [try Self.required(end, "\(location).eos_token_id")]
        }
    }

    private static func required(_ id: Int32?, _ location: String) throws(InferenceError) -> Int32 {
        guard let id else { throw Vocabulary.mismatch(location, "the token is to be added, but the file has none") }
        return id
    }
}

extension ByteLevelBPE {
    fileprivate init(
        _ metadata: GGUFMetadata, _ vocabulary: Vocabulary, _ special: SpecialTokens, at location: String
    ) throws(InferenceError) {
        let name = try metadata.requiredString("tokenizer.ggml.pre")
        guard let preTokenizer = PreTokenizer(named: name) else {
            throw InferenceError(
                .unsupported, at: "\(location).pre",
                "found the pre-tokenizer \(name), expected one of \(PreTokenizer.names)",
                remedy: "Use a model with one of these; another one would give other tokens than it was trained on.")
        }
        try self.init(
            vocabulary, merges: metadata.requiredStrings("tokenizer.ggml.merges"), preTokenizer: preTokenizer,
            unknown: special.unknown, at: "\(location).merges")
    }
}

extension SentencePieceBPE {
    fileprivate init(
        _ metadata: GGUFMetadata, _ vocabulary: Vocabulary, _ special: SpecialTokens, at location: String
    ) throws(InferenceError) {
        guard let scores = try metadata.float32s("tokenizer.ggml.scores") else {
            throw Vocabulary.mismatch("\(location).scores", "the key is not in the file")
        }
        try self.init(
            vocabulary, scores: scores, unknown: special.unknown,
            addsSpacePrefix: metadata.bool("tokenizer.ggml.add_space_prefix") ?? true, at: "\(location).scores")
    }
}
