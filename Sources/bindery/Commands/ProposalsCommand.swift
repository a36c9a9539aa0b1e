internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry

/// `bindery proposals`.
struct ProposalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposals", abstract: "Decide on versions that a recomputation proposes.",
        subcommands: [List.self, Show.self, Diff.self, Accept.self, Reject.self])

    /// `bindery proposals list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what waits for a person.",
            discussion: """
                One line each: state, name, outcome of the recomputation, the version that would be published, the day, the \
                question. A proposal is void where its document was withdrawn or changed meanwhile.
                Example: bindery proposals list --registry library
                What was decided: bindery proposals list --decided --registry library
                """)

        @OptionGroup var library: LibraryOptions
        @Flag(name: .long, help: "List what was accepted or rejected instead.")
        var decided = false
        @OptionGroup var output: OutputOptions

        func run() throws {
            let registry = try library.open()
            try Bindery(.process()).forEachProposal(in: registry, decided: decided) { listed in
                let entry = ProposalEntry(listed)
                output.json ? Console.print(entry.json) : entry.lines.forEach { Console.print($0) }
            }
        }
    }

    /// `bindery proposals show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a proposal: why it was made, what differs, and the whole answer.",
            discussion: "Example: bindery proposals show 3f9a --registry library")

        @OptionGroup var choice: ProposalChoice
        @OptionGroup var output: OutputOptions

        func run() throws {
            let (proposal, state) = try Bindery(.process()).proposal(choice.proposal, in: choice.library.open())
            let entry = ProposalEntry(.proposal(proposal, state))
            guard !output.json else { return Console.print(entry.detailed(proposal)) }
            (entry.lines + ProposalText(proposal).lines).forEach { Console.print($0) }
        }
    }

    /// `bindery proposals diff`.
    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what differs between a document and its proposed version, as `bindery diff` does.",
            discussion: "Example: bindery proposals diff 3f9a --registry library")

        @OptionGroup var choice: ProposalChoice
        @OptionGroup var output: OutputOptions

        func run() throws {
            let registry = try choice.library.open()
            let proposal = try Bindery(.process()).proposal(choice.proposal, in: registry).proposal
            guard let bytes = try registry.object(at: proposal.object),
                case let old = try BoundObject(unverified: bytes),
                let comparison = DocumentComparison(from: old, to: proposal.draft)
            else {
                throw RegistryError(
                    .notFound, at: registry.path, "the registry has no document \(proposal.object)",
                    remedy: "Reject the proposal; it is for another registry.")
            }
            let report = ComparisonReport(old: old, new: proposal.draft, comparison)
            output.json ? Console.print(report.json) : report.printText()
        }
    }
}

/// A proposal by its name, and the registry that has it.
struct ProposalChoice: ParsableArguments {
    @Argument(help: ArgumentHelp("The proposal's 12 digits, or the first of them.", valueName: "proposal"))
    var proposal: String
    @OptionGroup var library: LibraryOptions
}
