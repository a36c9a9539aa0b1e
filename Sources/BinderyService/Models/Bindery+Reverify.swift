public import BoundKnowledge
public import Inference
public import KnowledgeRegistry
internal import Recompute

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
        let recorded = try self.recorded(address, in: registry)
        let chat = try load(model.manifest, engine: engine)
        let start = ProcessorTime.seconds
        let answer = try chat.follow(recorded.derivation, recorded.text, progress: progress)
        var verified = VerifiedAnswer(recorded, answer)
        verified.cost.cpuSeconds = max(0, ProcessorTime.seconds - start)
        return Reverification(
            object: address, registered: model,
            outcome: answer.difference.map { .different($0, text: answer.text) } ?? .identical,
            followedCount: answer.followedCount, tokenCount: answer.tokenCount, verified: verified)
    }

    /// What an auditor can sign of a result, with evidence as a recomputation gives it (`docs/format/evidence.md`).
    ///
    /// - Returns: `nil` where the answers differ, since it takes a comparison of what they say to tell what became of
    ///   the document.
    /// - Throws: `RegistryError.notFound` for another registry; what `recomputePolicy` throws: the evidence names the
    ///   policy.
    public func finding(of result: Reverification, in registry: Registry) throws -> AttestedFinding? {
        let document = try document(result.object, in: registry)
        var old: ModelManifest?
        if case .manifest(let address)? = document.derivation?.model { old = try manifest(at: address, in: registry) }
        let policy = try recomputePolicy(in: registry).policy
        guard let key = BindingKey(document, manifest: old),
            let answer = RecordedAnswer(document, at: result.object),
            let check = AnswerCheck(agreementOf: answer, result.verified, under: policy)
        else { return nil }
        let evidence = check.evidence(
            of: ModelChange(from: key, to: key.asked(of: result.registered.manifest)), to: .manifest(result.model),
            costMethod: "measured:cpu-time", policyDigest: policy.digest)
        return AttestedFinding(
            object: result.object, kind: .recomputed, outcome: .identical, model: result.model,
            evidence: try evidence?.json())
    }
}
