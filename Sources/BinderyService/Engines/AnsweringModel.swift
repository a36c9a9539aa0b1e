public import BoundKnowledge
public import Inference

/// A model that derives answers: one that this machine runs, or one of an external engine.
public enum AnsweringModel: Sendable {
    /// A model of the registry, run here.
    case local(RegisteredModel, Engine)
    /// A model that somebody else runs, and whose answers are declared, not repeated.
    case external(ExternalModel)
}

extension Bindery {
    /// Derives an answer here or by an external engine.
    ///
    /// - Parameters:
    ///   - messages: the whole prompt.
    ///   - model: the model.
    ///   - sampler: how tokens are chosen; greedy at temperature 0.
    ///   - seed: where the generator begins.
    ///   - progress: called as the answer grows, on any thread.
    /// - Throws: `CancellationError` where the task was cancelled; for an external engine `CompletionError`, for a local
    ///   model what `derive(_:with:sampler:seed:engine:progress:)` throws.
    public func derive(
        _ messages: [Message], by model: AnsweringModel, sampler: BoundKnowledge.Sampler, seed: String? = nil,
        progress: @escaping @Sendable (DerivationProgress) -> Void = { _ in }
    ) async throws -> DerivedAnswer {
        switch model {
        case .local(let model, let engine):
            try derive(messages, with: model, sampler: sampler, seed: seed, engine: engine, progress: progress)
        case .external(let model):
            try await derive(messages, with: model, sampler: sampler, seed: seed, progress: progress)
        }
    }
}
