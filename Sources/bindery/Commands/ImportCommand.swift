internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import KnowledgeRegistry
internal import Signing

/// `bindery import`.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make unsigned drafts of the questions in a CSV file or a folder of Markdown.",
        discussion: """
            A CSV file is UTF-8 with a row of headers: question, answer, and as you need them name, language, \
            jurisdiction, audience, subject, topics (separated by ;), sources (role | title | url | locator, one a \
            line), url, asOf, freshness, reviewBy, recheck, license, origin (human or model), model-name, \
            model-version, provider, temperature. A folder holds a file *.md a question, with the same members as \
            front matter.
            What is wrong is reported by file, line and column; the exit code is then 65, and the good rows are drafted all the same.
            Example: bindery import faq.csv --out drafts --registry library
            Then: bindery approve drafts --key publisher.pem; bindery publish drafts --registry library
            """)

    @Argument(help: ArgumentHelp("A CSV file, or a folder with *.md.", valueName: "file.csv|folder"))
    var source: String
    @Option(name: .long, help: ArgumentHelp("The folder to make, with a draft a question.", valueName: "folder"))
    var out: String
    @OptionGroup var registry: RegistryOptions
    @OptionGroup(title: "About the drafts") var about: ImportOptions
    @OptionGroup(title: "Limits") var limits: ImportLimitOptions
    @Flag(name: .long, help: "Write no draft at all where one row is bad.")
    var allOrNothing = false
    @Flag(name: .long, help: "Check everything and print the report; write nothing.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        let bindery = Bindery(.process())
        let registry = try registry.open()
        try ImportedDrafts.requireAvailable(out)
        let issuer = try about.issuer() ?? bindery.onlyPublisher(of: registry, root: self.registry.root)
        var request = ImportRequest(source: source, issuer: issuer)
        try about.fill(&request)
        request.limits = try limits.limits()
        let results = try bindery.draftImport(request, for: registry, progress: progress("reading"))
        let drafts = ImportedDrafts(of: results)
        let badCount = results.count(where: \.isBad)
        let isHeld = allOrNothing && badCount > 0
        if !dryRun, !isHeld, !drafts.names.isEmpty { try drafts.write(to: out, progress: progress("writing")) }
        ImportReport(results: results, drafts: drafts, folder: out, isDryRun: dryRun, isHeld: isHeld)
            .print(asJSON: output.json)
        if badCount > 0 { throw ExitCode(65) }
    }

    private func progress(_ label: String) -> (Int, Int) -> Void {
        let bar = ProgressBar(label)
        return { done, total in if total > 1_000 { bar.show(done, of: total) } }
    }
}

/// What is said of all drafts of an import.
struct ImportOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The publisher's key whom the drafts name, its public half is enough; the registry's only publisher without one.",
            valueName: "file"))
    var key: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file whose first line is that key's passphrase; its public half needs none.", valueName: "file"))
    var passphraseFile: String?
    @Option(name: .long, help: "The publisher's name; the registry's without one.")
    var publisher: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Copies of the sources, by host and path: records their digests, for recompute --sources.",
            valueName: "dir"))
    var sources: String?
    @Option(name: .long, help: "What becomes of a question that the registry has: skip, or next for its next version.")
    var existing = ImportRequest.Existing.skip
    @Option(name: .long, help: "What kind of change a next version is: editorial, update or correction.")
    var change = ChangeKind.update
    @Flag(name: .long, help: "Accept invisible and bidirectional characters in the texts.")
    var allowInvisible = false

    func issuer() throws -> DIDKey? {
        try key.map { file in
            DIDKey(
                try KeyFile.readPublic(file) {
                    try Passphrase.read(file: passphraseFile, prompt: "Passphrase of \(file): ")
                })
        }
    }

    func fill(_ request: inout ImportRequest) throws {
        guard change != .initial else {
            throw ServiceError(
                .usage, at: "--change", "`initial` is the first version's",
                remedy: "Write editorial, update or correction.")
        }
        (request.issuerName, request.existing, request.change) = (publisher, existing, change)
        (request.allowsInvisible, request.copies) = (allowInvisible, sources)
    }
}

/// How much an import reads.
struct ImportLimitOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The longest cell, or file of Markdown.", valueName: "bytes"))
    var maxCell = ImportLimits().cellByteCount
    @Option(name: .long, help: ArgumentHelp("The most rows or files.", valueName: "count"))
    var maxRows = ImportLimits().rowCount
    @Option(
        name: .long, help: ArgumentHelp("The largest CSV file, or all files of a folder together.", valueName: "bytes"))
    var maxFile = ImportLimits().fileByteCount

    func limits() throws -> ImportLimits {
        for (name, value) in [("--max-cell", maxCell), ("--max-rows", maxRows), ("--max-file", maxFile)] where value < 1
        {
            throw ServiceError(.usage, at: name, "the limit is \(value), expected 1 or more", remedy: "Raise it.")
        }
        var limits = ImportLimits()
        (limits.cellByteCount, limits.rowCount, limits.fileByteCount) = (maxCell, maxRows, maxFile)
        return limits
    }
}
