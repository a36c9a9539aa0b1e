internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge

/// `bindery review`.
struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Sign, as an auditor who has read an answer, whether it holds.",
        discussion: """
            `passed` ends a quarantine; a later attestation may impose another. `failed` is on record, and changes no \
            status: a publisher withdraws.
            Example: bindery review sha256:… --outcome passed --note "Checked against s1." --key auditor.pem \
            --registry library
            """)

    @Argument(help: ArgumentHelp("The document.", valueName: "sha256:…"))
    var object: Address
    @Option(name: .long, help: "passed or failed.")
    var outcome: ReviewOutcome
    @Option(name: .long, help: "A sentence on what was looked at; it is published.")
    var note: String?
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var key: KeyOptions
    @Option(
        name: .long,
        help: ArgumentHelp("Write the signed draft here for others to approve; publish nothing.", valueName: "file"))
    var draft: String?
    @OptionGroup var writing: WriterOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let bindery = Bindery(.process())
        let registry = try registry.open()
        let review = try bindery.review(object, outcome, note: note, in: registry, with: key.read())
        let report = PublicationReport(asJSON: output.json, isDryRun: writing.dryRun)
        if let draft {
            if !writing.dryRun { try Draft.write(review, to: draft, replaces: false) }
            return report.print(draft: review, at: draft)
        }
        try report.publish(review) {
            try bindery.writer(
                of: registry, root: self.registry.root, keyFolder: writing.keyFolder, waiting: Console.noteWait)
        }
    }
}
