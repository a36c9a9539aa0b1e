import BinderyTestSupport
import Foundation
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
        try library.write(Array("Two.\n".utf8), to: "a.md")
        _ = try library.run("bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--draft", "draft.json")
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
            ["init", "other", "--key", "publisher.pem", "--name", "Other"],
        ]
        for command in commands {
            for options in [[], ["--json"]] {
                let result = try library.program.run(command + ["--dry-run"] + options)
                #expect(result.status == 0, "\(command): \(result.diagnostics)")
                #expect(!result.output.isEmpty, "\(command)")
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
}
