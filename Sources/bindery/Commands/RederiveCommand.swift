internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Inference

/// `bindery rederive`.
struct RederiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rederive", abstract: "Derive a document's answer again and compare every byte.",
        discussion: """
            Of an attestation of a recomputation, the check is repeated: the new model reads the answer, and each sample \
            is written again, compared by its digest and with the answer, and the outcome decided again.
            Exit 0: bitwise, the same bytes. Exit 1: failed, other bytes; the first token that differs is named. \
            Exit 69: unknown, because the model file is missing or was changed, or the model is an external engine's.
            Signatures are not looked at; `bindery verify` does that. With --key, an auditor signs what was found and \
            publishes it; of what is unknown nothing is signed.
            Example: bindery rederive sha256:… --registry library --key auditor.pem
            """)

    @Argument(help: ArgumentHelp("The document.", valueName: "sha256:…"))
    var object: Address
    @Option(
        name: .long,
        help: ArgumentHelp("The encoder with which an attestation's samples were compared.", valueName: "dir"))
    var encoder: String?
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var attestation: AttestationOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let key = try attestation.readKey()
        let registry = try registry.open()
        let progress = TokenProgress()
        let result = try Bindery(.process()).rederive(
            object, in: registry, engine: .process(),
            encoder: encoder.map { try EncodedSimilarity(folder: $0, engine: .process()) }, progress: progress.show)
        progress.finish()
        try attestation.report(result.finding, result.json, with: key, in: registry, root: self.registry.root, output) {
            print(result)
        }
        switch result.outcome {
        case .bitwise: return
        case .failed, .refuted: throw ExitCode(1)
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
        case .refuted(let problem):
            Console.print("\(Console.coloured("failed", .red))  \(object)")
            Console.print("  \(Console.visible(problem))")
        case .unknown(let problem, let remedy):
            Console.print("\(Console.coloured("unknown", .yellow))  \(object)")
            Console.print("  \(Console.visible(problem))")
            Console.print("  \(Console.visible(remedy))")
        }
    }
}
