/// What somebody searches for: words and quoted phrases, all of which must occur; `hash*` finds every word that starts so.
///
/// Any text is a query. Nothing in it is an operator of the full-text engine: what is no word is passed over.
public struct SearchQuery: Sendable {
    /// A word or phrase.
    public struct Term: Sendable, Hashable {
        /// Words, with single spaces between them.
        public let text: String
        /// Whether the last word is the start of one.
        public let isPrefix: Bool
    }

    /// The terms, as many as a person types.
    public private(set) var terms: [Term] = []

    /// The query of a text.
    public init(_ text: String) {
        var rest = text.unicodeScalars[...]
        while let first = rest.first, terms.count < Self.maximumCount {
            let isPhrase = Self.quotes.contains(first)
            if isPhrase { rest = rest.dropFirst() }
            let body = rest.prefix { scalar in
                !Self.quotes.contains(scalar) && (isPhrase || !scalar.properties.isWhitespace)
            }
            rest = rest[body.endIndex...]
            if isPhrase { rest = rest.dropFirst() }
            let isPrefix = body.last == "*" || isPhrase && rest.first == "*"
            append(body, isPrefix: isPrefix)
            rest = rest.drop { $0.properties.isWhitespace || isPhrase && $0 == "*" }
        }
    }

    private mutating func append(_ body: Substring.UnicodeScalarView, isPrefix: Bool) {
        let words = body.split { !Self.isOfWord($0) }.map { String(String.UnicodeScalarView($0)) }
        guard !words.isEmpty else { return }
        terms.append(Term(text: words.joined(separator: " "), isPrefix: isPrefix))
    }

    /// The query as an expression of SQLite's [FTS5](https://www.sqlite.org/fts5.html#full_text_query_syntax); `nil` without a word.
    public var matchExpression: String? {
        guard !terms.isEmpty else { return nil }
        // No term holds a quotation mark: it would be no part of a word.
        return terms.map { "\"\($0.text)\"" + ($0.isPrefix ? " *" : "") }.joined(separator: " AND ")
    }

    /// What FTS5's tokenizer `unicode61` takes for a part of a word, and marks, which it takes off letters.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse, .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }

    private static let quotes: Set<Unicode.Scalar> = ["\"", "\u{201c}", "\u{201d}", "\u{201e}", "«", "»"]
    private static let maximumCount = 32
}
