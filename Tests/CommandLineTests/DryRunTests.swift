import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct DryRunTests {
    /// Every file under the test's folder with its digest, but for what reading leaves in the index.
    private func state(_ program: BinderyProgram) throws -> String {
        try program.shell(
            "find . -type f ! -path './library/.bindery/*' ! -name '.run-*' -print0 | sort -z | xargs -0 sha256sum"
        ).text
    }

    @Test func `a dry run writes nothing, whatever the command`() throws {
        let library = try TestLibrary(publishers: ["publisher", "second"])
        let object = try library.bound("Q?", "One.\n")
        _ = try library.program.shell("mkdir -p sources/questions")
        try library.write(Array("Two.\n".utf8), to: "a.md")
        _ = try library.run("bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--draft", "draft.json")
        try library.write(Array("question,answer\nR?,One.\n".utf8), to: "faq.csv")
        try library.write(Array("{}".utf8), to: "policy.json")
        let before = try state(library.program)
        let head = try library.head()
        let commands = [
            ["bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--registry", "library"],
            [
                "bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--registry", "library", "--draft",
                "new.json",
            ],
            ["publish", "draft.json", "--registry", "library"],
            ["withdraw", object, "--reason", "error", "--key", "publisher.pem", "--registry", "library"],
            [
                "withdraw", object, "--reason", "error", "--key", "publisher.pem", "--registry", "library", "--draft",
                "w.json",
            ],
            ["approve", "draft.json", "--key", "second.pem"],
            ["import", "faq.csv", "--out", "imported", "--key", "second.pem", "--registry", "library"],
            ["init", "other", "--key", "publisher.pem", "--name", "Other"],
            ["key", "new", "--out", "new.pem"],
            ["root", "next", "--out", "next.json", "--registry", "library"],
            ["root", "pin", library.root, "--registry", "library"],
            ["recompute", "policy", "set", "policy.json", "--registry", "library"],
            ["demo", "--sources", "sources", "--out", "demo"],
        ]
        for command in commands {
            for options in [[], ["--json"]] {
                let result = try library.program.run(command + ["--dry-run"] + options)
                #expect(result.status == 0, "\(command): \(result.diagnostics)")
                #expect(!result.output.isEmpty, "\(command)")
                if options.isEmpty { #expect(result.text.hasPrefix("would "), "\(command): \(result.text)") }
                #expect(try state(library.program) == before, "\(command)")
            }
        }
        #expect(try library.head() == head)
    }

    @Test func `a dry run refuses what publishing would refuse`() throws {
        let library = try TestLibrary(publishers: ["publisher", "second"], options: ["--threshold", "2"])
        let bound = try library.bind("Q?", "One.\n", "--dry-run", "--json")
        #expect(bound.status == 1 && bound.findingCodes == ["threshold"])
    }

    @Test func `a dry run of init names nothing that depends on keys that are not made`() throws {
        try TestLibrary.writeKey("publisher")
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let command = ["init", "library", "--key", "publisher.pem", "--name", "L", "--dry-run"]
        let text = try program.run(command)
        #expect(text.status == 0 && !text.text.contains("sha256:") && !text.text.contains("localhost/"))
        #expect(try program.run(command).text == text.text)
        #expect(
            try program.run(command + ["--json"]).json
                == ["registry": .string(TemporaryDirectory.file("library")), "dryRun": true])
        let named = try program.run(command + ["--origin", "example.org/l", "--json"]).json
        #expect(named["origin"] == "example.org/l" && named["root"] == nil)
        #expect(named["keys"]?.text?.hasSuffix("/keys/example.org_l") == true)
    }

    @Test func `a dry run of what is published already says so`() throws {
        let library = try TestLibrary()
        _ = try library.bound("Q?", "One.\n")
        #expect(try library.bind("Q?", "One.\n", "--dry-run").text.hasPrefix("known  "))
    }
}
