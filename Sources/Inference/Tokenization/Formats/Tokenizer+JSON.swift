internal import JSON

extension Tokenizer {
    /// The WordPiece tokenizer of a `tokenizer.json`, as models of the BERT family have it.
    ///
    /// `truncation` and `padding` are not applied: they are the matter of whoever makes batches.
    ///
    /// - Parameter name: what errors call the file.
    /// - Throws: `malformed`; `unsupported` for a part of another type; `vocabulary` where parts do not fit.
    public init(tokenizerJSON bytes: [UInt8], name: String) throws(InferenceError) {
        let file = try TokenizerJSON(parsing: bytes, name: name)
        let model = try file.require("model", "WordPiece")
        _ = try file.require("pre_tokenizer", "BertPreTokenizer")
        let normalizer = try file.bertNormalizer()
        let vocabulary = try file.vocabulary(model)
        let unknown = try file.string(model["unk_token"], "/model/unk_token")
        guard let unknownID = vocabulary.id(of: unknown) else {
            throw file.mismatch("/model/unk_token", "\(Vocabulary.quoted(unknown.utf8)) is no token")
        }
        let prefix = try file.string(model["continuing_subword_prefix"], "/model/continuing_subword_prefix")
        let maximum = try file.id(
            model["max_input_chars_per_word"], below: 1 << 16, "/model/max_input_chars_per_word")
        var special = SpecialTokens()
        special.unknown = unknownID
        (special.prefix, special.suffix) = try file.marks(vocabulary)
        special.beginning = special.prefix.first
        special.end = special.suffix.last
        let wordPiece = WordPiece(
            vocabulary, normalizer: normalizer, unknown: unknownID, prefix: prefix, maximumWordLength: Int(maximum))
        self.init(.wordPiece(wordPiece), vocabulary, special)
    }
}

extension TokenizerJSON {
    fileprivate func bertNormalizer() throws(InferenceError) -> BertNormalizer {
        let node = try require("normalizer", "BertNormalizer")
        let lowercases = try bool(node["lowercase"], standard: true, "/normalizer/lowercase")
        return BertNormalizer(
            cleansText: try bool(node["clean_text"], standard: true, "/normalizer/clean_text"),
            separatesChineseCharacters: try bool(
                node["handle_chinese_chars"], standard: true, "/normalizer/handle_chinese_chars"),
            // Where nothing is said, accents go with capitals.
            stripsAccents: try bool(node["strip_accents"], standard: lowercases, "/normalizer/strip_accents"),
            lowercases: lowercases)
    }

    /// The tokens of `/model/vocab`, whose ids are each number from 0 once, and the kinds that `/added_tokens` gives
    /// them.
    fileprivate func vocabulary(_ model: JSONNode) throws(InferenceError) -> Vocabulary {
        guard let vocab = model["vocab"], vocab.kind == .object else {
            throw mismatch("/model/vocab", "expected an object of tokens and ids")
        }
        var tokens = [[UInt8]?](repeating: nil, count: vocab.count)
        for member in vocab.members {
            let pointer = "/model/vocab, token \(Vocabulary.quoted(member.nameBytes))"
            let id = Int(try id(member.value, below: tokens.count, pointer))
            guard tokens[id] == nil else { throw mismatch(pointer, "the id \(id) stands twice") }
            tokens[id] = member.nameBytes
        }
        var kinds = [TokenKind](repeating: .normal, count: tokens.count)
        for (place, added) in (root["added_tokens"]?.elements ?? model.elements).enumerated() {
            kinds[Int(try addedToken(added, tokens, "/added_tokens/\(place)"))] = .control
        }
        return try Vocabulary(tokens.map { $0 ?? [] }, kinds: kinds, at: "\(name): /model/vocab")
    }

    /// The id of an added token, which must be one of the vocabulary and found in the text exactly as it stands.
    private func addedToken(
        _ node: JSONNode, _ tokens: [[UInt8]?], _ pointer: String
    ) throws(InferenceError) -> Int32 {
        let id = try id(node["id"], below: tokens.count, "\(pointer)/id")
        guard node["content"]?.stringBytes() == tokens[Int(id)] else {
            throw mismatch("\(pointer)/content", "the vocabulary has another token with the id \(id)")
        }
        for flag in ["single_word", "lstrip", "rstrip", "normalized"] {
            guard !(try bool(node[flag], standard: false, "\(pointer)/\(flag)")) else {
                throw InferenceError(
                    .unsupported, at: "\(name): \(pointer)/\(flag)", "found true, expected false",
                    remedy: "Use a tokenizer whose added tokens are found as they stand.")
            }
        }
        return id
    }

    /// What the post-processor puts before and behind a text.
    fileprivate func marks(_ vocabulary: Vocabulary) throws(InferenceError) -> ([Int32], [Int32]) {
        guard try type(of: "post_processor") != nil else { return ([], []) }
        let node = try require("post_processor", "TemplateProcessing")
        var marks: ([Int32], [Int32]) = ([], [])
        var isBehind = false
        for (place, piece) in (node["single"]?.elements ?? node.elements).enumerated() {
            guard let special = piece["SpecialToken"] else {
                isBehind = true
                continue
            }
            let pointer = "/post_processor/single/\(place)/SpecialToken/id"
            let text = try string(special["id"], pointer)
            guard let id = vocabulary.id(of: text) else {
                throw mismatch(pointer, "\(Vocabulary.quoted(text.utf8)) is no token")
            }
            if isBehind { marks.1.append(id) } else { marks.0.append(id) }
        }
        return marks
    }
}
