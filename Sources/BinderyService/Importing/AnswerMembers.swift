public import BoundKnowledge

/// What a source file says of an answer, member by member: the keys of front matter and the columns of a CSV file.
struct AnswerMembers {
    /// A value that is not allowed for its member.
    struct Problem: Error {
        let field: String
        let problem: String
        let remedy: String
    }

    /// Every member that has one value or a list of words.
    static let names = [
        "question", "name", "language", "jurisdiction", "audience", "subject", "topics", "freshness", "reviewBy",
        "asOf", "recheck", "license", "origin", "model-name", "model-version", "provider", "temperature",
    ]

    private var request: BindRequest
    private var origin: AnswerOrigin?
    private var model: [String: String] = [:]
    private let topicSeparator: Character

    /// - Parameter topicSeparator: what stands between topics.
    init(topicSeparator: Character) {
        request = BindRequest(question: "", answer: "")
        self.topicSeparator = topicSeparator
    }

    /// The answer's exact text.
    var answer: String {
        get { request.answer }
        set { request.answer = newValue }
    }

    /// The question as far as it is known.
    var question: String { request.question }

    /// Takes one of `names`.
    mutating func set(_ name: String, to value: String) throws(Problem) {
        switch name {
        case "question": request.question = value
        case "name": request.name = value
        case "language": request.language = value
        case "jurisdiction": request.jurisdiction = value
        case "audience": request.audience = value
        case "subject": request.subject = value
        case "license": request.license = value
        case "topics": request.topics = value.split(separator: topicSeparator).map(\.trimmingSpaces)
        case "freshness": request.freshness = try Self.choice(name, value)
        case "recheck": request.recheck = try Self.choice(name, value)
        case "origin": origin = try Self.origin(value)
        case "asOf": request.asOf = try Self.date(name, value)
        case "reviewBy": request.reviewBy = try Self.date(name, value)
        case "model-name", "model-version", "provider", "temperature": model[name] = value
        default:
            throw Problem(
                field: name, problem: "\(Excerpt(name)) is no member that is known",
                remedy: "Known are \(Self.names.joined(separator: ", ")).")
        }
    }

    /// Takes a source, `role | title | url | locator`; the first is cited in the text as `[^s1]`.
    mutating func add(source line: String, from field: String) throws(Problem) {
        guard let source = Source(line: line, id: "s\(request.sources.count + 1)") else {
            throw Problem(
                field: field, problem: "\(Excerpt(line)) is no source",
                remedy: "Write `citation | Title | https://… | locator`, with grounding, citation or further first.")
        }
        request.sources.append(source)
    }

    /// Takes the address of a page for further reading.
    mutating func add(url: String) throws(Problem) {
        guard TextRules.isURL(url) else {
            throw Problem(
                field: "url", problem: "\(Excerpt(url)) is no URL",
                remedy: "Write an absolute https: or http: URL in ASCII, or a URN.")
        }
        request.sources.append(
            Source(id: "s\(request.sources.count + 1)", role: .further, title: url, url: url))
    }

    /// The request that the members make.
    func finished() throws(Problem) -> BindRequest {
        guard !QuestionText.canonical(question).isEmpty else { throw Self.missing("question") }
        guard answer.contains(where: { !$0.isWhitespace }) else { throw Self.missing("answer") }
        var request = request
        request.declared = try declaration()
        return request
    }

    private func declaration() throws(Problem) -> DeclaredDerivation? {
        guard origin == .model else {
            guard let name = model.keys.min() else { return nil }
            throw Problem(
                field: name, problem: "a model is named, and the origin is human",
                remedy: "Give the origin `model`, or leave out what is said of the model.")
        }
        guard let name = model["model-name"], let version = model["model-version"], let provider = model["provider"]
        else {
            throw Problem(
                field: "origin", problem: "the origin is model, and model-name, model-version or provider is missing",
                remedy: "Give all three.")
        }
        return DeclaredDerivation(
            model: DeclaredModel(provider: provider, name: name, version: version),
            sampler: Sampler(temperature: model["temperature"] ?? "0"))
    }

    private static func missing(_ name: String) -> Problem {
        Problem(field: name, problem: "the \(name) is missing", remedy: "Write it, or remove the row or file.")
    }

    private static func origin(_ value: String) throws(Problem) -> AnswerOrigin {
        let origin: AnswerOrigin = try choice("origin", value)
        guard origin != .modelEdited else {
            throw Problem(
                field: "origin", problem: "the origin is model-edited, expected human or model",
                remedy: "Bind it with `bindery bind`, which takes the raw output and what was edited.")
        }
        return origin
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ value: String
    ) throws(Problem) -> Choice {
        if let choice = Choice(rawValue: value) { return choice }
        throw Problem(
            field: name, problem: "`\(name)` is \(Excerpt(value))",
            remedy: "Write one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
    }

    private static func date(_ name: String, _ value: String) throws(Problem) -> CalendarDate {
        if let date = CalendarDate(value) { return date }
        throw Problem(
            field: name, problem: "`\(name)` is \(Excerpt(value)), expected a day of the calendar",
            remedy: "Write it as 2026-11-30.")
    }
}

extension Source {
    /// A source from `role | title | url | locator`; the last two may be empty or left out.
    public init?(line: String, id: String) {
        let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmingSpaces)
        guard (2...4).contains(fields.count), let role = SourceRole(rawValue: fields[0]), !fields[1].isEmpty else {
            return nil
        }
        func field(_ index: Int) -> String? {
            index < fields.count && !fields[index].isEmpty ? fields[index] : nil
        }
        self.init(id: id, role: role, title: fields[1], url: field(2), locator: field(3))
    }
}

extension Substring {
    /// Without spaces at both ends.
    var trimmingSpaces: String { trimming(UInt8(ascii: " ")) }

    /// Without line feeds at both ends.
    var trimmingNewlines: String { trimming(UInt8(ascii: "\n")) }

    /// By bytes: a text has thousands of characters, and finding their boundaries takes longer than all else that is done to it.
    private func trimming(_ byte: UInt8) -> String {
        guard let first = utf8.firstIndex(where: { $0 != byte }), let last = utf8.lastIndex(where: { $0 != byte })
        else { return "" }
        return String(self[first..<utf8.index(after: last)])
    }
}
