/// Byte pair encoding of SentencePiece, as Llama 2 has it: over characters, spaces written `▁`, bytes for what has no
/// token.
///
/// A GGUF file holds scores, not merges. The merges are found as
/// [transformers](https://github.com/huggingface/transformers/blob/main/src/transformers/convert_slow_tokenizer.py)
/// (`generate_merges`) finds them: each way to make a token of two others, higher scores first.
struct SentencePieceBPE: Sendable {
    /// How a space is written in tokens: U+2581.
    static let space = Array("▁".utf8)

    private let vocabulary: Vocabulary
    private let merges: MergeTable
    /// The token of each byte; `nil` where the vocabulary has none.
    private let byteTokens: [Int32?]
    private let unknown: Int32?
    /// Whether a space is put before each stretch of text, so that a word at its start is the word elsewhere.
    let addsSpacePrefix: Bool

    init(
        _ vocabulary: Vocabulary, scores: [Float], unknown: Int32?, addsSpacePrefix: Bool, at location: String
    ) throws(InferenceError) {
        guard scores.count == vocabulary.count, scores.allSatisfy(\.isFinite) else {
            throw Vocabulary.mismatch(
                location, "found \(scores.count) scores for \(vocabulary.count) tokens, or one that is not finite")
        }
        self.vocabulary = vocabulary
        self.unknown = unknown
        self.addsSpacePrefix = addsSpacePrefix
        byteTokens = (UInt8.min...UInt8.max).map { byte in
            vocabulary.id(of: Self.text(ofByte: byte)).flatMap { vocabulary.kinds[Int($0)] == .byte ? $0 : nil }
        }
        merges = Self.merges(vocabulary, scores)
    }

    /// Appends the tokens of a text without special tokens.
    ///
    /// - Complexity: O(n log n)
    func encode(_ text: String, into ids: inout [Int32]) throws(InferenceError) {
        guard !text.isEmpty else { return }
        var symbols: [Int32] = []
        if addsSpacePrefix { try append(Self.space, &symbols) }
        for scalar in text.unicodeScalars {
            try append(
                scalar == " " ? Self.space : Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter), &symbols)
        }
        ids += SymbolChain.merging(symbols, by: merges)
    }

    /// What a token of text means.
    func bytes(of id: Int32) -> [UInt8] {
        let token = vocabulary.tokens[Int(id)]
        if vocabulary.kinds[Int(id)] == .byte { return Self.byte(of: token).map { [$0] } ?? token }
        return token.split(separator: Self.space, omittingEmptySubsequences: false).joined(separator: [0x20]).map(
            \.self)
    }

    private func append(_ character: [UInt8], _ symbols: inout [Int32]) throws(InferenceError) {
        if let id = vocabulary.id(of: character) { return symbols.append(id) }
        let bytes = character.compactMap { byteTokens[Int($0)] }
        if bytes.count == character.count {
            symbols += bytes
        } else if let unknown {
            // One token for a stretch of unknown characters.
            if symbols.last != unknown { symbols.append(unknown) }
        } else {
            throw Vocabulary.mismatch(
                "tokenizer", "no token stands for \(Vocabulary.quoted(character)), and none for the unknown")
        }
    }

    private static func text(ofByte byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "<0x\(digits.count == 1 ? "0" : "")\(digits)>"
    }

    private static func byte(of token: [UInt8]) -> UInt8? {
        (UInt8.min...UInt8.max).first { Array(text(ofByte: $0).utf8) == token }
    }
}

extension SentencePieceBPE {
    /// A way to make a token of two others.
    private struct Split {
        let left: Int32, right: Int32, token: Int32
        let leftLength: Int, rightLength: Int
        let score: Float

        /// Higher scores first, then longer left parts; what is equal goes by the ids.
        static func precedes(_ first: Split, _ second: Split) -> Bool {
            if first.score != second.score { return first.score > second.score }
            if first.leftLength != second.leftLength { return first.leftLength > second.leftLength }
            if first.rightLength != second.rightLength { return first.rightLength > second.rightLength }
            return (first.token, first.left, first.right) < (second.token, second.left, second.right)
        }
    }

    private static func merges(_ vocabulary: Vocabulary, _ scores: [Float]) -> MergeTable {
        let splits = vocabulary.tokens.indices.filter { vocabulary.kinds[$0] == .normal }.flatMap { id in
            Self.splits(of: id, vocabulary, scores[id])
        }
        var table = MergeTable()
        for split in splits.sorted(by: Split.precedes) {
            // Two parts make one text, so no pair comes twice.
            _ = table.add(split.left, split.right, becomes: split.token)
        }
        return table
    }

    private static func splits(of id: Int, _ vocabulary: Vocabulary, _ score: Float) -> [Split] {
        let token = vocabulary.tokens[id]
        // A character begins where a byte is no continuation.
        let starts = token.indices.filter { token[$0] & 0xc0 != 0x80 }
        return starts.enumerated().dropFirst().compactMap { place, start in
            guard let left = vocabulary.id(of: token[..<start]), let right = vocabulary.id(of: token[start...]) else {
                return nil
            }
            guard vocabulary.kinds[Int(left)] == .normal, vocabulary.kinds[Int(right)] == .normal else { return nil }
            return Split(
                left: left, right: right, token: Int32(id), leftLength: place, rightLength: starts.count - place,
                score: score)
        }
    }
}
