public import ArgumentParser
public import BinderyService
public import BoundKnowledge
internal import Cryptography
public import Inference
internal import KnowledgeRegistry

/// `--registry DIR` and what a reader may say about its trust.
struct RegistryOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The registry's folder.", valueName: "dir"))
    var registry: String

    @Option(
        name: .long,
        help: ArgumentHelp("The trust root to start from, in place of the pinned one.", valueName: "sha256:…"))
    var root: Address?

    /// The registry, with a progress bar while its index catches up.
    func open() throws -> Registry {
        try Registry(opening: registry) { count in
            if Console.showsProgress, count > 1_000 { Console.note("indexed \(count) objects") }
        }
    }
}

/// `--registry DIR` of a command that says what a registry says, and judges nothing.
struct LibraryOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The registry's folder.", valueName: "dir"))
    var registry: String

    /// The registry, with a progress note while its index catches up.
    func open() throws -> Registry {
        try Registry(opening: registry) { count in
            if Console.showsProgress, count > 1_000 { Console.note("indexed \(count) objects") }
        }
    }
}

/// What a writer needs beside `RegistryOptions`.
struct WriterOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder with the registry's commit key, in place of the one that `init` recorded.", valueName: "dir"))
    var keyFolder: String?

    @Flag(name: .long, help: "Check everything and say what would happen; write nothing.")
    var dryRun = false
}

/// `--key FILE` and its passphrase.
struct KeyOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The private key file (PEM).", valueName: "file"))
    var key: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file whose first line is the key's passphrase; asked for on the terminal otherwise.", valueName: "file"))
    var passphraseFile: String?

    /// The key.
    func read() throws -> Ed25519PrivateKey {
        try KeyFile.readPrivate(key) { try Passphrase.read(file: passphraseFile, prompt: "Passphrase of \(key): ") }
    }
}

/// `--json`.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print JSON (schemas in Schemas/output).")
    var json = false
}

extension Address: ExpressibleByArgument {
    /// An address on the command line.
    public init?(argument: String) { self.init(argument) }

    /// The address that a text is, where it may be the name of something else too; `nil` where it is none.
    ///
    /// - Throws: `ServiceError.usage` for what begins as an address and is none.
    static func named(_ text: String) throws(ServiceError) -> Address? {
        if let address = Address(text) { return address }
        guard text.utf8.starts(with: "sha256:".utf8) else { return nil }
        throw ServiceError(
            .usage, at: text, "the address is malformed, expected sha256: and 64 hexadecimal digits in lower case",
            remedy: "Copy it again, whole; a file of such a name is given as ./\(text).")
    }
}

extension CalendarDate: ExpressibleByArgument {
    /// A date on the command line.
    public init?(argument: String) { self.init(argument) }
}

extension LineageID: ExpressibleByArgument {
    /// A lineage on the command line.
    public init?(argument: String) { self.init(argument) }
}

extension ModelReference: ExpressibleByArgument {
    /// A model on the command line.
    public init?(argument: String) { self.init(argument) }
}

extension ImportRequest.Existing: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
extension FreshnessClass: ExpressibleByArgument {}
extension Recheck: ExpressibleByArgument {}
extension Distribution: ExpressibleByArgument {}
extension ChangeKind: ExpressibleByArgument {}
extension AnswerOrigin: ExpressibleByArgument {}
extension AnswerMediaType: ExpressibleByArgument {}
extension WithdrawalReason: ExpressibleByArgument {}
extension WithdrawalSeverity: ExpressibleByArgument {}
extension ReviewOutcome: ExpressibleByArgument {}
extension InstructionSet: ExpressibleByArgument {}
extension RecomputeProbe.Work: ExpressibleByArgument {}
