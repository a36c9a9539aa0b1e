internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Cryptography
internal import JSON
internal import KnowledgeRegistry

/// How an auditor signs what a command found.
struct AttestationOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Sign and publish what was found as an attestation, with this auditor's key.", valueName: "file"))
    var key: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file whose first line is the key's passphrase; asked for on the terminal otherwise.", valueName: "file"))
    var passphraseFile: String?
    @OptionGroup var writing: WriterOptions

    /// The key; `nil` where nothing is to be signed. Read before the work, so that a wrong passphrase is told at once.
    func readKey() throws -> Ed25519PrivateKey? {
        guard let key else {
            guard passphraseFile == nil, writing.keyFolder == nil, !writing.dryRun else {
                throw ServiceError(
                    .usage, at: "--key", "--passphrase-file, --key-folder and --dry-run are for an attestation",
                    remedy: "Name the auditor's key with --key, or leave them out.")
            }
            return nil
        }
        return try KeyFile.readPrivate(key) {
            try Passphrase.read(file: passphraseFile, prompt: "Passphrase of \(key): ")
        }
    }

    /// Prints a result, and signs and publishes what was found where a key was given.
    ///
    /// - Parameters:
    ///   - finding: what can be signed of the result; asked only where there is a key.
    ///   - json: the result, to which the receipt of the attestation is added.
    ///   - root: the trust root to start from, in place of the pinned one.
    ///   - print: prints the result for people.
    func report(
        _ finding: @autoclosure () throws -> AttestedFinding?, _ json: JSONValue, with key: Ed25519PrivateKey?,
        in registry: Registry,
        root: Address?, _ output: OutputOptions, print: () -> Void
    ) throws {
        let report = PublicationReport(asJSON: output.json, isDryRun: writing.dryRun)
        // The result stands on the terminal before anything else can fail.
        if !output.json { print() }
        let receipt = try key.flatMap { key in
            try finding().map { try publish($0, with: key, in: registry, root: root, report) }
        }
        guard output.json else {
            if let receipt { report.print(receipt) }
            return
        }
        var json = json
        json.set("attestation", receipt.map(report.json))
        Console.print(json)
    }

    private func publish(
        _ finding: AttestedFinding, with key: Ed25519PrivateKey, in registry: Registry, root: Address?,
        _ report: PublicationReport
    ) throws -> Receipt {
        let bindery = Bindery(.process())
        return try report.receipt(of: bindery.attest(finding, in: registry, with: key)) {
            try bindery.writer(of: registry, root: root, keyFolder: writing.keyFolder, waiting: Console.noteWait)
        }
    }
}
