import BinderyTestSupport
import JSON
import Testing

@Suite(.temporaryDirectory) struct ListCommandTests {
    /// The lines that `bindery list --json` prints with these options.
    private func list(_ library: TestLibrary, _ options: String...) throws -> [JSONValue] {
        let result = try library.run(["list", "--json"] + options)
        try #require(result.status == 0 && result.diagnostics.isEmpty, "\(result.diagnostics)")
        return try result.text.split(separator: "\n").map {
            JSONValue(try JSONDocument(parsing: Array($0.utf8)).root)
        }
    }

    @Test func `the current version of each question is listed, in order of publication`() throws {
        let library = try TestLibrary()
        let first = try library.bound("One?")
        let other = try library.bound("Two?")
        let second = try library.bound("One?", "Better.\n")
        let lines = try list(library)
        #expect(lines.map { $0["object"]?.text } == [other, second])
        #expect(lines.map { $0["name"]?.text } == ["Two?", "One?"])
        #expect(lines.map { $0["version"] } == [1, 2])
        #expect(lines.allSatisfy { $0["status"] == "current" && $0["overdue"] == nil && $0["language"] == "en" })
        let text = try library.run("list").text
        #expect(text.contains("current      v2 ") && text.contains("\(second)  One?\n") && !text.contains(first))
    }

    @Test func `a withdrawn document is listed as such`() throws {
        let library = try TestLibrary()
        let object = try library.bound("One?")
        _ = try library.run("withdraw", object, "--reason", "outdated", "--key", "publisher.pem")
        #expect(try list(library).map { $0["status"] } == ["withdrawn"])
        #expect(try library.run("list").text.hasPrefix("withdrawn    v1 "))
    }

    @Test func `a document whose review is overdue is listed as such`() throws {
        let library = try TestLibrary()
        try library.bind("One?", "Old.\n", "--as-of", "2001-01-01", "--review-by", "2002-01-01").requireDone()
        #expect(try list(library).map { $0["overdue"] } == [true])
        #expect(try library.run("list").text.hasPrefix("overdue      v1 "))
    }

    @Test func `a topic is matched byte by byte`() throws {
        let library = try TestLibrary()
        // U+00E9, and e with U+0301: the same text to a Swift `String`.
        try library.bind("One?", "A.\n", "--topic", "caf\u{e9}", "--topic", "drinks").requireDone()
        try library.bind("Two?", "A.\n", "--topic", "drinks").requireDone()
        #expect(try list(library, "--topic", "drinks").count == 2)
        #expect(try list(library, "--topic", "caf\u{e9}").map { $0["name"]?.text } == ["One?"])
        #expect(try list(library, "--topic", "cafe\u{301}").isEmpty)
        #expect(try list(library, "--topic", "Drinks").isEmpty)
    }

    @Test func `all types are listed, of trust roots the last`() throws {
        let library = try TestLibrary()
        let object = try library.bound("One?")
        _ = try library.run("withdraw", object, "--reason", "error", "--key", "publisher.pem")
        #expect(
            try list(library, "--all-types").map { $0["type"]?.text } == ["TrustRoot", "BoundDocument", "Withdrawal"])
        try TestLibrary.writeKey("auditor")
        try library.run("root", "next", "--add", "auditor=auditor.pem", "--out", "root2.json").requireDone()
        try library.program.run("approve", "root2.json", "--key", "keys/root.pem").requireDone()
        try library.run("publish", "root2.json").requireDone()
        let roots = try list(library, "--all-types").filter { $0["type"] == "TrustRoot" }
        #expect(roots.map { $0["version"] } == [2])
    }

    @Test func `a limit counts what is shown`() throws {
        let library = try TestLibrary()
        for name in ["One?", "Two?", "Three?"] { try library.bind(name, "A.\n", "--topic", name).requireDone() }
        #expect(try list(library, "--limit", "2").count == 2)
        #expect(try list(library, "--topic", "Three?", "--limit", "1").count == 1)
        for limit in ["0", "-1", "x"] { #expect(try library.run("list", "--limit=\(limit)").status == 64) }
    }

    @Test func `pages of objects follow each other without a gap`() throws {
        let library = try TestLibrary()
        let files = try (0..<450).map { index in
            try library.write(SignedDocument("Question \(index)?").bytes(), to: "q\(index).json")
            return "q\(index).json"
        }
        try library.run(["publish"] + files).requireDone()
        #expect(try list(library).map { $0["name"]?.text } == (0..<450).map { "Question \($0)?" })
    }

    @Test func `what a question says moves no cursor`() throws {
        let library = try TestLibrary()
        _ = try library.bind("One \u{202e}two?", "A.\n", "--json")
        #expect(try !library.run("list").text.unicodeScalars.contains("\u{202e}"))
    }
}

extension BinderyProgram.Result {
    /// Fails the test where the program did not end with 0.
    func requireDone() throws { try #require(status == 0, "\(diagnostics)") }
}
