internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Foundation
internal import Inference
internal import JSON
internal import KnowledgeRegistry

/// `bindery bind`.
struct BindCommand: ParsableCommand {
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
            """)

    @Argument(help: "The question, as the publisher words it.")
    var question: String
    @Option(
        name: .long,
        help: ArgumentHelp("A file with the answer's exact text in UTF-8; - reads standard input.", valueName: "file|-")
    )
    var answer: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A model of the registry that derives the answer here and now, in place of --answer.",
            valueName: "name[@version]"))
    var model: ModelReference?
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
        guard (answer == nil) != (model == nil) else {
            throw ValidationError("give the answer with --answer, or the model that derives it with --model")
        }
    }

    func run() throws {
        let bindery = Bindery(.process())
        let registry = try registry.open()
        let report = PublicationReport(asJSON: output.json, isDryRun: writing.dryRun)
        switch try bindery.bind(try request(bindery, registry), for: registry, with: key.read()) {
        case .unchanged(let address):
            guard let known = try registry.decodedObject(at: address) else { return }
            report.print(Receipt(known: known), isKnown: true)
        case .object(let object):
            try AnswerText.requireVisible(
                in: object, allowingInvisible: about.allowInvisible, at: answer ?? "--model")
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

    private func request(_ bindery: Bindery, _ registry: Registry) throws -> BindRequest {
        var request = try model.map { try derived($0, bindery, registry) } ?? written()
        try about.fill(&request)
        return request
    }

    /// What stands in a file.
    private func written() throws -> BindRequest {
        var request = BindRequest(question: question, answer: try AnswerText.read(answer ?? "-"))
        request.declared = try declared.declaration()
        return request
    }

    /// What a model of the registry answers.
    private func derived(
        _ reference: ModelReference, _ bindery: Bindery, _ registry: Registry
    ) throws -> BindRequest {
        guard try declared.declaration() == nil else {
            throw ServiceError(
                .usage, at: "--origin", "--model derives the answer here, and --origin is for what an engine gave",
                remedy: "Leave out one of them.")
        }
        let prompt = try declared.prompt() ?? [Message(role: .user, content: QuestionText.canonical(question))]
        let progress = TokenProgress()
        let answer = try bindery.derive(
            prompt, with: bindery.model(reference, in: registry), sampler: Sampler(temperature: declared.temperature),
            seed: declared.seed, engine: .process(), progress: progress.show)
        progress.finish()
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
        (request.topics, request.asOf, request.freshness) = (topic, asOf, freshness)
        (request.reviewBy, request.license, request.distribution) = (reviewBy, license, distribution)
        (request.recheck, request.change, request.changeNote) = (recheck, change, changeNote)
        (request.continues, request.issuerName) = (continues, publisher)
    }
}

/// What a publisher declares about an external engine.
struct DeclaredModelOptions: ParsableArguments {
    @Option(name: .long, help: "human, model or model-edited.")
    var origin = AnswerOrigin.human
    @Option(name: .long, help: "The model's name.")
    var modelName: String?
    @Option(name: .long, help: "The model's version.")
    var modelVersion: String?
    @Option(name: .long, help: "Who ran the model.")
    var provider: String?
    @Option(name: .long, help: "The engine's fingerprint of its configuration.")
    var systemFingerprint: String?
    @Option(name: .long, help: "The engine's id of the response.")
    var responseId: String?
    @Option(name: .long, help: "The sampler's temperature, as a decimal.")
    var temperature = "0"
    @Option(name: .long, help: "The seed, an unsigned 64-bit integer.")
    var seed: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The whole prompt as JSON: [{\"role\", \"content\"}, …]; the question alone without one.", valueName: "file"
        ))
    var messages: String?
    @Option(name: .long, help: ArgumentHelp("The model's raw output, for model-edited.", valueName: "file"))
    var rawOutput: String?
    @Option(name: .long, help: "What the editor did, for model-edited.")
    var editNote: String?

    func declaration() throws -> DeclaredDerivation? {
        guard origin != .human else {
            if modelName != nil || modelVersion != nil || provider != nil || rawOutput != nil {
                throw ServiceError(
                    .usage, at: "--origin", "a model is named, and the origin is human",
                    remedy: "Say --origin model or --origin model-edited.")
            }
            return nil
        }
        guard let modelName, let modelVersion, let provider else {
            throw ServiceError(
                .usage, at: "--origin", "an answer of a model needs --model-name, --model-version and --provider",
                remedy: "Name all three.")
        }
        guard (rawOutput != nil) == (origin == .modelEdited), (editNote != nil) == (origin == .modelEdited) else {
            throw ServiceError(
                .usage, at: "--raw-output", "--raw-output and --edit-note go with --origin model-edited",
                remedy: "Name both with model-edited, and neither otherwise.")
        }
        var declared = DeclaredDerivation(
            model: DeclaredModel(
                provider: provider, name: modelName, version: modelVersion, systemFingerprint: systemFingerprint,
                responseId: responseId),
            sampler: Sampler(temperature: temperature))
        declared.seed = seed
        declared.messages = try prompt()
        declared.rawOutput = try rawOutput.map { String(decoding: try SafeFile.read($0), as: UTF8.self) }
        declared.editNote = editNote
        return declared
    }

    /// The whole prompt, where a file holds it.
    func prompt() throws -> [Message]? { try messages.map(Self.readMessages) }

    private static func readMessages(_ path: String) throws -> [Message] {
        let bytes = try SafeFile.read(path)
        let document = try FileError.naming(path) { try JSONDocument(parsing: bytes) }
        return try document.root.elements.map { node in
            guard let role = node["role"]?.stringValue.flatMap(MessageRole.init),
                let content = node["content"]?.stringValue
            else {
                throw ServiceError(
                    .badData, at: path, "a message has no role or content",
                    remedy: "Write [{\"role\": \"user\", \"content\": \"…\"}].")
            }
            return Message(role: role, content: content)
        }
    }
}
