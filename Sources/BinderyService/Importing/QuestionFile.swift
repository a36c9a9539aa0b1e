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
        let end = try Self.endOfFrontMatter(in: lines)
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
            let value = try Self.unquoted(line[line.index(after: colon)...].trimmingSpaces, at: place)
            try Self.read(key, value, into: &members, at: place)
        }
        do throws(AnswerMembers.Problem) {
            request = try members.finished()
        } catch {
            throw ImportProblem(
                at: places[error.field] ?? .start, field: error.field, error.problem, remedy: error.remedy)
        }
        self.places = places
    }

    /// The index of the line that ends the front matter.
    private static func endOfFrontMatter(in lines: [Substring]) throws(ImportProblem) -> Int {
        let remedy = "Write `---`, the members, `---`, then the answer."
        guard lines.first == "---" else {
            let isOldLineEnd = lines.first?.utf8.starts(with: "---\r".utf8) ?? false
            throw ImportProblem(
                at: .start, "the file does not start with front matter between two `---` lines",
                remedy: isOldLineEnd ? "Save the file with line ends of Windows (CR LF) or Unix (LF)." : remedy)
        }
        guard let end = lines.dropFirst().firstIndex(of: "---") else {
            throw ImportProblem(
                at: .start, "the front matter that starts here is not ended by a `---` line", remedy: remedy)
        }
        return end
    }

    /// A value without the quotes that YAML allows around it; what needs more of YAML is refused, not taken for text.
    private static func unquoted(_ value: String, at place: TextPlace) throws(ImportProblem) -> String {
        guard let first = value.utf8.first, let last = value.utf8.last else { return value }
        let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
        if quotes.contains(first), first == last, value.utf8.count > 1 {
            let inner = String(Substring(value.utf8.dropFirst().dropLast()))
            guard !inner.utf8.contains(where: { $0 == first || $0 == UInt8(ascii: "\\") }) else {
                throw ImportProblem(
                    at: place, "the value is in quotes and holds quotes or a backslash",
                    remedy: "Write it as it reads, without the quotes around it.")
            }
            return inner
        }
        let isList = first == UInt8(ascii: "[") && last == UInt8(ascii: "]")
        guard !isList, !["|", ">", "|-", ">-"].contains(value) else {
            throw ImportProblem(
                at: place,
                "the value is written as YAML's \(isList ? "list" : "block"), expected plain text in one line",
                remedy: isList
                    ? "Leave out the brackets; topics are separated by commas." : "Write it behind the colon.")
        }
        return value
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
