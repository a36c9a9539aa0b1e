import BinderyTestSupport
import Foundation
import JSON
import Testing

/// `bindery publish` of many files.
@Suite(.temporaryDirectory) struct PublishCommandTests {
    private static let documentCount = 1_050

    /// Writes documents to `d/<number>.json` and returns their names.
    private func write(_ count: Int, for library: TestLibrary) throws -> [String] {
        try FileManager.default.createDirectory(
            atPath: TemporaryDirectory.file("d"), withIntermediateDirectories: true)
        return try (0..<count).map { number in
            try library.write(SignedDocument("Question \(number)?").bytes(), to: "d/\(number).json")
            return "d/\(number).json"
        }
    }

    @Test func `many files go into few commits, killed or not`() throws {
        let library = try TestLibrary()
        let files = try write(Self.documentCount, for: library)
        let output = TemporaryDirectory.file("receipts")
        let running = try library.program.start(
            ["publish"] + files + ["--registry", "library", "--json"], output: output, diagnostics: output + ".err")
        // Killed when the first receipts are there.
        func receipts() -> [JSONValue] {
            let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
                (try? JSONDocument(parsing: Array(line.utf8))).map { JSONValue($0.root) }
            }
        }
        while receipts().isEmpty, running.isRunning { usleep(200) }
        running.kill()
        let status = running.wait()
        #expect(status == 128 + SIGKILL || status == 0)
        let acknowledged = Set(receipts().compactMap { $0["object"]?.text })
        #expect(!acknowledged.isEmpty)
        let again = try library.run(["publish"] + files + ["--json"])
        #expect(again.status == 0 && again.diagnostics.isEmpty, "\(again.diagnostics)")
        let lines = again.text.split(separator: "\n").compactMap { line in
            (try? JSONDocument(parsing: Array(line.utf8))).map { JSONValue($0.root) }
        }
        #expect(lines.count == Self.documentCount)
        for line in lines where acknowledged.contains(line["object"]?.text ?? "") { #expect(line["status"] == "known") }
        let audit = try library.audit()
        #expect(audit.verdict == "verified" && audit.json["objects"] == .integer(Int64(Self.documentCount + 1)))
        // The founding, and a commit for each 500 files.
        #expect(audit.json["commits"] == 4, "\(audit.text)")
    }

    @Test func `what is refused is named by its file and holds back nothing`() throws {
        let library = try TestLibrary()
        var files = try write(12, for: library)
        try library.write(SignedDocument("Foreign?", signers: ["stranger"]).bytes(), to: "d/3.json")
        files[5] = "d/absent.json"
        try library.write(Array("{}".utf8), to: "d/7.json")
        let result = try library.run(["publish"] + files)
        #expect(result.status == 1 && result.text.split(separator: "\n").count == 9, "\(result.diagnostics)")
        let named = result.diagnostics.split(separator: "\n").filter { $0.hasPrefix("bindery: ") }
            .compactMap { $0.split(separator: ":").dropFirst().first?.dropFirst() }
        #expect(named == ["d/3.json", "d/absent.json", "d/7.json"])
        #expect(try library.audit().json["objects"] == 10)
        // The code is the first refused file's.
        #expect(try library.run("publish", "d/absent.json", "d/3.json").status == 66)
        #expect(try library.run("publish", "d/3.json", "d/absent.json").status == 1)
    }

    @Test(arguments: [false, true])
    func `a trust root and what only it authorises are published in one run`(isDryRun: Bool) throws {
        let library = try TestLibrary()
        try TestLibrary.writeKey("second")
        for arguments in [
            ["root", "next", "--registry", "library", "--out", "root.json", "--add", "publisher=second.pem"],
            ["approve", "root.json", "--key", "keys/root.pem"],
        ] {
            try library.program.run(arguments).requireSuccess()
        }
        try library.write(SignedDocument("New?", signers: ["second"]).bytes(), to: "new.json")
        try library.write(SignedDocument("Old?").bytes(), to: "old.json")
        let options = isDryRun ? ["--dry-run"] : []
        // In front of the root it is refused.
        let result = try library.run(["publish", "new.json", "root.json", "old.json", "new.json"] + options)
        #expect(result.status == 1 && result.text.split(separator: "\n").count == 3, "\(result.diagnostics)")
        #expect(result.diagnostics.hasPrefix("bindery: new.json: "))
        let audit = try library.audit()
        #expect(audit.verdict == "verified" && audit.json["objects"] == (isDryRun ? 1 : 4), "\(audit.text)")
    }

    @Test func `help says how many files a commit holds`() throws {
        let help = try BinderyProgram(in: TemporaryDirectory.current).run("publish", "--help")
        #expect(help.text.contains("Up to 500 files"))
    }
}
