/// What is left of a question when its spelling is put aside: two questions with one normal form ask the same.
///
/// Rule 3 of `docs/decisions/0012-normal-form-of-questions.md`: compatibility characters, case, white space and punctuation at the end in
/// any language; in English contractions, politeness around the question, and spelled numbers. A form that is too narrow costs a
/// match; one that is too wide serves a wrong answer, so in doubt two questions stay apart.
public struct NormalForm: Sendable, Hashable {
    /// Raised whenever a rule changes, so that forms kept somewhere are made again.
    public static let version = 1

    /// The form: words joined by single spaces.
    public let text: String
    /// Whether the question points at what its reader has in front of them, as `this sentence` does: no form stands for it.
    public let isDeictic: Bool

    /// The form of a question.
    ///
    /// - Parameters:
    ///   - question: as somebody asked it.
    ///   - language: the BCP 47 tag of the language in which it is asked.
    public init(_ question: String, language: String) {
        var words = Self.withoutEnd(FoldedText(question).words)
        if Self.isEnglish(language) {
            words = words.flatMap(EnglishContraction.expanded)
            words = PolitePhrase.removed(from: words)
            words = SpelledNumber.replaced(in: words)
        }
        words = Self.withoutEnd(words)
        text = words.joined(separator: " ")
        isDeictic = Self.isEnglish(language) && Deixis.isFound(in: words)
    }

    /// Whether both are the same bytes.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.text.utf8.elementsEqual(rhs.text.utf8) }

    /// Combines the bytes of the form.
    public func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }

    private static func isEnglish(_ language: String) -> Bool {
        LanguageRange("en").contains(language)
    }

    /// The words without punctuation after the last one; `5!` stays a factorial.
    private static func withoutEnd(_ words: [String]) -> [String] {
        var words = words
        while let last = words.popLast() {
            var scalars = last.unicodeScalars[...]
            while let mark = scalars.last, endMarks.contains(mark) {
                let before = scalars.dropLast().last
                if mark == "!", let before, before.properties.numericType != nil || before == ")" { break }
                scalars = scalars.dropLast()
            }
            if !scalars.isEmpty { return words + [String(String.UnicodeScalarView(scalars))] }
        }
        return words
    }

    private static let endMarks: Set<Unicode.Scalar> = ["?", "!", ".", ",", ";", ":", "。", "、", "؟", "।"]
}

/// A language, and every more narrow one: `en` holds `en-GB`
/// ([RFC 4647 §3.3.1](https://www.rfc-editor.org/rfc/rfc4647#section-3.3.1)).
public struct LanguageRange: Sendable {
    private let tag: [UInt8]

    /// The range of a BCP 47 tag.
    public init(_ tag: String) { self.tag = tag.utf8.map(Self.lowercased) }

    /// Whether a tag lies in the range.
    public func contains(_ other: String) -> Bool {
        let bytes = other.utf8
        guard bytes.count == tag.count || bytes.dropFirst(tag.count).first == UInt8(ascii: "-") else { return false }
        return bytes.prefix(tag.count).lazy.map(Self.lowercased).elementsEqual(tag)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
