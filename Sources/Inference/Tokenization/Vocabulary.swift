/// The tokens of a model: their texts as bytes, their kinds, and the id of each, which is its index.
public struct Vocabulary: Sendable {
    /// The texts as the file has them: with stand-ins for bytes, or `▁` for spaces.
    public let tokens: [[UInt8]]
    /// What each token is for.
    public let kinds: [TokenKind]
    private let ids: [[UInt8]: Int32]

    /// The most tokens; the largest published vocabularies have about 2^18.
    static let maximumCount = 1 << 22

    /// A vocabulary in which no text stands twice; `location` is what errors name.
    init(_ tokens: [[UInt8]], kinds: [TokenKind], at location: String) throws(InferenceError) {
        guard (1...Self.maximumCount).contains(tokens.count) else {
            throw Self.mismatch(location, "found \(tokens.count) tokens, expected 1 to \(Self.maximumCount)")
        }
        guard kinds.count == tokens.count else {
            throw Self.mismatch(location, "found \(kinds.count) token types for \(tokens.count) tokens")
        }
        var ids: [[UInt8]: Int32] = [:]
        ids.reserveCapacity(tokens.count)
        for (id, token) in tokens.enumerated() {
            if let first = ids.updateValue(Int32(id), forKey: token) {
                throw Self.mismatch(location, "the tokens \(first) and \(id) are the same: \(Self.quoted(token))")
            }
        }
        self.tokens = tokens
        self.kinds = kinds
        self.ids = ids
    }

    /// The number of tokens.
    public var count: Int { tokens.count }

    /// The id of a text; `nil` where no token has it.
    public func id(of text: some Sequence<UInt8>) -> Int32? { ids[Array(text)] }

    /// The id of a text; `nil` where no token has it.
    public func id(of text: String) -> Int32? { ids[Array(text.utf8)] }

    /// Whether `id` is a token's.
    func contains(_ id: Int32) -> Bool { tokens.indices.contains(Int(id)) }

    static func mismatch(_ location: String, _ problem: String) -> InferenceError {
        InferenceError(
            .vocabulary, at: location, problem,
            remedy: "The parts of the tokenizer do not belong together: convert the model again.")
    }

    /// A token for errors: short, and on one line whatever it holds.
    static func quoted(_ token: some Collection<UInt8>) -> String {
        let text = String(decoding: token.prefix(40), as: UTF8.self)
        return "\"" + text.unicodeScalars.map { $0.escaped(asASCII: false) }.joined() + "\""
    }
}
