/// Makes text of tokens as they come: a character is given out once its last byte is there.
///
/// The texts given out, put together, are `Tokenizer.decode` of all tokens. Bytes that are no UTF-8 become U+FFFD.
public struct TokenDecoder: Sendable {
    private let tokenizer: Tokenizer
    private let includesSpecialTokens: Bool
    private var dropsSpace: Bool
    private var pending: [UInt8] = []

    init(_ tokenizer: Tokenizer, includesSpecialTokens: Bool) {
        self.tokenizer = tokenizer
        self.includesSpecialTokens = includesSpecialTokens
        dropsSpace = tokenizer.addsSpacePrefix
    }

    /// The text that `id` completes; often empty.
    ///
    /// - Throws: `vocabulary` for an id that is no token's.
    public mutating func append(_ id: Int32) throws(InferenceError) -> String {
        guard tokenizer.vocabulary.contains(id) else {
            throw Vocabulary.mismatch("token id", "found \(id), expected 0 to \(tokenizer.vocabulary.count - 1)")
        }
        var bytes = tokenizer.bytes(of: id, includesSpecialTokens: includesSpecialTokens)
        if dropsSpace, let first = bytes.first {
            // The space that encoding put before the text.
            dropsSpace = false
            if first == UInt8(ascii: " ") { bytes.removeFirst() }
        }
        pending += bytes
        let count = pending.count - Self.unfinishedCount(pending)
        defer { pending.removeFirst(count) }
        return String(decoding: pending.prefix(count), as: UTF8.self)
    }

    /// What is left when no token follows.
    public mutating func finish() -> String {
        defer { pending = [] }
        return String(decoding: pending, as: UTF8.self)
    }

    /// How many bytes at the end begin a character that more bytes may complete.
    private static func unfinishedCount(_ bytes: [UInt8]) -> Int {
        for (count, byte) in zip(1...3, bytes.reversed()) {
            switch byte {
            case 0x80...0xbf: continue
            case 0xc2...0xdf: return count < 2 ? count : 0
            case 0xe0...0xef: return count < 3 ? count : 0
            case 0xf0...0xf4: return count < 4 ? count : 0
            default: return 0
            }
        }
        return 0
    }
}

extension Tokenizer {
    /// A decoder of tokens as they come; control tokens have no text unless `includesSpecialTokens`.
    public func makeDecoder(includesSpecialTokens: Bool = false) -> TokenDecoder {
        TokenDecoder(self, includesSpecialTokens: includesSpecialTokens)
    }

    /// The text of tokens.
    ///
    /// - Throws: `vocabulary` for an id that is no token's.
    public func decode(
        _ ids: some Sequence<Int32>, includesSpecialTokens: Bool = false
    ) throws(InferenceError) -> String {
        var decoder = makeDecoder(includesSpecialTokens: includesSpecialTokens)
        var text = ""
        for id in ids { text += try decoder.append(id) }
        return text + decoder.finish()
    }

    var addsSpacePrefix: Bool {
        if case .sentencePiece(let model) = model { model.addsSpacePrefix } else { false }
    }

    func bytes(of id: Int32, includesSpecialTokens: Bool) -> [UInt8] {
        switch vocabulary.kinds[Int(id)] {
        case .control, .unknown: return includesSpecialTokens ? vocabulary.tokens[Int(id)] : []
        case .normal, .userDefined, .unused, .byte:
            switch model {
            case .byteLevel(let model): return model.bytes(of: id)
            case .sentencePiece(let model): return model.bytes(of: id)
            case .wordPiece: return vocabulary.tokens[Int(id)]
            }
        }
    }
}
