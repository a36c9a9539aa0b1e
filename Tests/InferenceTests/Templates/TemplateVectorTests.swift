import Foundation
import Inference
import JSON
import Testing

/// Chat templates against jinja2: the same text, and an error where jinja2 has one.
@Suite struct TemplateVectorTests {
    private static let committed = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
            "Interop/templates/vectors.jsonl"
        ).path

    /// Twenty thousand random expressions more, where `make test-inference` put them.
    private static let generated = ProcessInfo.processInfo.environment["BINDERY_TEMPLATE_VECTORS"]

    @Test func `templates in the manner of published ones render as jinja2 renders them`() throws {
        let (count, refused) = try Self.compare(Self.committed)
        #expect(count >= 400)
        #expect(refused <= 8)
    }

    @Test(.enabled(if: generated != nil)) func `random expressions are worth what jinja2 says`() throws {
        let (count, refused) = try Self.compare(#require(Self.generated))
        #expect(count >= 15_000)
        #expect(refused * 50 < count)
    }

    /// Renders every template of a file: how many there were, and how many of them the subset refuses by name.
    private static func compare(_ path: String) throws -> (count: Int, refused: Int) {
        let text = try Data(contentsOf: URL(fileURLWithPath: path))
        let lines = try text.split(separator: UInt8(ascii: "\n")).map { try JSONDocument(parsing: Array($0)).root }
        let standard = try #require(lines[0]["context"])
        var (differing, refused) = (0, 0)
        for vector in lines.dropFirst() {
            let expected = vector["output"]?.stringValue
            let result = try render(vector, vector["context"] ?? standard)
            switch (result, expected) {
            case (.success(let text), let expected?) where text.utf8.elementsEqual(expected.utf8): continue
            case (.failure, nil): continue
            case (.failure(let error), _) where error.code == .unsupported: refused += 1
            default:
                differing += 1
                guard differing <= 40 else { continue }
                let template = vector["template"]?.stringValue ?? ""
                Issue.record("\(template)\n\(result)\nexpected \(expected ?? "an error")")
            }
        }
        #expect(differing == 0, "of \(lines.count)")
        return (lines.count, refused)
    }

    private static func render(_ vector: JSONNode, _ context: JSONNode) throws -> Result<String, InferenceError> {
        let template = try #require(vector["template"]?.stringValue)
        do {
            return .success(try ChatTemplate(template, name: "template").render(context))
        } catch {
            return .failure(error)
        }
    }
}
