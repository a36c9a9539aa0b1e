internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Inference

/// `bindery reverify`.
struct ReverifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reverify", abstract: "Learn whether another model gives a document's answer, byte for byte.",
        discussion: """
            The answer is read many tokens at a time, which takes a fraction of the time of writing it; where the model \
            would go on differently, it does, and what it writes is printed. Exit 0: identical. Exit 1: different.
            With --key, an auditor signs that the answers are identical and publishes it; what a difference means \
            `bindery recompute` tells.
            Example: bindery reverify sha256:… --model demo@2 --registry library --key auditor.pem
            """)

    @Argument(help: ArgumentHelp("The document.", valueName: "sha256:…"))
    var object: Address
    @Option(name: .long, help: ArgumentHelp("The other model.", valueName: "name[@version]"))
    var model: ModelReference
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var attestation: AttestationOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let key = try attestation.readKey()
        let bindery = Bindery(.process())
        let registry = try registry.open()
        let progress = TokenProgress()
        let result = try bindery.reverify(
            object, with: bindery.model(model, in: registry), in: registry, engine: .process(), progress: progress.show)
        progress.finish()
        try attestation.report(
            bindery.finding(of: result, in: registry), result.json, with: key, in: registry, root: self.registry.root,
            output
        ) { print(result) }
        if case .different = result.outcome { throw ExitCode(1) }
    }

    private func print(_ result: Reverification) {
        switch result.outcome {
        case .identical:
            Console.print("\(Console.coloured("identical", .green))  \(object)  \(result.tokenCount) tokens")
        case .different(let difference, let text):
            Console.print("\(Console.coloured("different", .red))  \(object)")
            for line in difference.lines { Console.print("  \(line)") }
            Console.print("  answer    \(Console.visible(text))")
        }
    }
}

extension TokenDifference {
    /// Where answers part, for people.
    var lines: [String] {
        func quoted(_ text: String?) -> String { text.map { "\"\(Console.visible($0))\"" } ?? "the end of the answer" }
        return [
            "token \(index), byte \(offset) of the answer", "found     \(quoted(found))",
            "expected  \(quoted(expected))",
        ]
    }
}
