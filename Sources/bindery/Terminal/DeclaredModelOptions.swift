internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge

/// What a publisher declares about an external engine.
struct DeclaredModelOptions: ParsableArguments {
    @Option(name: .long, help: "human, model or model-edited.")
    var origin = AnswerOrigin.human
    @Option(name: .long, help: "The model's name.")
    var modelName: String?
    @Option(name: .long, help: "The model's version; with --engine what the engine says without one.")
    var modelVersion: String?
    @Option(name: .long, help: "Who ran the model; with --engine its host without one.")
    var provider: String?
    @Option(name: .long, help: "The engine's fingerprint of its configuration.")
    var systemFingerprint: String?
    @Option(name: .long, help: "The engine's id of the response.")
    var responseId: String?
    @Option(name: .long, help: ArgumentHelp("The model's raw output, for model-edited.", valueName: "file"))
    var rawOutput: String?
    @Option(name: .long, help: "What the editor did, for model-edited.")
    var editNote: String?

    func declaration(_ prompt: PromptOptions) throws -> DeclaredDerivation? {
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
            sampler: prompt.sampler)
        declared.seed = prompt.seed
        declared.messages = try prompt.prompt()
        declared.rawOutput = try rawOutput.map { String(decoding: try SafeFile.read($0), as: UTF8.self) }
        declared.editNote = editNote
        return declared
    }

    /// Refuses what is declared of an answer that is derived now.
    ///
    /// - Parameter besideEngine: whether an engine derives it, whose provider and version may be named.
    func requireNone(besideEngine: Bool) throws {
        let isNamed = besideEngine ? false : provider != nil || modelVersion != nil
        guard origin == .human, modelName == nil, systemFingerprint == nil, responseId == nil, rawOutput == nil,
            editNote == nil, !isNamed
        else {
            throw ServiceError(
                .usage, at: "--origin",
                "\(besideEngine ? "--engine" : "--model") derives the answer now, and --origin with what belongs to it is for an answer that was written down",
                remedy: "Leave out one of them.")
        }
    }
}
