/// Byte-level byte pair encoding, as GPT-2 introduced it: any text has an encoding, since any byte is a token.
struct ByteLevelBPE: Sendable {
    private let vocabulary: Vocabulary
    private let preTokenizer: PreTokenizer
    private let merges: MergeTable
    private let alphabet = ByteAlphabet()
    /// The token of each byte; `nil` where the vocabulary has none.
    private let byteTokens: [Int32?]
    private let unknown: Int32?
    /// Whether a piece that is a token as a whole is not merged: `ignore_merges` of Llama 3.
    private var takesWholePieces: Bool { preTokenizer == .llama3 }

    /// - Parameter merges: pairs of texts in stand-ins, in the order of learning, each with a space between.
    init(
        _ vocabulary: Vocabulary, merges texts: [[UInt8]], preTokenizer: PreTokenizer, unknown: Int32?,
        at location: String
    ) throws(InferenceError) {
        self.vocabulary = vocabulary
        self.preTokenizer = preTokenizer
        self.unknown = unknown
        byteTokens = alphabet.standIns.map { vocabulary.id(of: $0) }
        var table = MergeTable()
        for (index, text) in texts.enumerated() {
            try Self.add(text, to: &table, vocabulary, at: "\(location)[\(index)]")
        }
        merges = table
    }

    private static func add(
        _ text: [UInt8], to table: inout MergeTable, _ vocabulary: Vocabulary, at location: @autoclosure () -> String
    ) throws(InferenceError) {
        let parts = text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw Vocabulary.mismatch(location(), "found \(Vocabulary.quoted(text)), expected two tokens and a space")
        }
        var ids: [Int32] = []
        for part in [parts[0], parts[1], parts[0] + parts[1]] {
            guard let id = vocabulary.id(of: part) else {
                throw Vocabulary.mismatch(location(), "the merge needs \(Vocabulary.quoted(part)), which is no token")
            }
            ids.append(id)
        }
        guard table.add(ids[0], ids[1], becomes: ids[2]) else {
            throw Vocabulary.mismatch(location(), "the merge \(Vocabulary.quoted(text)) stands twice")
        }
    }

    /// Appends the tokens of a text without special tokens.
    ///
    /// - Throws: `vocabulary` for a byte that has no token, where there is none for the unknown either.
    /// - Complexity: O(n log n)
    func encode(_ text: String, into ids: inout [Int32]) throws(InferenceError) {
        let text = ClassifiedText(preTokenizer.composesFirst ? CanonicalForm.composed.of(text) : text)
        for piece in preTokenizer.pieces(of: text) { try encode(text.bytes(piece), into: &ids) }
    }

    private func encode(_ piece: ArraySlice<UInt8>, into ids: inout [Int32]) throws(InferenceError) {
        if takesWholePieces, let id = vocabulary.id(of: piece.flatMap { alphabet.standIns[Int($0)] }) {
            return ids.append(id)
        }
        var symbols: [Int32] = []
        symbols.reserveCapacity(piece.count)
        for byte in piece {
            guard let id = byteTokens[Int(byte)] ?? unknown else {
                throw Vocabulary.mismatch(
                    "tokenizer", "no token stands for the byte 0x\(String(byte, radix: 16)), and none for the unknown")
            }
            symbols.append(id)
        }
        ids += SymbolChain.merging(symbols, by: merges)
    }

    /// What a token of text means.
    func bytes(of id: Int32) -> [UInt8] {
        let token = vocabulary.tokens[Int(id)]
        return vocabulary.kinds[Int(id)] == .normal ? alphabet.bytes(of: token) : token
    }
}
