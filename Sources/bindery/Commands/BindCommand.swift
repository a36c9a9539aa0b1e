internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Foundation
internal import KnowledgeRegistry

/// `bindery bind`.
struct BindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bind", abstract: "Bind an answer to a question: sign it and publish it.",
        discussion: """
            The same question again makes the next version; the same answer again is a no-op.
            Example: bindery bind "What is a hash?" --answer answer.md --key publisher.pem --registry library
            From a pipe: pandoc page.html -t markdown | bindery bind "…" --answer - --key publisher.pem \
            --registry library
            Of a model: bindery bind "…" --answer answer.md --origin model --model-name gpt-x --model-version 2026-10 \
            --provider P --key publisher.pem --registry library
            Derived here: bindery bind "What is a hash?" --model demo --key publisher.pem --registry library
            By an engine: bindery bind "What is a hash?" --engine http://127.0.0.1:8080 --key publisher.pem \
            --registry library
            """)

    @Argument(help: "The question, as the publisher words it.")
    var question: String
    @Option(
        name: .long,
        help: ArgumentHelp("A file with the answer's exact text in UTF-8; - reads standard input.", valueName: "file|-")
    )
    var answer: String?
    @OptionGroup(title: "In place of --answer") var answering: AnsweringOptions
    @Option(
        name: .long,
        help: ArgumentHelp(
            "How many more answers are drawn to learn how far the model strays; none of a local model at temperature 0.",
            valueName: "count"))
    var noiseSamples = 5
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup(title: "About the answer") var about: AboutOptions
    @OptionGroup(title: "An answer of a model") var declared: DeclaredModelOptions
    @Option(
        name: .long,
        help: ArgumentHelp("Write the signed draft here for others to approve; publish nothing.", valueName: "file"))
    var draft: String?
    @OptionGroup var writing: WriterOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (answer == nil) == answering.namesModel else {
            throw ValidationError(
                "give the answer with --answer, or the model that derives it with --model or --engine")
        }
        guard (0...100).contains(noiseSamples) else { throw ValidationError("--noise-samples is from 0 to 100") }
    }

    func run() async throws {
        let bindery = Bindery(.process())
        let registry = try registry.open()
        let key = try key.read()
        let report = PublicationReport(asJSON: output.json, isDryRun: writing.dryRun)
        switch try bindery.bind(try await request(bindery, registry), for: registry, with: key) {
        case .unchanged(let address):
            guard let known = try registry.decodedObject(at: address) else { return }
            report.print(Receipt(known: known), isKnown: true)
        case .object(let object):
            try AnswerText.requireVisible(
                in: object, allowingInvisible: about.allowInvisible, at: answer ?? "the model's answer")
            if let draft {
                if !writing.dryRun { try Draft.write(object, to: draft, replaces: false) }
                report.print(draft: object, at: draft)
            } else {
                try report.publish(object) {
                    try bindery.writer(
                        of: registry, root: self.registry.root, keyFolder: writing.keyFolder, waiting: Console.noteWait)
                }
            }
        }
    }

    private func request(_ bindery: Bindery, _ registry: Registry) async throws -> BindRequest {
        var request = answering.namesModel ? try await derived(bindery, registry) : try written()
        try about.fill(&request)
        return request
    }

    /// What stands in a file.
    private func written() throws -> BindRequest {
        var request = BindRequest(question: question, answer: try AnswerText.read(answer ?? "-"))
        request.declared = try declared.declaration(answering.prompt)
        return request
    }

    /// What a model answers now.
    private func derived(_ bindery: Bindery, _ registry: Registry) async throws -> BindRequest {
        try declared.requireNone(besideEngine: answering.engine.engine != nil)
        let answer = try await answering.derive(
            question, bindery, in: registry, provider: declared.provider, version: declared.modelVersion,
            noise: (noiseSamples, about.language ?? registry.description.defaults.language))
        return BindRequest(question: question, derived: answer)
    }
}

/// What a publisher may say about an answer.
struct AboutOptions: ParsableArguments {
    @Option(name: .long, help: "A title; the question without one.")
    var name: String?
    @Option(name: .long, help: "text/markdown or text/plain.")
    var mediaType = AnswerMediaType.markdown
    @Option(name: .long, help: "BCP 47 tag; the registry's default without one.")
    var language: String?
    @Option(name: .long, help: "Where the answer holds, for example DE.")
    var jurisdiction: String?
    @Option(name: .long, help: "For whom it is written.")
    var audience: String?
    @Option(name: .long, help: "What it is about, where the question alone does not say.")
    var subject: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A source, cited in the text as [^s1], [^s2], …; repeat it in order.",
            valueName: "role | title | url | locator"))
    var source: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Copies of the sources, by host and path: records their digests, for recompute --sources.",
            valueName: "dir"))
    var sources: String?
    @Option(name: .long, help: "A topic; repeat it for several.")
    var topic: [String] = []
    @Option(name: .long, help: "The day that the text speaks of; today without one.")
    var asOf: CalendarDate?
    @Option(name: .long, help: "timeless, general, numeric, safety or news.")
    var freshness: FreshnessClass?
    @Option(name: .long, help: "The day of the next review.")
    var reviewBy: CalendarDate?
    @Option(name: .long, help: "SPDX expression or URL; the registry's default without one.")
    var license: String?
    @Option(name: .long, help: "public or restricted.")
    var distribution = Distribution.public
    @Option(name: .long, help: "What a change of the model triggers: rederive, compare or never.")
    var recheck = Recheck.compare
    @Option(name: .long, help: "What kind of change a later version is: editorial, update or correction.")
    var change = ChangeKind.update
    @Option(name: .long, help: "A sentence for readers of the history.")
    var changeNote: String?
    @Option(name: .long, help: "The lineage of the same subject under another wording.")
    var continues: LineageID?
    @Option(name: .long, help: "The publisher's name; the registry's without one.")
    var publisher: String?
    @Flag(name: .long, help: "Accept invisible and bidirectional characters in the text.")
    var allowInvisible = false

    func validate() throws {
        guard sources == nil || !source.isEmpty else { throw ValidationError("--sources goes with --source") }
    }

    func fill(_ request: inout BindRequest) throws {
        (request.name, request.mediaType, request.language) = (name, mediaType, language)
        (request.jurisdiction, request.audience, request.subject) = (jurisdiction, audience, subject)
        request.sources = try source.enumerated().map { index, line in
            guard let source = Source(line: line, id: "s\(index + 1)") else {
                throw ServiceError(
                    .usage, at: "--source", "`\(line)` is no source",
                    remedy: "Write `citation | Title | https://… | locator`, with grounding, citation or further first."
                )
            }
            return source
        }
        try recordDigests(in: &request)
        (request.topics, request.asOf, request.freshness) = (topic, asOf, freshness)
        (request.reviewBy, request.license, request.distribution) = (reviewBy, license, distribution)
        (request.recheck, request.change, request.changeNote) = (recheck, change, changeNote)
        (request.continues, request.issuerName) = (continues, publisher)
    }

    private func recordDigests(in request: inout BindRequest) throws {
        guard let sources else { return }
        try request.recordDigests(ofCopiesIn: sources)
        let others = request.sources.filter { $0.digest == nil }.map(\.id)
        guard !others.isEmpty else { return }
        Console.note(
            "no digest is recorded of \(others.joined(separator: ", ")): a copy belongs to an address of the web without "
                + "query and fragment")
    }
}
