internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Cryptography
internal import Inference
internal import JSON
internal import KnowledgeRegistry
internal import Recompute

/// `bindery recompute` and its subcommands.
struct RecomputeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recompute", abstract: "When a model changes, learn which answers still hold, and act upon it.",
        discussion: "Example: bindery recompute --model answers@2 --registry library --key auditor.pem",
        subcommands: [Run.self, Status.self, Report.self, Policy.self], defaultSubcommand: Run.self)

    /// `bindery recompute [run]`.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Check the answers of a model's other versions against this one.",
            discussion: """
                Each answer is read by the new model, many tokens at a time; where it would go on differently, the new \
                answer is compared with the bound one. What still holds is attested (--key), what says something else is \
                quarantined and proposed to a person. Ended by Ctrl-C, or killed, it goes on when it is run again.
                Exit 0: everything is checked. Exit 1: the model is suspect, look at the report before going on. Exit 75: \
                there is more to check.
                Example: bindery recompute run --model answers@2 --registry library --dry-run
                """)

        @Option(name: .long, help: ArgumentHelp("The new model, one of the registry.", valueName: "name[@version]"))
        var model: ModelReference?
        @OptionGroup(title: "In place of --model") var engine: EngineOptions
        @Option(name: .long, help: "Who runs the engine, as documents name it; its host without one.")
        var provider: String?
        @Option(name: .long, help: "The version of the engine's model, as documents name it.")
        var engineVersion: String?
        @Option(
            name: .long,
            help: ArgumentHelp(
                "Check the answers of this model, in place of the new model's other versions.",
                valueName: "name[@version]"))
        var replaces: ModelReference?
        @OptionGroup var registry: RegistryOptions
        @Option(
            name: .long,
            help: ArgumentHelp("An auditor's key, to sign what is found; without one it waits.", valueName: "file"))
        var key: String?
        @Option(
            name: .long,
            help: ArgumentHelp(
                "A publisher's key, for versions that the policy publishes without a person.", valueName: "file"))
        var publisherKey: String?
        @Option(
            name: .long,
            help: ArgumentHelp(
                "A file whose first line is the keys' passphrase; asked for on the terminal otherwise.",
                valueName: "file"))
        var passphraseFile: String?
        @Option(
            name: .long,
            help: ArgumentHelp(
                "The policy, in place of the library's (recompute policy); without both, the defaults.",
                valueName: "file"))
        var policy: String?
        @Option(
            name: .long, help: ArgumentHelp("The most CPU seconds, in place of the policy's.", valueName: "seconds"))
        var budget: Double?
        @Option(
            name: .long,
            help: ArgumentHelp(
                "An OpenAI-compatible engine with a third model, which judges what the rules cannot.", valueName: "url")
        )
        var judge: String?
        @Option(name: .long, help: ArgumentHelp("The judge's model there.", valueName: "name"))
        var judgeModel: String?
        @Option(
            name: .long,
            help: ArgumentHelp(
                "A file of mode 0600 whose first line is the key that the judge's engine wants.", valueName: "file"))
        var judgeKeyFile: String?
        @Option(
            name: .long,
            help: ArgumentHelp(
                "An encoder that proposes pairs of sentences, as `make models` installs it.", valueName: "dir"))
        var encoder: String?
        @Option(
            name: .long,
            help: ArgumentHelp("Copies of cited sources, by host and path: says which have changed.", valueName: "dir"))
        var sources: String?
        @Flag(name: .customLong("continue"), help: "Go on although the model is suspect.")
        var continues = false
        @OptionGroup var writing: WriterOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (model == nil) != (engine.engine == nil) else {
                throw ValidationError("name the new model with --model, or ask an engine with --engine")
            }
            guard judge != nil || (judgeModel == nil && judgeKeyFile == nil) else {
                throw ValidationError("--judge-model and --judge-key-file go with --judge")
            }
        }

        func run() async throws {
            let bindery = Bindery(.process())
            let registry = try registry.open()
            let request = try await request(bindery, registry)
            guard !writing.dryRun else {
                return RecomputeText(asJSON: output.json).print(try bindery.outlineRecompute(request, in: registry))
            }
            let keys = RecomputeKeys(auditor: try read(key), publisher: try read(publisherKey))
            let report = try await Interruption.cancelling { try await recompute(request, keys, bindery, registry) }
            RecomputeText(asJSON: output.json).print(report)
            switch report.state {
            case .done, .nothingToDo: return
            case .modelSuspect: throw ExitCode(1)
            case .unfinished, .budgetExhausted: throw ExitCode(75)
            }
        }

        private func recompute(
            _ request: RecomputeRequest, _ keys: RecomputeKeys, _ bindery: Bindery, _ registry: Registry
        ) async throws -> RecomputeReport {
            let bar = ProgressBar("checking")
            var progress: RecomputeProgress?
            do {
                return try await bindery.recompute(
                    request, keys: keys, in: registry,
                    writer: {
                        try bindery.writer(
                            of: registry, root: self.registry.root, keyFolder: writing.keyFolder,
                            waiting: Console.noteWait)
                    },
                    progress: {
                        progress = $0
                        bar.show($0.finished, of: $0.total)
                    })
            } catch is CancellationError {
                bar.clear()
                throw Self.interruption(progress)
            }
        }

        /// What is told of a run that was ended before its end.
        private static func interruption(_ progress: RecomputeProgress?) -> ServiceError {
            let reached = progress.map { "when \($0.finished) of \($0.total.counting("document")) were finished" }
            return ServiceError(
                .interrupted, at: "recompute", "the work was interrupted \(reached ?? "before the first check")",
                remedy: "Run the same command again: it goes on from there, and checks nothing twice.")
        }

        private func answeringModel(_ bindery: Bindery, _ registry: Registry) async throws -> AnsweringModel {
            if let model { return .local(try bindery.model(model, in: registry), try .process()) }
            guard let external = try await engine.model(bindery, provider: provider, version: engineVersion) else {
                throw ValidationError("name the new model with --model, or ask an engine with --engine")
            }
            return .external(external)
        }

        private func request(_ bindery: Bindery, _ registry: Registry) async throws -> RecomputeRequest {
            var request = RecomputeRequest(try await answeringModel(bindery, registry))
            if let judge {
                request.judge = try await ExternalModel(
                    try engine.client(bindery, at: judge, keyFile: judgeKeyFile), name: judgeModel)
            }
            request.encoder = try encoder.map { try EncodedSimilarity(folder: $0, engine: .process()) }
            request.policy = try policy.map { try RecomputePolicy.read($0).policy }
            if let budget {
                guard budget > 0, budget.isFinite else {
                    throw ServiceError(
                        .usage, at: "--budget", "found \(budget), expected a number of seconds above 0",
                        remedy: "Leave it out for no limit.")
                }
                request.budget = RecomputePolicy.Budget(cpuSeconds: budget)
            }
            (request.replaced, request.sources, request.continues) = (replaces, sources, continues)
            return request
        }

        private func read(_ path: String?) throws -> Ed25519PrivateKey? {
            try path.map { path in
                try KeyFile.readPrivate(path) {
                    try Passphrase.read(file: passphraseFile, prompt: "Passphrase of \(path): ")
                }
            }
        }
    }

    /// `bindery recompute status`.
    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Where the newest recomputation stands, and what waits for whom.",
            discussion: "Example: bindery recompute status --registry library")

        @OptionGroup var library: LibraryOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let report = try RecomputeCommand.report(in: library.open())
            RecomputeText(asJSON: output.json).printStatus(report)
        }
    }

    /// `bindery recompute report`.
    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "report", abstract: "What the newest recomputation has found, part by part.",
            discussion: """
                With --html the report is a page for people too: one file without a script, to be read on a screen or \
                printed. It repeats the questions whose answers changed, those of restricted documents too.
                Example: bindery recompute report --registry library --html report.html
                """)

        @OptionGroup var library: LibraryOptions
        @Option(
            name: .long,
            help: ArgumentHelp("Write the report as a page too; a file that is there is replaced.", valueName: "file"))
        var html: String?
        @OptionGroup var output: OutputOptions

        func run() throws {
            let registry = try library.open()
            let report = try RecomputeCommand.report(in: registry)
            if let html {
                try Bindery(.process()).write(report, of: registry, asPageTo: html)
                Console.note("wrote \(html)")
            }
            RecomputeText(asJSON: output.json).print(report)
        }
    }

    private static func report(in registry: Registry) throws -> RecomputeReport {
        guard let report = try Bindery(.process()).recomputeReport(in: registry) else {
            throw ServiceError(
                .noInput, at: registry.path, "there was no recomputation here",
                remedy: "Begin one with `bindery recompute --model NAME@VERSION`.")
        }
        return report
    }
}
