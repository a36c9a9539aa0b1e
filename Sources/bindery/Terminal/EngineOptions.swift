internal import ArgumentParser
internal import BinderyService
internal import Completions

/// `--engine URL`: an OpenAI-compatible engine, and how it is asked.
struct EngineOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "An OpenAI-compatible engine that derives the answer: llama-server, vLLM, Ollama and others.",
            valueName: "url"))
    var engine: String?
    @Option(
        name: .long, help: ArgumentHelp("The model's name there; the engine's only one without it.", valueName: "name"))
    var engineModel: String?
    @Option(
        name: .long,
        help: ArgumentHelp("A file of mode 0600 whose first line is the key that the engine wants.", valueName: "file"))
    var engineKeyFile: String?
    @Option(name: .long, help: ArgumentHelp("How long the engine may say nothing.", valueName: "seconds"))
    var engineIdleTime: UInt32 = 120
    @Option(name: .long, help: ArgumentHelp("How long it may take to answer.", valueName: "seconds"))
    var engineTime: UInt32 = 1_800
    @Flag(name: .long, help: "Ask an engine on another machine without TLS too.")
    var allowHttp = false

    func validate() throws {
        guard engine != nil || (engineModel == nil && engineKeyFile == nil) else {
            throw ValidationError("--engine-model and --engine-key-file go with --engine")
        }
        guard engineIdleTime > 0, engineTime > 0 else {
            throw ValidationError("--engine-idle-time and --engine-time are at least 1 second")
        }
    }

    /// The model to ask; `nil` where no engine is named.
    ///
    /// - Parameters:
    ///   - provider: who runs it; the engine's host without one.
    ///   - version: the model's version; what the engine says without one.
    func model(_ bindery: Bindery, provider: String?, version: String?) async throws -> ExternalModel? {
        guard let engine else { return nil }
        let client = try client(bindery, at: engine, keyFile: engineKeyFile)
        return try await ExternalModel(client, name: engineModel, provider: provider, version: version)
    }

    /// A client of any engine, with the times that these options allow.
    func client(_ bindery: Bindery, at address: String, keyFile: String? = nil) throws -> CompletionClient {
        var limits = CompletionLimits()
        (limits.silence, limits.whole) = (.seconds(engineIdleTime), .seconds(engineTime))
        return try bindery.engine(at: address, keyFile: keyFile, allowsPlain: allowHttp, limits: limits)
    }
}
