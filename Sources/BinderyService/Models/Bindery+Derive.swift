public import BoundKnowledge
internal import Cryptography
public import Inference
internal import KnowledgeRegistry

extension Bindery {
    /// Derives an answer with the local kernel; the same model, prompt and sampler give the same bytes anywhere.
    ///
    /// - Parameters:
    ///   - messages: the whole prompt.
    ///   - model: a model of the registry, whose file is in the model folder.
    ///   - sampler: how tokens are chosen; greedy at temperature 0.
    ///   - seed: where the generator begins, for a temperature above 0.
    ///   - progress: called after each token.
    /// - Throws: `ServiceError` for a model file that is missing or changed, and for an answer that does not end;
    ///   `InferenceError` for a prompt that does not fit the model; `CancellationError` where the task was cancelled.
    public func derive(
        _ messages: [Message], with model: RegisteredModel, sampler: BoundKnowledge.Sampler, seed: String? = nil,
        engine: Engine, progress: (DerivationProgress) -> Void = { _ in }
    ) throws -> DerivedAnswer {
        let settings = try SamplerSettings(sampler, seed: seed)
        let chat = try load(model.manifest, engine: engine)
        let started = environment.clock()
        let generation = try Generation(
            chat, prompt: chat.prompt(messages.map(ChatMessage.init)), sampler: settings,
            tokenLimit: sampler.tokenLimit)
        while let token = try generation.next() {
            try Task.checkCancellation()
            progress(generation.progress(token))
        }
        try requireWhole(generation)
        var derivation = Derivation(
            model: .manifest(model.address), messages: messages, sampler: sampler, seed: seed,
            outputDigest: SHA256.digest(of: generation.text))
        derivation.numerics = Engine.numerics
        derivation.templateDigest = model.manifest.templateDigest
        derivation.inputTokens = Int64(generation.promptCount)
        derivation.outputTokens = Int64(generation.tokens.count)
        (derivation.started, derivation.ended) = (started, environment.clock())
        return DerivedAnswer(text: generation.text, derivation: derivation)
    }

    /// What the model left unfinished, or did not begin, is no answer to bind.
    private func requireWhole(_ generation: Generation) throws(ServiceError) {
        guard generation.ending == .mark else {
            throw ServiceError(
                .badData, at: "answer",
                "the model wrote \(generation.tokens.count) tokens, for which there was room, and did not end",
                remedy: "Ask something that has a shorter answer, or use a model with a longer context.")
        }
        guard !generation.text.isEmpty else {
            throw ServiceError(
                .badData, at: "answer", "the model's answer is empty", remedy: "Ask in another way, or another model.")
        }
    }
}

extension ChatMessage {
    init(_ message: Message) { self.init(role: message.role.rawValue, content: message.content) }
}
