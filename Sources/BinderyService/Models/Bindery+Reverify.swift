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
        let answer = try load(model.manifest, engine: engine).follow(derivation, expected, progress: progress)
        return Reverification(
            object: address, model: model.address,
            outcome: answer.difference.map { .different($0, text: answer.text) } ?? .identical,
            followedCount: answer.followedCount, tokenCount: answer.tokenCount)
    }
}
