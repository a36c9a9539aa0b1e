internal import BoundKnowledge
internal import Retrieval

/// A question that is asked of the library: `/resolve?q=…&lang=…`.
struct AskedQuestion {
    let text: String
    /// BCP 47 tag; `nil` for the library's own language.
    let language: String?

    /// - Throws: `Problem` that names the parameter, and says nothing of the question.
    init(_ query: QueryString) throws(Problem) {
        text = try query.words(limit: QuestionText.maximumByteCount)
        language = try query.value(of: "lang")
        guard language.map(TextRules.isLanguageTag) ?? true else {
            throw .parameter("lang", "is no language: expected a BCP 47 tag such as en or pt-BR")
        }
    }
}

/// Words that are searched for: `/search?q=…&limit=…`.
struct AskedSearch {
    /// The most documents of a page.
    static let maximumLimit = 50
    private static let defaultLimit = 20

    let query: SearchQuery
    let limit: Int

    /// - Throws: `Problem` that names the parameter, and says nothing of the words.
    init(_ query: QueryString) throws(Problem) {
        self.query = SearchQuery(try query.words(limit: QuestionText.maximumByteCount))
        limit = try query.integer("limit", in: 1...Int64(Self.maximumLimit)).map(Int.init) ?? Self.defaultLimit
    }
}

extension AskedSearch {
    /// The words of a form, which a person may leave empty.
    static func words(_ query: QueryString) throws(Problem) -> String {
        let text = try query.value(of: "q") ?? ""
        return text.allSatisfy(\.isWhitespace) ? "" : try query.words(limit: QuestionText.maximumByteCount)
    }
}

extension QueryString {
    /// The parameter `q`, which must be there.
    ///
    /// - Parameter limit: the most bytes in UTF-8.
    fileprivate func words(limit: Int) throws(Problem) -> String {
        guard let text = try value(of: "q") else { throw .parameter("q", "is missing") }
        guard !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { throw .parameter("q", "is empty") }
        guard text.utf8.count <= limit else {
            throw .parameter("q", "has \(text.utf8.count) bytes: expected at most \(limit)")
        }
        return text
    }

    /// The largest integer that every reader of JSON can hold exactly ([RFC 8259 §6](https://www.rfc-editor.org/rfc/rfc8259#section-6)).
    static let safeInteger: Int64 = (1 << 53) - 1

    /// A parameter that is an integer; `nil` where there is none.
    func integer(_ name: String, in range: ClosedRange<Int64>) throws(Problem) -> Int64? {
        guard let text = try value(of: name) else { return nil }
        guard let value = Int64(text), range.contains(value) else {
            let top = range.upperBound == QueryString.safeInteger ? "on" : "to \(range.upperBound)"
            throw .parameter(name, "is no such number: expected an integer from \(range.lowerBound) \(top)")
        }
        return value
    }
}
