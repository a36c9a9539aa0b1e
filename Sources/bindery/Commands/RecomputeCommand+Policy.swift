internal import ArgumentParser
internal import BinderyService
internal import JSON
internal import KnowledgeRegistry
internal import Recompute

extension RecomputeCommand {
    /// `bindery recompute policy`.
    struct Policy: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "policy", abstract: "The library's own policy of recomputation: look at it, set it.",
            subcommands: [Show.self, Set.self])
    }
}

extension RecomputeCommand.Policy {
    /// `bindery recompute policy show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print the policy in force: the library's, or the defaults.",
            discussion: """
                The policy is printed whole, with what its file leaves out. The digest is the one in attestations.
                Example: bindery recompute policy show --registry library
                """)

        @OptionGroup var library: LibraryOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let inForce = try Bindery(.process()).recomputePolicy(in: library.open())
            guard !output.json else { return Console.print(inForce.json) }
            Console.print("policy  \(inForce.digestText)  \(inForce.source.words)")
            Console.print(inForce.policy.json.prettyText())
        }
    }

    /// `bindery recompute policy set`.
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Make a file the library's policy, policy/recompute.json.",
            discussion: """
                The file is checked, and its exact bytes are committed with the registry's commit key; the same bytes \
                again change nothing. A recomputation that has begun keeps its policy: the next one goes by this.
                Example: bindery recompute policy set recompute.json --registry library
                """)

        @Argument(help: ArgumentHelp("The policy, as docs/format/recompute-policy.md says.", valueName: "file"))
        var file: String
        @OptionGroup var registry: RegistryOptions
        @OptionGroup var writing: WriterOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bindery = Bindery(.process())
            let registry = try registry.open()
            let receipt = try bindery.setRecomputePolicy(from: file, isRehearsal: writing.dryRun) {
                try bindery.writer(
                    of: registry, root: self.registry.root, keyFolder: writing.keyFolder, waiting: Console.noteWait)
            }
            guard !output.json else { return Console.print(receipt.json(isRehearsal: writing.dryRun)) }
            let words = writing.dryRun && receipt.status == .published ? "would set" : receipt.status.words
            Console.print("\(words)  policy \(receipt.digestText)")
        }
    }
}

extension Receipt.Status {
    /// What became of a policy, for people.
    fileprivate var words: String {
        switch self {
        case .published: "set"
        case .known: "known"
        }
    }
}
