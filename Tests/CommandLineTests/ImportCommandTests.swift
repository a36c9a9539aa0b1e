import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct ImportCommandTests {
    private func lines(_ text: String) -> [JSONValue] {
        text.split(separator: "\n").compactMap { line in
            (try? JSONDocument(parsing: Array(line.utf8))).map { JSONValue($0.root) }
        }
    }

    private func names(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: TemporaryDirectory.file(folder)).sorted()) ?? []
    }

    /// A library and a CSV file of which the third row is bad.
    private func mixed() throws -> TestLibrary {
        let library = try TestLibrary()
        try library.write(
            Array("question,answer,asOf\nA?,a,\nB?,b,2026-01-02\nC?,c,soon\n".utf8), to: "faq.csv")
        return library
    }

    @Test func `two hundred rows become drafts, approved, published and verified`() throws {
        let library = try TestLibrary(publishers: ["publisher", "second"], options: ["--threshold", "2"])
        let rows = (0..<200).map { number in
            "\"What is thing \(number)?\",\"Thing \(number) is \"\"a thing\"\",\r\nsays [^s1].\r\n\",a; b,\"citation | Book \(number)\"\r\n"
        }
        try library.write(
            Array(("\u{feff}question,answer,topics,sources\r\n" + rows.joined()).utf8), to: "faq.csv")
        let imported = try library.run("import", "faq.csv", "--out", "drafts", "--key", "publisher.pem", "--json")
        #expect(imported.status == 0 && imported.diagnostics.isEmpty, "\(imported.diagnostics)")
        let records = lines(imported.text)
        try #require(records.count == 200 && records.allSatisfy { $0["status"] == "draft" && $0["version"] == 1 })
        // A row has three lines.
        #expect(
            records[199]["line"] == .integer(Int64(2 + 199 * 3)) && records[199]["question"] == "What is thing 199?")
        #expect(try library.run("publish", "drafts").status == 1)
        for name in ["publisher", "second"] {
            let approved = try library.program.run("approve", "drafts", "--key", "\(name).pem", "--json")
            #expect(approved.status == 0 && lines(approved.text).count == 200, "\(approved.diagnostics)")
            #expect(lines(approved.text).map { $0["claim"] } == records.map { $0["claim"] })
        }
        let published = try library.run("publish", "drafts", "--json")
        #expect(published.status == 0, "\(published.diagnostics)")
        let receipts = lines(published.text)
        try #require(receipts.map { $0["claim"] } == records.map { $0["claim"] })
        #expect(receipts.allSatisfy { $0["status"] == "published" })
        let object = try #require(receipts[7]["object"]?.text)
        #expect(try library.run("verify", object, "--json").verdict == "verified")
        #expect(try library.run("get", object, "--answer").text == "Thing 7 is \"a thing\",\nsays [^s1].\n")
        let audit = try library.audit()
        #expect(audit.verdict == "verified" && audit.json["objects"] == 201, "\(audit.text)")
        // The same file again is nothing new.
        let again = try library.run("import", "faq.csv", "--out", "more", "--key", "publisher.pem", "--json")
        #expect(again.status == 0 && lines(again.text).allSatisfy { $0["status"] == "skipped" })
        #expect(lines(again.text).map { $0["existing"] } == receipts.map { $0["object"] } && names("more").isEmpty)
    }

    @Test func `good rows are drafted, a bad one is named, and the exit code says so`() throws {
        let library = try mixed()
        let result = try library.run("import", "faq.csv", "--out", "drafts")
        #expect(result.status == 65 && names("drafts") == ["0001-a.json", "0002-b.json"])
        #expect(result.text == "2 drafts in drafts; 0 skipped, 0 unchanged, 1 bad\n")
        #expect(result.diagnostics.hasPrefix("bindery: faq.csv:4:6: asOf: `asOf` is `soon`, expected a day"))
        let json = try lines(library.run("import", "faq.csv", "--out", "other", "--json").text)
        try #require(json.map { $0["status"] } == ["draft", "draft", "bad"] && json[0]["draft"] == "other/0001-a.json")
        let problem = json[2]["problems"]?.elements?.first
        #expect(problem?["line"] == 4 && problem?["column"] == 6 && problem?["field"] == "asOf")
    }

    @Test func `all or nothing writes nothing where a row is bad`() throws {
        let library = try mixed()
        let result = try library.run("import", "faq.csv", "--out", "drafts", "--all-or-nothing", "--json")
        #expect(result.status == 65 && lines(result.text).map { $0["status"] } == ["held", "held", "bad"])
        let text = try library.run("import", "faq.csv", "--out", "drafts", "--all-or-nothing")
        #expect(text.text.hasPrefix("no draft written, 2 held back;"))
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("drafts")))
    }

    @Test func `a dry run reports and writes nothing`() throws {
        let library = try mixed()
        let result = try library.run("import", "faq.csv", "--out", "drafts", "--dry-run", "--json")
        #expect(result.status == 65 && lines(result.text).map { $0["status"] } == ["dry-run", "dry-run", "bad"])
        #expect(lines(result.text).allSatisfy { $0["draft"] == nil })
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("drafts")))
    }

    @Test func `a folder that holds something is refused before anything is read`() throws {
        let library = try mixed()
        let result = try library.run("import", "absent.csv", "--out", "keys", "--json")
        #expect(result.status == 73 && result.errorJSON["code"] == "cannot-create")
        #expect(try library.run("import", "absent.csv", "--out", "drafts").status == 66)
        #expect(try library.run("import", "faq.csv", "--out", "drafts", "--max-rows", "0").status == 64)
        #expect(try library.run("import", "faq.csv", "--out", "drafts", "--change", "initial").status == 64)
    }

    @Test func `of several publishers one has to be named`() throws {
        let library = try TestLibrary(publishers: ["publisher", "second"])
        try library.write(Array("question,answer\nA?,a\n".utf8), to: "faq.csv")
        let refused = try library.run("import", "faq.csv", "--out", "drafts", "--json")
        #expect(refused.status == 64 && refused.errorJSON["location"] == "--key")
        try library.program.shell("\"$BINDERY\" key export --key second.pem --format pem >second.pub").requireSuccess()
        #expect(try library.run("import", "faq.csv", "--out", "drafts", "--key", "second.pub").status == 0)
        // Whom the draft names has to approve it.
        try library.program.run(["approve", "drafts", "--key", "publisher.pem"]).requireSuccess()
        #expect(try library.run("publish", "drafts").status == 1)
        try library.program.run(["approve", "drafts", "--key", "second.pem"]).requireSuccess()
        #expect(try library.run("publish", "drafts").status == 0)
    }

    @Test func `copies of sources give drafts their digests, and a row without a copy is bad`() throws {
        let library = try TestLibrary()
        try library.program.shell("mkdir -p copies/example.org && printf abc > copies/example.org/a").requireSuccess()
        let rows = ["a", "b"].map { "What is \($0)?,\($0),citation | A page | https://example.org/\($0)\n" }
        try library.write(Array(("question,answer,sources\n" + rows.joined()).utf8), to: "faq.csv")
        let imported = try library.run("import", "faq.csv", "--out", "drafts", "--sources", "copies", "--json")
        let records = lines(imported.text)
        #expect(imported.status == 65 && records.map { $0["status"] } == ["draft", "bad"], "\(imported)")
        let problem = records.last?["problems"]?.elements?.first
        #expect(problem?["line"] == 3 && problem?["column"] == 14 && problem?["field"] == "sources", "\(imported)")
        #expect(problem?["problem"]?.text?.contains("no copy of s1 (expected at example.org/b)") == true)
        let draft = try library.program.shell("cat drafts/*").text
        #expect(draft.contains(#""digestMultibase":"uEiC6eBa_jwHP6kFBQN5driIjsANho5YXepy0EP9h8gAVrQ""#), "\(draft)")
    }

    @Test func `the questions of the starter library are imported as a folder`() throws {
        let library = try TestLibrary()
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Registry/questions").path
        let imported = try library.run("import", sources, "--out", "drafts", "--json")
        #expect(imported.status == 0 && lines(imported.text).count > 30, "\(imported.diagnostics)")
        try library.program.run(["approve", "drafts", "--key", "publisher.pem"]).requireSuccess()
        #expect(try library.run("publish", "drafts").status == 0)
        #expect(try library.audit().json["objects"] == .integer(Int64(lines(imported.text).count + 1)))
    }

    @Test func `a message does nothing to the terminal`() throws {
        let library = try TestLibrary()
        try library.write(
            Array("question,answer,asOf\nA?,a,\u{1b}[2J\nB\u{202e}?,b,\n".utf8), to: "faq.csv")
        let result = try library.run("import", "faq.csv", "--out", "drafts")
        #expect(result.status == 65 && !result.diagnostics.utf8.contains(0x1b))
        #expect(!result.diagnostics.unicodeScalars.contains("\u{202e}") && names("drafts").isEmpty)
    }
}
