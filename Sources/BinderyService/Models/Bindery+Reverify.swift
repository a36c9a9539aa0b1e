public import BoundKnowledge
public import Inference
public import KnowledgeRegistry

extension Bindery {
    /// Learns whether another model gives a document's answer to the same prompt.
    ///
    /// The answer is read, not written: many tokens pass the model at once, and each is compared with what the model
    /// would write. Where they part, the model goes on writing from there.
    ///
    /// - Parameters:
    ///   - model: the other model.
    ///   - progress: called after each token that is written.
    /// - Throws: `RegistryError.notFound`; `ServiceError.usage` for an object that no model derived; `ServiceError` and
    ///   `InferenceError` for a model that cannot be run.
    public func reverify(
        _ address: Address, with model: RegisteredModel, in registry: Registry, engine: Engine,
        progress: (DerivationProgress) -> Void = { _ in }
    ) throws -> Reverification {
        let (derivation, expected) = try recorded(address, in: registry)
        let chat = try load(model.manifest, engine: engine)
        let generation = try generation(of: derivation, by: chat)
        let answer = try chat.tokenizer.encode(expected, readingSpecialTokens: false, addingSpecialTokens: false)
        let followed = try generation.follow(answer)
        while let token = try generation.next() {
            progress(
                DerivationProgress(
                    promptCount: generation.promptCount, tokenCount: generation.tokens.count, text: token.text))
        }
        let difference = try TokenComparison(with: expected).difference(of: generation, by: chat.tokenizer)
        return Reverification(
            object: address, model: model.address,
            outcome: difference.map { .different($0, text: generation.text) } ?? .identical,
            followedCount: followed, tokenCount: generation.tokens.count)
    }
}

extension TokenComparison {
    /// The first difference of an answer that is at its end.
    fileprivate consuming func difference(
        of generation: Generation, by tokenizer: Tokenizer
    ) throws -> TokenDifference? {
        var decoder = tokenizer.makeDecoder()
        for token in generation.tokens {
            if let difference = add(try decoder.append(token)) { return difference }
        }
        return finish(generation.text)
    }
}
