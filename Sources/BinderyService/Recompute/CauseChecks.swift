internal import BoundKnowledge
internal import Cryptography
internal import Inference
internal import KnowledgeRegistry
internal import Recompute

/// Finds out which of several changed components an answer's change comes from: it checks the answer against models that
/// differ from the old one in one component alone.
///
/// It takes the old model's file; without it the cause cannot be told.
final class CauseChecks {
    private let bindery: Bindery
    private let registry: Registry
    private let generator: LocalGenerator
    private let engine: Engine
    private let makeChecker: (LocalGenerator) throws -> AnswerChecker
    /// The old models so far, `nil` for one that cannot be had: opening a file takes reading all of it.
    private var oldModels: [Address: OldModel?] = [:]

    private struct OldModel {
        let chat: ChatModel
        let templateDigest: Digest
    }

    /// - Parameters:
    ///   - generator: the new model.
    ///   - engine: runs the old ones.
    ///   - makeChecker: makes a checker with the recomputation's policy and judge.
    init(
        _ bindery: Bindery, _ registry: Registry, _ generator: LocalGenerator, engine: Engine,
        makeChecker: @escaping (LocalGenerator) throws -> AnswerChecker
    ) {
        (self.bindery, self.registry, self.generator) = (bindery, registry, generator)
        (self.engine, self.makeChecker) = (engine, makeChecker)
    }

    /// The check with what was found of each component alone, and what that cost.
    ///
    /// - Throws: what the checks throw; `CancellationError`.
    func complete(_ check: AnswerCheck, of change: ModelChange) async throws -> AnswerCheck {
        let components = check.wantedAlone(of: change)
        guard !components.isEmpty, let old = oldModel(of: check.answer.derivation) else { return check }
        var completed = check
        for component in components {
            guard let alone = generator.changing(component, of: old) else { return check }
            for alone in try await makeChecker(alone).check([check.answer]) {
                completed.record(alone, ofChanging: component)
            }
        }
        return completed
    }

    /// The model that gave an answer, if its file is here and its template was the one that the answer was given with.
    private func oldModel(of derivation: Derivation) -> ChatModel? {
        guard case .manifest(let address) = derivation.model else { return nil }
        let model = oldModels[address] ?? open(address)
        oldModels[address] = .some(model)
        guard let model, derivation.templateDigest ?? model.templateDigest == model.templateDigest else { return nil }
        return model.chat
    }

    private func open(_ address: Address) -> OldModel? {
        guard let manifest = try? bindery.manifest(at: address, in: registry),
            let chat = try? bindery.load(manifest, engine: engine)
        else { return nil }
        return OldModel(chat: chat, templateDigest: manifest.templateDigest)
    }
}

extension LocalGenerator {
    /// The old model with one component of the new one; `nil` for a component that cannot be changed alone.
    fileprivate nonisolated func changing(_ component: BindingComponent, of old: ChatModel) -> LocalGenerator? {
        switch component {
        case .weights: asking(chat.with(templateOf: old))
        case .template: asking(old.with(templateOf: chat))
        case .model, .tokenizer, .numerics, .architecture, .sampler, .messages, .sources, .policy: nil
        }
    }
}
