import BinderyTestSupport
import Foundation
import JSON
import Testing

/// `bindery bench recompute` over the starter library's sources, with a few pairs of each kind.
@Suite(.temporaryDirectory) struct BenchRecomputeTests {
    private static let registry = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Registry").path

    private var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    private func bench(_ sources: String, _ arguments: String...) throws -> BinderyProgram.Result {
        try program.run(
            ["bench", "recompute", "--part", "comparison", "--sources", sources, "--pairs", "3"] + arguments)
    }

    /// The one line that `--json` prints.
    private func json(_ arguments: String...) throws -> JSONValue {
        let result = try program.run(
            ["bench", "recompute", "--part", "comparison", "--sources", Self.registry, "--pairs", "3", "--json"]
                + arguments)
        try #require(result.status == 0 && result.text.split(separator: "\n").count == 1, "\(result)")
        return JSONValue(try JSONDocument(parsing: result.output).root)
    }

    @Test func `the line has a measure, both halves and every kind`() throws {
        let line = try json()
        #expect(line["name"] == "comparison" && line["reference"] == 0.98 && line["seed"] == "1")
        #expect(line["answers"] == 209)
        let halves = try #require(line["halves"]?.elements)
        #expect(halves.map { $0["half"] } == ["development", "held-out"])
        for half in halves { #expect(try #require(half["kinds"]?.elements).count == 19) }
    }

    @Test func `each pair is counted under one verdict`() throws {
        for half in try #require(json()["halves"]?.elements) {
            var total: Int64 = 0
            for kind in try #require(half["kinds"]?.elements) {
                guard case .object(let verdicts)? = kind["verdicts"], case .integer(let pairs)? = kind["pairs"] else {
                    Issue.record("\(kind)")
                    continue
                }
                let counts = verdicts.members.map { member -> Int64 in
                    if case .integer(let count) = member.value { count } else { 0 }
                }
                #expect(counts.reduce(0, +) == pairs && pairs == 3, "\(kind)")
                total += pairs
            }
            #expect(half["pairs"] == .integer(total))
        }
    }

    @Test func `the same seed gives the same line, another seed another`() throws {
        let line = try json("--seed", "7")
        #expect(try json("--seed", "7") == line)
        #expect(line["seed"] == "7")
    }

    @Test func `people get a table for each half`() throws {
        let result = try bench(Self.registry)
        #expect(result.status == 0 && result.diagnostics.isEmpty)
        let lines = result.text.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("negation ") && $0.hasSuffix("(98 %)") } == 2, "\(result.text)")
        #expect(lines.count { $0.hasPrefix("57 pairs, ") } == 2, "\(result.text)")
    }

    @Test func `misjudged pairs go to standard error, as many as wanted at most`() throws {
        let result = try bench(Self.registry, "--show-misjudged", "2", "--json")
        let shown = result.diagnostics.split(separator: "\n").filter { $0.contains(": expected ") }
        #expect(result.status == 0 && shown.count <= 2, "\(result.diagnostics)")
        #expect(result.text.split(separator: "\n").count == 1)
    }

    @Test func `a library on disk is planned and run by processes of their own, and found again`() throws {
        for documents in ["150", "160"] {
            let result = try program.run(
                "bench", "recompute", "--part", "library", "--sources", Self.registry, "--documents", documents,
                "--signed",
                "70", "--at", "large", "--json")
            try #require(result.status == 0, "\(result)")
            let lines = try result.text.split(separator: "\n").map { line in
                JSONValue(try JSONDocument(parsing: Array(line.utf8)).root)
            }
            let names = ["plan", "plan-memory", "run-memory", "again-memory", "signed-memory"]
            #expect(lines.map { $0["name"] } == names.map { .string("recompute-library-\($0)") })
            #expect(lines.map { $0["unit"] } == ["s", "MB", "MB", "MB", "MB"])
            #expect(result.diagnostics.contains("\(documents) documents, as recompute --dry-run plans them"))
            #expect(result.diagnostics.contains("\(documents) findings wait for a key"), "\(result.diagnostics)")
            #expect(result.diagnostics.contains("70 findings are signed and published"), "\(result.diagnostics)")
        }
    }

    @Test func `sources that are not there or not sound are refused`() throws {
        let missing = try bench("nowhere")
        #expect(missing.status == 74 && missing.output.isEmpty, "\(missing)")

        let folder = TemporaryDirectory.file("sources")
        try FileManager.default.createDirectory(atPath: folder + "/questions", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder + "/model", withIntermediateDirectories: true)
        try Data("---\nquestion: What is a byte?\n---\nA byte has 8 bits.\n".utf8).write(
            to: URL(fileURLWithPath: folder + "/questions/byte.md"))
        try Data("{\"id\": \"one\"}\n".utf8).write(to: URL(fileURLWithPath: folder + "/model/corpus.jsonl"))
        let unsound = try bench(folder)
        #expect(unsound.status == 65 && unsound.diagnostics.contains("corpus.jsonl:1"), "\(unsound)")
    }
}
