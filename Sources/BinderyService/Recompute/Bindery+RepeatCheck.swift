internal import AnswerComparison
internal import BoundKnowledge
internal import Cryptography
internal import Inference
internal import KnowledgeRegistry
internal import Recompute

extension Bindery {
    /// Does again what an attestation of the kind `recomputed` says was done: the new model reads the answer, each sample
    /// is written again, compared by its digest and with the answer, and the outcome is decided again.
    ///
    /// - Throws: `ServiceError.usage` for an attestation of another kind, `badData` for evidence that is not of the form
    ///   of docs/format/evidence.md.
    func repeatCheck(
        of attestation: Attestation, at address: Address, in registry: Registry, engine: Engine,
        encoder: EncodedSimilarity?
    ) throws -> Rederivation {
        guard attestation.kind == .recomputed, let value = attestation.evidence else {
            throw ServiceError(
                .usage, at: "\(address)", "the attestation tells of no check that can be repeated",
                remedy: "Name a document, or an attestation of a recomputation.")
        }
        let evidence = try FileError.naming("\(address)/evidence") { try Evidence(value) }
        var model: Address?
        if case .manifest(let manifest) = evidence.newModel { model = manifest }
        func outcome(_ outcome: Rederivation.Outcome, _ tokenCount: Int = 0) -> Rederivation {
            Rederivation(object: address, model: model, outcome: outcome, tokenCount: tokenCount)
        }
        guard evidence.outcome.attestationOutcome == attestation.outcome else {
            return outcome(
                .refuted(
                    problem: "the attestation says `\(attestation.outcome.rawValue)`, and its evidence "
                        + "`\(evidence.outcome.rawValue)`"))
        }
        if let sample = evidence.bySample { return outcome(Self.outcome(of: sample)) }
        guard let model else {
            return outcome(
                .unknown(
                    problem: "the check was made with a model of an external engine",
                    remedy: "Ask that engine; nobody can promise the same bytes again."))
        }
        do {
            guard
                let answer = RecordedAnswer(
                    try document(attestation.object, in: registry), at: attestation.object)
            else {
                return outcome(.refuted(problem: "the document was written by people, and no model can be asked again"))
            }
            let repeated = try RepeatedCheck(
                evidence, of: answer, chat: load(manifest(at: model, in: registry), engine: engine),
                comparator: AnswerComparator(
                    language: answer.language, similarity: evidence.encoder == nil ? nil : encoder),
                encoder: encoder?.digest, policy: policy(of: evidence.policyDigest, in: registry))
            return outcome(repeated.outcome, repeated.tokenCount)
        } catch let error as ServiceError {
            return outcome(.unknown(problem: "\(error.location): \(error.problem)", remedy: error.remedy))
        } catch let error as InferenceError {
            return outcome(.unknown(problem: "\(error.location): \(error.problem)", remedy: error.remedy))
        }
    }

    /// The policy of a digest: the library's, or the defaults; `nil` for one that is not at hand.
    private func policy(of digest: Digest, in registry: Registry) -> RecomputePolicy? {
        [try? recomputePolicy(in: registry).policy, RecomputePolicy()].compactMap(\.self).first { $0.digest == digest }
    }

    /// What can be said of a document that was not checked itself.
    private static func outcome(of sample: BySample) -> Rederivation.Outcome {
        guard sample.isSound else {
            return .refuted(
                problem: "\(sample.material) material changes among \(sample.probes) probes give no bound of "
                    + "\(sample.bound) below the tolerance of \(sample.tolerance)")
        }
        return .unknown(
            problem: "the document was not checked itself: \(sample.probes) probes speak for \(sample.population) "
                + "documents, and their bound holds",
            remedy: "Ask the model about this document with `bindery reverify`.")
    }

    /// A manifest of a registry.
    func manifest(at address: Address, in registry: Registry) throws -> ModelManifest {
        guard case .modelManifest(let manifest)? = try registry.decodedObject(at: address)?.envelope.subject else {
            throw ServiceError(
                .badData, at: "\(address)", "the registry has no model manifest at this address",
                remedy: "Run `bindery audit`; a whole registry has it.")
        }
        return manifest
    }
}

/// A check, done again.
private struct RepeatedCheck {
    let outcome: Rederivation.Outcome
    let tokenCount: Int

    init(
        _ evidence: Evidence, of answer: RecordedAnswer, chat: ChatModel, comparator: AnswerComparator,
        encoder: Digest?, policy: RecomputePolicy?
    ) throws {
        let followed = try chat.follow(answer.derivation, answer.text)
        tokenCount = followed.tokenCount
        guard evidence.outcome != .identical else {
            outcome = followed.difference.map { .failed($0) } ?? .bitwise
            return
        }
        guard followed.difference != nil else {
            outcome = .refuted(problem: "the model gives the recorded answer, byte for byte")
            return
        }
        guard evidence.encoder == nil || evidence.encoder == encoder else {
            outcome = .unknown(
                problem: "the samples were compared with an encoder that is not the one at hand",
                remedy: "Give the encoder that the evidence names with --encoder.")
            return
        }
        let texts = try evidence.samples.map { sample in
            try sample.seed.map { try Self.text(chat, answer.derivation, seed: $0) } ?? followed.text
        }
        let problem = try evidence.refutation(of: answer, byTexts: texts, comparator: comparator, policy: policy)
        outcome = problem.map { .refuted(problem: $0) } ?? .bitwise
    }

    private static func text(_ chat: ChatModel, _ derivation: Derivation, seed: UInt64) throws -> String {
        let generation = try chat.generation(of: derivation, seed: "\(seed)")
        while try generation.next() != nil {}
        return generation.text
    }
}
