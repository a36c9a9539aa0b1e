internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Cryptography
internal import JSON
internal import KnowledgeRegistry

/// `bindery init`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a registry.",
        discussion: """
            Makes root, log and commit keys in a folder outside the registry, signs the trust root, and pins it for this user.
            Example: bindery init library --key publisher.pem --name "My library"
            """)

    @Argument(help: ArgumentHelp("The folder to make.", valueName: "dir"))
    var path: String
    @Option(
        name: .long,
        help: ArgumentHelp("A publisher's key file, private or public; repeat it for several.", valueName: "file"))
    var key: [String]
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file whose first line is the passphrase of encrypted --key and --auditor files; asked for on the terminal otherwise.",
            valueName: "file"))
    var passphraseFile: String?
    @Option(name: .long, help: "The registry's name.")
    var name: String
    @Option(name: .long, help: "The log's origin; by default one that contains 8 digits of the log key's digest.")
    var origin: String?
    @Option(name: .long, help: ArgumentHelp("An auditor's key file; repeat it for several.", valueName: "file"))
    var auditor: [String] = []
    @Option(name: .long, help: "How many publishers must sign each object.")
    var threshold: Int64 = 1
    @Option(name: .long, help: ArgumentHelp("Where the root, log and commit keys go.", valueName: "dir"))
    var keyFolder: String?
    @Option(name: .long, help: "The language of answers (BCP 47).")
    var language = "en"
    @Option(name: .long, help: "The licence of answers: an SPDX expression or a URL.")
    var license = "CC-BY-4.0"
    @Option(
        name: .long,
        help: "How quickly answers age: \(FreshnessClass.allCases.map(\.rawValue).joined(separator: ", ")).")
    var freshness = FreshnessClass.general
    @Option(name: .long, help: ArgumentHelp("How long the trust root authorises new entries.", valueName: "days"))
    var rootLifetime = 365
    @Flag(name: .long, help: "Say what would be made; write nothing.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        var request = FoundingRequest(path: path, name: name, publishers: try key.map(readPublic))
        request.origin = origin
        request.auditors = try auditor.map(readPublic)
        request.publisherThreshold = threshold
        request.keyFolder = keyFolder
        request.defaults = RegistryDescription.Defaults(language: language, license: license, freshness: freshness)
        request.rootLifetimeInDays = rootLifetime
        let bindery = Bindery(.process())
        if dryRun { return report(try bindery.planFounding(request)) }
        report(try bindery.found(request))
    }

    private func readPublic(_ path: String) throws -> Ed25519PublicKey {
        try KeyFile.readPublic(path) { try Passphrase.read(file: passphraseFile, prompt: "Passphrase of \(path): ") }
    }

    private func report(_ plan: FoundingPlan) {
        guard output.json else {
            Console.print("would make  \(plan.path)")
            Console.print("origin      \(plan.origin ?? "with digits of a log key that is not made yet")")
            return Console.print(
                "keys        \(plan.keyFolder ?? "in a folder named after the origin")  (root, log and commit)")
        }
        var value: JSONValue = ["registry": .string(plan.path)]
        value.set("origin", plan.origin.map(JSONValue.string))
        value.set("keys", plan.keyFolder.map(JSONValue.string))
        value.set("dryRun", true)
        Console.print(value)
    }

    private func report(_ founding: Founding) {
        guard output.json else {
            Console.print("made        \(founding.path)")
            Console.print("origin      \(founding.origin)")
            Console.print("keys        \(founding.keyFolder)  (root, log and commit; keep root.pem offline)")
            Console.print("root        \(founding.root)  (pinned for you)")
            return Console.print(
                "\nTell readers the root's address by another way than the registry itself; they verify with --root.")
        }
        var value: JSONValue = ["registry": .string(founding.path), "root": .string("\(founding.root)")]
        value.set("origin", .string(founding.origin))
        value.set("keys", .string(founding.keyFolder))
        Console.print(value)
    }
}
