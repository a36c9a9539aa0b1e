internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge

/// `bindery withdraw`.
struct WithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Withdraw an object: its bytes stay, its status says so.",
        discussion: "Example: bindery withdraw sha256:… --reason outdated --key publisher.pem --registry library")

    @Argument(help: ArgumentHelp("The object.", valueName: "sha256:…"))
    var object: Address
    @Option(name: .long, help: "\(WithdrawalReason.allCases.map(\.rawValue).joined(separator: ", ")).")
    var reason: WithdrawalReason
    @Option(name: .long, help: "stop or prefer-replacement; by default prefer-replacement for outdated, else stop.")
    var severity: WithdrawalSeverity?
    @Option(name: .long, help: ArgumentHelp("What to read instead.", valueName: "sha256:…"))
    var replacedBy: Address?
    @Option(name: .long, help: "A sentence for readers.")
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
        let withdrawal = try bindery.withdraw(
            object, reason: reason, severity: severity, replacedBy: replacedBy, note: note, in: registry,
            with: key.read())
        let report = PublicationReport(asJSON: output.json, isDryRun: writing.dryRun)
        if let draft {
            if !writing.dryRun { try Draft.write(withdrawal, to: draft, replaces: false) }
            return report.print(draft: withdrawal, at: draft)
        }
        try report.publish(withdrawal) {
            try bindery.writer(
                of: registry, root: self.registry.root, keyFolder: writing.keyFolder, waiting: Console.noteWait)
        }
    }
}
