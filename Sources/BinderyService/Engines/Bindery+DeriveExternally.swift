internal import BoundKnowledge
internal import Completions
internal import Cryptography
internal import Synchronization

extension Bindery {
    /// Has an external engine derive an answer, and writes down what it says of itself.
    ///
    /// Nobody can promise the same bytes again: the derivation is declared, with provider, version, fingerprint and id.
    func derive(
        _ messages: [Message], with model: ExternalModel, sampler: BoundKnowledge.Sampler, seed: String?,
        progress: @escaping @Sendable (DerivationProgress) -> Void
    ) async throws -> DerivedAnswer {
        var request = CompletionRequest(
            model: model.name, messages: messages.map(CompletionMessage.init), sampler: try CompletionSampler(sampler),
            seed: try seed.map(Self.engineSeed))
        request.tokenLimit = sampler.statedTokenLimit
        let started = environment.clock()
        let pieceCount = PieceCount()
        let completion = try await model.client.completion(of: request) { piece in
            progress(DerivationProgress(promptCount: 0, tokenCount: pieceCount.next(), text: piece))
        }
        guard let version = model.version ?? completion.model else {
            throw ServiceError(
                .usage, at: "--model-version", "the engine does not say which model answered",
                remedy: "Give the model's version.")
        }
        var derivation = Derivation(
            model: .declared(
                DeclaredModel(
                    provider: model.provider, name: model.name, version: version,
                    systemFingerprint: completion.systemFingerprint, responseId: completion.responseID)),
            messages: messages, sampler: sampler, seed: seed, outputDigest: SHA256.digest(of: completion.text))
        derivation.inputTokens = completion.usage?.promptTokens
        derivation.outputTokens = completion.usage?.completionTokens
        (derivation.started, derivation.ended) = (started, environment.clock())
        return DerivedAnswer(text: completion.text, derivation: derivation)
    }

    private static func engineSeed(_ text: String) throws(ServiceError) -> UInt64 {
        guard let seed = UInt64(text), seed <= CompletionRequest.maximumSeed else {
            throw ServiceError(
                .usage, at: "--seed", "the seed is no integer from 0 to \(CompletionRequest.maximumSeed)",
                remedy: "Use a smaller one; engines may read another number in a larger one.")
        }
        return seed
    }
}

/// The pieces of an answer so far, most of them a token each.
private final class PieceCount: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
