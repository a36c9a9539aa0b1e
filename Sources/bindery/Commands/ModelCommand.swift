internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import Inference
internal import JSON
internal import KnowledgeRegistry

/// `bindery model`.
struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Add, list and examine local models.",
        subcommands: [Add.self, Install.self, List.self, Logits.self])

    /// `bindery model add`.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a model file known to a registry: sign and publish what it is, byte for byte.",
            discussion: """
                The whole file is checked, and a copy kept in the model folder by its digest; only the manifest goes \
                into the registry. The folder is $BINDERY_MODELS, or bindery/models in the user's data folder.
                Example: bindery model add demo.gguf --name demo --model-version 1 --key publisher.pem \
                --registry library
                """)

        @OptionGroup var file: ModelFileArgument
        @Option(name: .long, help: "The name that documents and --model know the model by.")
        var name: String
        @Option(name: .long, help: "The version, as the model's maker writes it.")
        var modelVersion: String
        @Option(name: .long, help: "SPDX expression or URL; what the file says without one.")
        var license: String?
        @Option(name: .long, help: ArgumentHelp("Where the file comes from.", valueName: "url"))
        var source: String?
        @Option(name: .long, help: "The publisher's name; the registry's without one.")
        var publisher: String?
        @OptionGroup var registry: RegistryOptions
        @OptionGroup var key: KeyOptions
        @OptionGroup var writing: WriterOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bindery = Bindery(.process())
            let registry = try registry.open()
            var request = ModelRequest(path: file.file, name: name, version: modelVersion)
            (request.license, request.source, request.issuerName) = (license, source, publisher)
            let report = PublicationReport(asJSON: output.json, isDryRun: writing.dryRun)
            let outcome = try bindery.addModel(
                request, to: registry, with: key.read(), engine: .process(), isDryRun: writing.dryRun)
            switch outcome {
            case .unchanged(let address):
                guard let known = try registry.decodedObject(at: address) else { return }
                report.print(Receipt(known: known), isKnown: true)
            case .object(let object):
                try report.publish(object) {
                    try bindery.writer(
                        of: registry, root: self.registry.root, keyFolder: writing.keyFolder, waiting: Console.noteWait)
                }
            }
        }
    }

    /// `bindery model install`.
    struct Install: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep a model file that a registry knows already, so that answers can be derived again.",
            discussion: """
                The file is checked and copied into the model folder under its digest; no registry is written to.
                Example: bindery model install demo.gguf
                """)

        @OptionGroup var file: ModelFileArgument
        @Flag(name: .long, help: "Check the file; copy nothing.")
        var dryRun = false
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bindery = Bindery(.process())
            let digest = try bindery.installModel(at: file.file, engine: .process(), isDryRun: dryRun)
            let path = bindery.modelFolder.path(of: digest)
            guard output.json else { return Console.print("\(dryRun ? "would install" : "installed")  \(path)") }
            var value: JSONValue = ["file": .string(path), "digest": .string("\(digest)")]
            value.set("dryRun", dryRun ? true : nil)
            Console.print(value)
        }
    }

    /// `bindery model list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the models that a registry knows.",
            discussion: """
                One line each: whether its file is in the model folder, status, type of the weights, size, manifest, \
                name and version.
                Example: bindery model list --registry library
                """)

        @OptionGroup var library: LibraryOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bindery = Bindery(.process())
            let folder = bindery.modelFolder
            for model in try bindery.models(in: library.open()) {
                let entry = ModelEntry(
                    model: model, isHere: model.manifest.weights.allSatisfy { folder.contains($0.digest) })
                output.json ? Console.print(entry.json) : Console.print(entry.line)
            }
        }
    }

    /// `bindery model logits`.
    struct Logits: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the SHA-256 of all logits of a prompt: the same on every machine.",
            discussion: """
                The prompt is taken as it is, without a chat template; the hash is the last line.
                Example: bindery model logits demo.gguf --prompt "What is a hash?" --isa scalar
                """)

        @OptionGroup var file: ModelFileArgument
        @Option(name: .long, help: "The prompt.")
        var prompt: String
        @Option(
            name: .long,
            help: "\(InstructionSet.allCases.map(\.rawValue).joined(separator: ", ")); the fastest without one.")
        var isa: InstructionSet?
        @Option(name: .long, help: ArgumentHelp("How many threads compute; all cores without one.", valueName: "count"))
        var threads: Int?
        @Option(name: .long, help: ArgumentHelp("How many tokens are computed together.", valueName: "count"))
        var batch = 512
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (1...64).contains(threads ?? 1) else {
                throw ValidationError("--threads is \(threads ?? 1), expected 1 to 64")
            }
            guard (1...4096).contains(batch) else { throw ValidationError("--batch is \(batch), expected 1 to 4096") }
        }

        func run() throws {
            let engine = try Engine.process(instructionSet: isa, threadCount: threads)
            let report = try LogitsReport(of: file.file, prompt: prompt, engine: engine, batchCount: batch)
            guard !output.json else { return Console.print(report.json) }
            Console.print("numerics  \(Engine.numerics)")
            Console.print("isa       \(engine.instructionSet.rawValue)")
            Console.print("threads   \(engine.threadCount)")
            Console.print("batch     \(batch)")
            Console.print("tokens    \(report.tokenCount)")
            Console.print(report.hash)
        }
    }
}

/// The file that a command about models works on.
struct ModelFileArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The model, a GGUF file.", valueName: "file.gguf"))
    var file: String
}

/// A model of a list, as text or JSON (`Schemas/output/model-list.schema.json`).
private struct ModelEntry {
    let model: RegisteredModel
    let isHere: Bool

    private var byteCount: Int64 { model.manifest.weights.reduce(0) { $0 + $1.byteSize } }

    var json: JSONValue {
        let manifest = model.manifest
        return [
            "object": .string("\(model.address)"), "name": .string(manifest.name),
            "version": .string(manifest.version), "status": .string(model.status.name),
            "architecture": .string(manifest.architecture), "quantisation": .string(manifest.quantisation),
            "numerics": .string(manifest.numerics), "contextLength": .integer(manifest.contextLength),
            "weights": .array(
                manifest.weights.map {
                    ["name": .string($0.name), "digest": .string("\($0.digest)"), "byteSize": .integer($0.byteSize)]
                }),
            "license": .string(manifest.license), "installed": .bool(isHere),
        ]
    }

    var line: String {
        let manifest = model.manifest
        let size = "\((byteCount + 500_000) / 1_000_000) MB"
        let place = (isHere ? "installed" : "absent").padding(to: 9)
        let name = Console.visible("\(manifest.name)@\(manifest.version)")
        return "\(place)  \(model.status.name.padding(to: 9))  \(Console.visible(manifest.quantisation))  \(size)  "
            + "\(model.address)  \(name)"
    }
}

extension Engine {
    /// The engine of this process; `BINDERY_ISA` names another instruction set than the fastest.
    static func process(instructionSet: InstructionSet? = nil, threadCount: Int? = nil) throws -> Engine {
        try Engine(
            instructionSet: instructionSet, threadCount: threadCount, environment: ProcessInfo.processInfo.environment)
    }
}
