/// A word, a number, a mark or a link of an answer, with the place where it stands.
struct Token: Sendable {
    enum Kind: Sendable {
        case word, number, mark, link
    }

    let kind: Kind
    /// The bytes of the answer's UTF-8.
    let bytes: Range<Int>
    /// As written.
    let text: String
    /// In lower case, with a straight apostrophe and plain digits.
    let folded: String
    /// Whether nothing stands between this token and the one before it.
    let isGlued: Bool
    /// Whether it stands in a code span.
    let isCode: Bool

    func isMark(_ mark: String) -> Bool { kind == .mark && text == mark }

    /// Whether the first letter is a capital.
    var isCapitalised: Bool { text.unicodeScalars.first?.properties.isUppercase == true }

    /// Whether it is a word whose first letter is small.
    var startsLowerCase: Bool { kind == .word && text.unicodeScalars.first?.properties.isLowercase == true }

    /// Whether it is written as only a name or a symbol is: in capitals, with a capital inside, or with a digit.
    var isNameLike: Bool {
        guard kind == .word, text.utf8.count > 1 else { return false }
        let scalars = text.unicodeScalars
        if scalars.contains(where: { (0x30...0x39).contains($0.value) }) { return true }
        return scalars.dropFirst().contains { $0.properties.isUppercase }
    }
}
