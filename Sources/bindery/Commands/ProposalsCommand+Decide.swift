internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry

extension ProposalsCommand {
    /// `bindery proposals accept`.
    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign a proposal as the next version of its document, and publish it.",
            discussion: """
                With --answer another text takes the place of the proposed one: it is published as edited, with the \
                model's own text beside it.
                Example: bindery proposals accept 3f9a --key publisher.pem --registry library
                """)

        @Argument(help: ArgumentHelp("The proposal's 12 digits, or the first of them.", valueName: "proposal"))
        var proposal: String
        @OptionGroup var registry: RegistryOptions
        @OptionGroup var key: KeyOptions
        @Option(
            name: .long,
            help: ArgumentHelp(
                "A text to publish in place of the proposed one; - reads standard input.", valueName: "file|-"))
        var answer: String?
        @Option(
            name: .long, help: ArgumentHelp("What was edited, for readers; goes with --answer.", valueName: "sentence"))
        var editNote: String?
        @Option(
            name: .long,
            help: ArgumentHelp("Write the signed draft here for others to approve; publish nothing.", valueName: "file")
        )
        var draft: String?
        @Flag(name: .long, help: "Accept invisible and bidirectional characters in the text.")
        var allowInvisible = false
        @OptionGroup var writing: WriterOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (answer == nil) == (editNote == nil) else {
                throw ValidationError("--answer and --edit-note go together: readers are told what was edited")
            }
        }

        func run() throws {
            let bindery = Bindery(.process())
            let registry = try registry.open()
            let edit = try edit()
            let report = PublicationReport(asJSON: output.json, isDryRun: writing.dryRun)
            let key = try key.read()
            let object = try bindery.signedVersion(of: proposal, edit: edit, in: registry, with: key)
            try AnswerText.requireVisible(
                in: object, allowingInvisible: allowInvisible, at: answer ?? "proposal \(proposal)")
            if let draft {
                if !writing.dryRun { try Draft.write(object, to: draft, replaces: false) }
                return report.print(draft: object, at: draft)
            }
            let writer = try bindery.writer(
                of: registry, root: self.registry.root, keyFolder: writing.keyFolder, waiting: Console.noteWait)
            report.print(
                try bindery.accept(
                    proposal, edit: edit, isDryRun: writing.dryRun, with: key, in: registry, by: writer))
        }

        private func edit() throws -> ProposalEdit? {
            guard let answer, let editNote else { return nil }
            return ProposalEdit(text: try AnswerText.read(answer), note: editNote)
        }
    }

    /// `bindery proposals reject`.
    struct Reject: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reject a proposal; exactly the same one is not queued again.",
            discussion: "Example: bindery proposals reject 3f9a --note \"The old text is clearer.\" --registry library")

        @OptionGroup var choice: ProposalChoice
        @Option(name: .long, help: "A sentence why; it stays on this machine.")
        var note: String?
        @Flag(name: .long, help: "Say what would be rejected; write nothing.")
        var dryRun = false
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bindery = Bindery(.process())
            let rejected = try bindery.reject(
                choice.proposal, note: note, isDryRun: dryRun, in: choice.library.open())
            let status = dryRun ? "dry-run" : "rejected"
            guard output.json else { return Console.print("\(dryRun ? "would reject" : status)  \(rejected.id)") }
            Console.print(["proposal": .string("\(rejected.id)"), "status": .string(status)])
        }
    }
}
