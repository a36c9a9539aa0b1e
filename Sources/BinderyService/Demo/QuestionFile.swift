public import BoundKnowledge

/// A question and its answer as a source file: `key: value` lines between two `---` lines, then the answer's Markdown.
public struct QuestionFile: Sendable {
    /// What the file asks to bind.
    public let request: BindRequest

    /// Reads a file's text.
    ///
    /// - Throws: `ServiceError.badData` naming the line.
    public init(text: String, path: String) throws(ServiceError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            throw ServiceError(
                .badData, at: path, "the file does not start with front matter between two `---` lines",
                remedy: "Write `---`, the members, `---`, then the answer.")
        }
        let answer = lines[(end + 1)...].joined(separator: "\n").trimmingNewlines
        var request = BindRequest(question: "", answer: answer)
        var keys: Set<Substring> = []
        for (index, line) in lines[1..<end].enumerated() {
            guard let colon = line.firstIndex(of: ":") else {
                throw Self.malformed(path, index + 2, "the line has no `key: value`")
            }
            guard keys.insert(line[..<colon]).inserted || line[..<colon] == "source" else {
                throw Self.malformed(path, index + 2, "`\(line[..<colon])` stands twice")
            }
            let value = line[line.index(after: colon)...].trimmingSpaces
            guard try Self.set(String(line[..<colon]), value, in: &request, sourceID: "s\(request.sources.count + 1)")
            else {
                throw Self.malformed(path, index + 2, "`\(line)` is no member with a value that is allowed for it")
            }
        }
        guard !request.question.isEmpty, !answer.isEmpty else {
            throw Self.malformed(path, 1, "the question or the answer is missing")
        }
        self.request = request
    }

    /// Reads one member; `false` if the key or the value is unknown.
    private static func set(
        _ key: String, _ value: String, in request: inout BindRequest, sourceID: String
    ) throws(ServiceError) -> Bool {
        switch key {
        case "question": request.question = value
        case "name": request.name = value
        case "language": request.language = value
        case "jurisdiction": request.jurisdiction = value
        case "audience": request.audience = value
        case "topics": request.topics = value.split(separator: ",").map(\.trimmingSpaces)
        case "freshness": request.freshness = FreshnessClass(rawValue: value)
        case "reviewBy": request.reviewBy = CalendarDate(value)
        case "asOf": request.asOf = CalendarDate(value)
        case "recheck":
            guard let recheck = Recheck(rawValue: value) else { return false }
            request.recheck = recheck
        case "source":
            guard let source = Source(line: value, id: sourceID) else { return false }
            request.sources.append(source)
        default: return false
        }
        return (key != "freshness" || request.freshness != nil) && (key != "reviewBy" || request.reviewBy != nil)
            && (key != "asOf" || request.asOf != nil)
    }

    private static func malformed(_ path: String, _ line: Int, _ problem: String) -> ServiceError {
        ServiceError(
            .badData, at: "\(path):\(line)", problem,
            remedy:
                "Known keys: question, name, language, jurisdiction, audience, topics, freshness, reviewBy, asOf, recheck, source."
        )
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

extension StringProtocol {
    /// Without spaces at both ends.
    fileprivate var trimmingSpaces: String {
        let start = drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }

    /// Without line feeds at both ends.
    fileprivate var trimmingNewlines: String {
        let start = drop { $0 == "\n" }
        return String(start.reversed().drop { $0 == "\n" }.reversed())
    }
}
