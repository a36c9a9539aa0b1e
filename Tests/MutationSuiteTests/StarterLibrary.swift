import Foundation
import JSON
import MutationSuite
import Testing

/// The answers of the starter library: `Registry/questions` and `Registry/model/corpus.jsonl`.
enum StarterLibrary {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Registry").path

    static func answers() throws -> [SourceAnswer] { try questions() + corpus() }

    private static func questions() throws -> [SourceAnswer] {
        let files = try FileManager.default.contentsOfDirectory(atPath: root + "/questions").sorted()
        return try files.filter { $0.hasSuffix(".md") }.map { file in
            let text = try String(contentsOfFile: "\(root)/questions/\(file)", encoding: .utf8)
            let parts = text.components(separatedBy: "\n---\n")
            let line = try #require(parts[0].split(separator: "\n").first { $0.hasPrefix("question: ") })
            return SourceAnswer(
                id: String(file.dropLast(3)), question: String(line.dropFirst(10)),
                text: parts.dropFirst().joined(separator: "\n---\n").trimmingCharacters(in: .newlines))
        }
    }

    private static func corpus() throws -> [SourceAnswer] {
        let text = try String(contentsOfFile: root + "/model/corpus.jsonl", encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let answer = try JSONDocument(parsing: Array(line.utf8)).root
            let question = answer["wordings"]?.elements.first { _ in true }
            return SourceAnswer(
                id: try #require(answer["id"]?.stringValue), question: try #require(question?.stringValue),
                text: try #require(answer["answer"]?.stringValue))
        }
    }
}
