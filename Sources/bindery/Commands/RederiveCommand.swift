internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Inference

/// `bindery rederive`.
struct RederiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rederive", abstract: "Derive a document's answer again and compare every byte.",
        discussion: """
            Exit 0: bitwise, the same bytes. Exit 1: failed, other bytes; the first token that differs is named. \
            Exit 69: unknown, because the model file is missing or was changed, or the model is an external engine's.
            Signatures are not looked at; `bindery verify` does that.
            Example: bindery rederive sha256:… --registry library
            """)

    @Argument(help: ArgumentHelp("The document.", valueName: "sha256:…"))
    var object: Address
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let progress = TokenProgress()
        let result = try Bindery(.process()).rederive(
            object, in: library.open(), engine: .process(), progress: progress.show)
        progress.finish()
        output.json ? Console.print(result.json) : print(result)
        switch result.outcome {
        case .bitwise: return
        case .failed: throw ExitCode(1)
        case .unknown: throw ExitCode(69)
        }
    }

    private func print(_ result: Rederivation) {
        switch result.outcome {
        case .bitwise:
            Console.print("\(Console.coloured("bitwise", .green))  \(object)  \(result.tokenCount) tokens")
        case .failed(let difference):
            Console.print("\(Console.coloured("failed", .red))  \(object)")
            for line in difference.lines { Console.print("  \(line)") }
        case .unknown(let problem, let remedy):
            Console.print("\(Console.coloured("unknown", .yellow))  \(object)")
            Console.print("  \(Console.visible(problem))")
            Console.print("  \(Console.visible(remedy))")
        }
    }
}
