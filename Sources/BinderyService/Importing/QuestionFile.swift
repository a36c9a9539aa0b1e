/// A question and its answer as a source file: `key: value` lines between two `---` lines, then the answer's Markdown.
public struct QuestionFile: Sendable {
    /// What the file asks to bind.
    public let request: BindRequest
    /// Where each member stands.
    let places: [String: TextPlace]

    /// Reads a file's text.
    ///
    /// - Throws: `ServiceError.badData` naming the line.
    public init(text: String, path: String) throws(ServiceError) {
        do throws(ImportProblem) {
            try self.init(text: text)
        } catch {
            throw ServiceError(.badData, at: "\(path):\(error.place.line)", error.problem, remedy: error.remedy)
        }
    }

    /// Reads a file's text.
    init(text: String) throws(ImportProblem) {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            throw ImportProblem(
                at: .start, "the file does not start with front matter between two `---` lines",
                remedy: "Write `---`, the members, `---`, then the answer.")
        }
        var members = AnswerMembers(topicSeparator: ",")
        members.answer = text[lines[end].endIndex...].trimmingNewlines
        var places = ["question": TextPlace.start, "answer": TextPlace(line: end + 2, column: 1)]
        var keys: Set<Substring> = []
        for (index, line) in lines[1..<end].enumerated() {
            let place = TextPlace(line: index + 2, column: 1)
            guard let colon = line.firstIndex(of: ":") else {
                throw Self.malformed(place, "the line has no `key: value`")
            }
            let key = line[..<colon]
            guard keys.insert(key).inserted || key == "source" else {
                throw Self.malformed(place, "\(Excerpt(key)) stands twice")
            }
            places[String(key)] = place
            try Self.read(key, line[line.index(after: colon)...].trimmingSpaces, into: &members, at: place)
        }
        do throws(AnswerMembers.Problem) {
            request = try members.finished()
        } catch {
            throw ImportProblem(
                at: places[error.field] ?? .start, field: error.field, error.problem, remedy: error.remedy)
        }
        self.places = places
    }

    private static func read(
        _ key: Substring, _ value: String, into members: inout AnswerMembers, at place: TextPlace
    ) throws(ImportProblem) {
        do throws(AnswerMembers.Problem) {
            if key == "source" {
                try members.add(source: value, from: "source")
            } else {
                try members.set(String(key), to: value)
            }
        } catch {
            throw ImportProblem(at: place, field: error.field, error.problem, remedy: error.remedy)
        }
    }

    private static func malformed(_ place: TextPlace, _ problem: String) -> ImportProblem {
        ImportProblem(
            at: place, problem, remedy: "Known keys: \(AnswerMembers.names.joined(separator: ", ")), source.")
    }
}
