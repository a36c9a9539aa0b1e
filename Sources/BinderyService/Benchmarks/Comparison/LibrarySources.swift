internal import Foundation
internal import JSON
internal import MutationSuite

/// The answers of a library's sources: `questions/*.md` and, where it is there, `model/corpus.jsonl`.
struct LibrarySources {
    private let folder: String
    private let limits = ImportLimits()

    init(folder: String) { self.folder = folder }

    /// Every answer, with the name of its file or its `id`.
    ///
    /// - Throws: `ServiceError` naming the first file or line that cannot be read.
    func answers() throws -> [SourceAnswer] { try questions() + corpus() }

    private func questions() throws -> [SourceAnswer] {
        try MarkdownQuestions(folder: folder + "/questions", limits: limits).entries().map { entry in
            guard let request = entry.request else {
                let problem = entry.problems.first
                throw ServiceError(
                    .badData, at: "\(entry.file):\(problem?.place.line ?? 1)",
                    problem?.problem ?? "the file holds no question",
                    remedy: problem?.remedy ?? "Look at the file.")
            }
            let name = entry.file.split(separator: "/").last ?? ""
            return SourceAnswer(id: String(name.dropLast(3)), question: request.question, text: request.answer)
        }
    }

    private func corpus() throws -> [SourceAnswer] {
        let path = folder + "/model/corpus.jsonl"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let lines = try SafeFile.read(path).split(separator: UInt8(ascii: "\n"))
        return try lines.indices.map { index in
            guard let answer = Self.answer(Array(lines[index])) else {
                throw ServiceError(
                    .badData, at: "\(path):\(index + 1)",
                    "the line is no JSON object with `id`, `answer` and at least one of `wordings`",
                    remedy: "Write one object a line, as Registry/model/README.md says.")
            }
            return answer
        }
    }

    private static func answer(_ line: [UInt8]) -> SourceAnswer? {
        guard let root = try? JSONDocument(parsing: line).root, let id = root["id"]?.stringValue,
            let text = root["answer"]?.stringValue, let wordings = root["wordings"]?.elements.map(\.stringValue),
            let question = wordings.first ?? nil
        else { return nil }
        return SourceAnswer(id: id, question: question, text: text)
    }
}
