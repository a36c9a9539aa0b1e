import BinderyTestSupport
import Foundation
import JSON
import Testing

/// `approve` and `publish` of folders and of lists on standard input.
@Suite(.temporaryDirectory) struct ManyDraftsTests {
    /// A registry in which two publishers must sign, and a folder of drafts by the first.
    private func drafted(_ count: Int) throws -> TestLibrary {
        let library = try TestLibrary(publishers: ["publisher", "second"], options: ["--threshold", "2"])
        try FileManager.default.createDirectory(
            atPath: TemporaryDirectory.file("drafts/more"), withIntermediateDirectories: true)
        for number in 0..<count {
            let folder = number % 2 == 0 ? "drafts" : "drafts/more"
            try library.write(SignedDocument("Question \(number)?").bytes(), to: "\(folder)/\(number + 10).json")
        }
        return library
    }

    private func lines(_ text: String) -> [JSONValue] {
        text.split(separator: "\n").compactMap { line in
            (try? JSONDocument(parsing: Array(line.utf8))).map { JSONValue($0.root) }
        }
    }

    @Test func `a folder is approved with one passphrase and published`() throws {
        let library = try drafted(12)
        try library.write(Array("secret\n".utf8), to: "pass")
        // The second publisher's key under a passphrase.
        let locked = try library.program.shell(
            "openssl pkcs8 -topk8 -in second.pem -out locked.pem -passout pass:secret && chmod 600 locked.pem")
        try #require(locked.status == 0, "\(locked.diagnostics)")
        try library.write(Array("{}".utf8), to: "drafts/wrong.json")
        let approve = ["approve", "drafts", "--key", "locked.pem", "--passphrase-file", "pass", "--json"]
        let approved = try library.program.run(approve)
        #expect(approved.status == 65 && lines(approved.text).count == 12, "\(approved.diagnostics)")
        #expect(lines(approved.text).allSatisfy { $0["status"] == "approved" && $0["approvals"]?.elements?.count == 2 })
        #expect(approved.errorJSON["location"] == "drafts/wrong.json")
        try FileManager.default.removeItem(atPath: TemporaryDirectory.file("drafts/wrong.json"))
        let again = try library.program.run(approve)
        #expect(again.status == 0 && lines(again.text).allSatisfy { $0["status"] == "known" })

        let published = try library.run("publish", "drafts", "--json")
        #expect(published.status == 0 && lines(published.text).count == 12, "\(published.diagnostics)")
        // In the order of the paths: `drafts/10.json`, `drafts/12.json`, …, then `drafts/more/11.json`.
        let order = try lines(published.text).map { try #require($0["object"]?.text) }
        #expect(order == lines(again.text).compactMap { $0["object"]?.text })
        #expect(try library.audit().json["objects"] == 13)
    }

    @Test func `people read what was approved, and how many`() throws {
        let library = try drafted(12)
        let approved = try library.program.run("approve", "drafts", "--key", "second.pem")
        #expect(approved.text.contains("approved  drafts/10.json\n"))
        #expect(approved.text.hasSuffix("approved 12, approved before 0, refused 0\n"), "\(approved.text)")
        let again = try library.program.run("approve", "drafts/10.json", "--key", "second.pem")
        #expect(again.status == 0 && again.text.hasPrefix("approved before  drafts/10.json\n  BoundDocument: "))
    }

    @Test func `a list on standard input names files and folders`() throws {
        let library = try drafted(4)
        let lines = "printf 'drafts/10.json\\n\\ndrafts/more\\r\\ndrafts/12.json\\n'"
        let approved = try library.program.shell("\(lines) | \"$BINDERY\" approve - --key second.pem --json")
        #expect(approved.status == 0 && self.lines(approved.text).count == 4, "\(approved.diagnostics)")
        let published = try library.program.shell("\(lines) | \"$BINDERY\" publish - --registry library")
        #expect(published.status == 0 && published.text.split(separator: "\n").count == 4, "\(published.diagnostics)")
    }

    @Test(arguments: [("printf '' | \"$BINDERY\" publish -", 66), ("\"$BINDERY\" publish - - </dev/null", 64)])
    func `an empty list and one that is named twice are refused`(command: String, status: Int) throws {
        let library = try TestLibrary()
        let result = try library.program.shell("\(command) --registry library")
        #expect(result.status == Int32(status) && !result.diagnostics.isEmpty, "\(result.diagnostics)")
    }

    @Test func `a link in a folder is said and not published`() throws {
        let library = try TestLibrary()
        try library.write(SignedDocument("Outside?").bytes(), to: "outside.json")
        try FileManager.default.createDirectory(
            atPath: TemporaryDirectory.file("d"), withIntermediateDirectories: true)
        try library.write(SignedDocument("Inside?").bytes(), to: "d/a.json")
        _ = try library.program.shell("ln -s ../outside.json d/b.json")
        let result = try library.run("publish", "d")
        #expect(result.status == 0 && result.text.split(separator: "\n").count == 1)
        #expect(result.diagnostics == "not read: d/b.json: the file is a symbolic link, which is not followed\n")
    }

    @Test func `with --json a refused file of several is named`() throws {
        let library = try TestLibrary()
        try library.write(SignedDocument("Good?").bytes(), to: "good.json")
        try library.write(Array("{}".utf8), to: "wrong.json")
        let result = try library.run("publish", "good.json", "wrong.json", "--json")
        #expect(result.status == 65 && result.errorJSON["location"] == "wrong.json", "\(result.diagnostics)")
    }
}
