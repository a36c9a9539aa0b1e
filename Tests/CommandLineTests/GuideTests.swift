import BinderyTestSupport
import Foundation
import Testing

/// The guides' commands work as printed: blocks marked `sh test` run in their order, in an empty folder.
@Suite(.temporaryDirectory) struct GuideTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let folder = root.appendingPathComponent("docs/guides").path

    /// The contents of the code blocks whose first line is ``` and `mark`.
    private func blocks(_ mark: String, of guide: String) throws -> [String] {
        let path = guide == "README" ? Self.root.appendingPathComponent("README.md").path : "\(Self.folder)/\(guide).md"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.components(separatedBy: "\n```\(mark)\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0] + "\n"
        }
    }

    /// Runs the guide's commands with `bindery` on the path; the line that failed is in the diagnostics.
    ///
    /// - Parameter files: what the reader has saved from the page before.
    private func run(_ guide: String, with files: [String: String] = [:]) throws -> BinderyProgram.Result {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        try program.shell("mkdir bin work && ln -s \"$BINDERY\" bin/bindery").requireSuccess()
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("work/" + name)))
        }
        let script = try "set -euo pipefail\nset -x\ncd work\n" + blocks("sh test", of: guide).joined()
        try Data(script.utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("guide.sh")))
        return try program.shell("PATH=\"$PWD/bin:$PATH\" bash guide.sh")
    }

    @Test func `the README's five minutes work as printed`() throws {
        #expect(try blocks("sh test", of: "README").count >= 5)
        let result = try run("README")
        #expect(result.status == 0, "\(result.diagnostics.suffix(3_000))")
        #expect(
            result.text.contains("verified  sha256:") && result.text.contains("rejected  sha256:"), "\(result.text)")
    }

    @Test func `the publisher's guide works as printed`() throws {
        #expect(try blocks("sh test", of: "publisher").count >= 11)
        let result = try run("publisher")
        #expect(result.status == 0, "\(result.diagnostics.suffix(3_000))")
        #expect(result.text.contains("verified  backup"), "\(result.text)")
    }

    @Test func `the auditor's guide works as printed`() throws {
        let program = try #require(blocks("python", of: "auditor").first)
        #expect(program.split(separator: "\n").count <= 16)
        let result = try run("auditor", with: ["check.py": program])
        #expect(result.status == 0, "\(result.diagnostics.suffix(3_000))")
        #expect(result.text.components(separatedBy: "Signature Verified Successfully").count == 3, "\(result.text)")
        #expect(
            result.diagnostics.components(separatedBy: "Good \"git\" signature").count == 4, "\(result.diagnostics)")
        #expect(result.text.contains("rejected  sha256:"))
    }

    @Test func `the client's guide works as printed`() throws {
        #expect(try blocks("sh test", of: "client").count >= 4)
        let result = try run("client")
        #expect(result.status == 0, "\(result.diagnostics.suffix(3_000))")
        #expect(
            result.text.contains("object.jsonld: OK") && result.text.contains("verified  sha256:"), "\(result.text)")
        #expect(result.text.hasSuffix("  status superseded\n"), "\(result.text)")
    }

    @Test func `every exit code of the program is in the table`() throws {
        let table = try String(contentsOfFile: "\(Self.folder)/exit-codes.md", encoding: .utf8)
        for code in [0, 1, 64, 65, 66, 69, 70, 73, 74, 75, 77, 78] {
            #expect(table.contains("\n| \(code) |"), "\(code)")
        }
    }
}
