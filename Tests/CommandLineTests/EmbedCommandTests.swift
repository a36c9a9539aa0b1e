import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct EmbedCommandTests {
    private let folder = TemporaryDirectory.file("encoder")

    private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> BinderyProgram.Result {
        try BinderyProgram(in: TemporaryDirectory.current).run(["embed"] + arguments, environment: environment)
    }

    @Test func `each text has a line with its vector, the same for any company, threads and instruction set`() throws {
        try SampleBert().write(to: folder)
        let lines = try run("abc", "a b", "--model", folder).text.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].split(separator: " ").count == 96)
        let json = try run("a b", "--model", folder, "--threads", "2", "--json", environment: ["BINDERY_ISA": "scalar"])
        let root = try JSONDocument(parsing: json.output).root
        #expect(root["text"]?.stringValue == "a b" && root["tokens"]?.integerValue == 4)
        let vector = try #require(root["vector"]).elements.map { Float(try #require($0.doubleValue)) }
        #expect(vector.map { "\($0)" } == lines[1].split(separator: " ").map(String.init))
        let int8 = try run("a b", "--model", folder, "--precision", "int8")
        #expect(int8.status == 0 && int8.text != lines[1] + "\n")
    }

    @Test func `the model is looked for where make models puts it`() throws {
        let missing = try run("a", environment: ["BINDERY_MODELS": TemporaryDirectory.current])
        #expect(missing.status == 66 && missing.diagnostics.contains("all-minilm-l6-v2"))
        try SampleBert().write(to: TemporaryDirectory.file("all-minilm-l6-v2"))
        #expect(try run("a", environment: ["BINDERY_MODELS": TemporaryDirectory.current]).status == 0)
    }

    @Test func `another model is refused by the field that differs`() throws {
        try SampleBert(settings: ["model_type": "\"roberta\""]).write(to: folder)
        let refused = try run("a", "--model", folder)
        #expect(refused.status == 65 && refused.output.isEmpty)
        #expect(refused.diagnostics.contains("config.json: /model_type: found roberta, expected bert"))
        #expect(try run("--model", folder).status == 64)
    }
}
