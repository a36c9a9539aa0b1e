/// Compares an answer, token by token as it comes, with a text that is known.
struct TokenComparison {
    private let expected: [UInt8]
    private var index = 0
    private var offset = 0

    /// A comparison with a text.
    init(with expected: String) { self.expected = Array(expected.utf8) }

    /// The first difference, if the next token makes one. A token that completes no character says nothing yet.
    mutating func add(_ text: String) -> TokenDifference? {
        defer {
            index += 1
            offset += text.utf8.count
        }
        guard !expected.dropFirst(offset).starts(with: text.utf8) else { return nil }
        return difference(found: text)
    }

    /// Whether an answer is the expected one.
    func isWhole(_ answer: String) -> Bool { answer.utf8.elementsEqual(expected) }

    /// The difference that the end of the answer makes.
    func finish(_ whole: String) -> TokenDifference? {
        guard !isWhole(whole) else { return nil }
        // Bytes that make no character become text when nothing follows.
        let rest = String(decoding: whole.utf8.dropFirst(offset), as: UTF8.self)
        return difference(found: rest.isEmpty ? nil : rest)
    }

    private func difference(found: String?) -> TokenDifference {
        // The bytes may be cut inside a character, which decoding repairs; a person reads this.
        let rest = String(decoding: expected.dropFirst(offset).prefix(64), as: UTF8.self).prefix(16)
        return TokenDifference(
            index: index, offset: offset, found: found, expected: rest.isEmpty ? nil : String(rest))
    }
}
