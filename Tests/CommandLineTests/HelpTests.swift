import BinderyTestSupport
import Foundation
import Testing

@Suite(.temporaryDirectory) struct HelpTests {
    private static let commands = [
        ["key", "new"], ["key", "show"], ["key", "export"], ["init"], ["bind"], ["import"], ["approve"], ["publish"],
        ["withdraw"], ["get"], ["list"], ["history"], ["diff"], ["resolve"], ["search"],
        ["verify"], ["audit"], ["root", "show"], ["root", "pin"], ["root", "next"], ["serve"], ["export"],
        ["demo"], ["conformance"], ["model", "add"], ["model", "install"], ["model", "list"], ["model", "logits"],
        ["rederive"], ["reverify"], ["embed"], ["ask"], ["proposals", "list"], ["proposals", "show"],
        ["proposals", "diff"], ["proposals", "accept"], ["proposals", "reject"], ["bench", "recompute"],
        ["review"], ["recompute"], ["recompute", "run"], ["recompute", "status"], ["recompute", "report"],
        ["recompute", "policy", "show"], ["recompute", "policy", "set"],
    ]

    private var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    @Test(arguments: commands)
    func `help shows an example of the command itself`(command: [String]) throws {
        let help = try program.run(command + ["--help"])
        #expect(help.status == 0 && help.diagnostics.isEmpty)
        let words = "bindery " + command.joined(separator: " ")
        let discussion = help.text.components(separatedBy: "USAGE:")[0]
        #expect(discussion.contains(words), "\(help.text)")
    }

    @Test(arguments: commands) func `prose in help fills its lines`(command: [String]) throws {
        let help = try program.run(command + ["--help"]).text
        let lines = help.components(separatedBy: "USAGE:")[0].split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.contains(": bindery ") }
        for (line, next) in zip(lines, lines.dropFirst()) where !next.isEmpty && !next.hasPrefix(" ") {
            // A line ends with a sentence, or where the next word has no room in 80 columns.
            guard !line.isEmpty, !line.hasSuffix("."), !line.hasSuffix(":") else {
                continue
            }
            let word = next.prefix { $0 != " " }
            #expect(line.count + 1 + word.count > 78, "\(line)\n\(next)")
        }
    }

    @Test func `the list of commands above is complete`() throws {
        let help = try program.run("--help").text
        let listed = help.components(separatedBy: "SUBCOMMANDS:").dropFirst().joined()
            .split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(Set(listed).subtracting(["help", "See"]) == Set(Self.commands.map { $0[0] }), "\(listed)")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completions are printed`(shell: String) throws {
        let script = try program.run("--generate-completion-script", shell)
        #expect(script.status == 0 && script.text.contains("withdraw") && script.text.contains("passphrase-file"))
        if shell == "bash" {
            try Data(script.output).write(to: URL(fileURLWithPath: TemporaryDirectory.file("completions")))
            #expect(try program.shell("bash -n completions").status == 0)
        }
    }

    @Test func `version and help go to standard output`() throws {
        let version = try program.run("--version")
        #expect(version.status == 0 && version.text.split(separator: ".").count == 3)
        #expect(try program.run().text.contains("USAGE"))
    }

    @Test(arguments: [
        ["nonsense"], ["get"], ["bind"], ["verify"], ["init", "x"], ["key"], ["key", "new", "--nonsense"],
        [
            "withdraw", "sha256:" + String(repeating: "0", count: 64), "--reason", "whim", "--key", "k", "--registry",
            "r",
        ],
        ["verify", "sha256:" + String(repeating: "0", count: 64)],
    ])
    func `usage errors exit with 64 and say so on standard error`(arguments: [String]) throws {
        let result = try program.run(arguments)
        if arguments == ["key"] {
            // A noun alone shows its help.
            #expect(result.status == 0 && result.text.contains("USAGE"))
        } else {
            #expect(result.status == 64 && result.output.isEmpty && !result.diagnostics.isEmpty, "\(result)")
        }
    }

    @Test func `results are never coloured off a terminal`() throws {
        let library = try TestLibrary()
        let result = try library.run("verify", library.root)
        #expect(!result.output.contains(0x1b) && !result.diagnostics.utf8.contains(0x1b))
    }
}
