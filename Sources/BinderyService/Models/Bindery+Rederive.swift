public import BoundKnowledge
internal import Cryptography
public import Inference
public import KnowledgeRegistry
internal import Recompute

extension Bindery {
    /// Derives a document's answer again and compares it, byte for byte, with what the document records; of an attestation
    /// of a recomputation it repeats the check.
    ///
    /// Signatures are not looked at: `verify` does that. The model is known by the digest in its manifest, and the
    /// manifest by its address in the document, so neither the registry nor the model folder is trusted.
    ///
    /// - Parameter encoder: with which the samples of an attestation are compared, where its evidence names one.
    /// - Throws: `RegistryError.notFound`; `ServiceError.usage` for an object that no model derived.
    public func rederive(
        _ address: Address, in registry: Registry, engine: Engine, encoder: EncodedSimilarity? = nil,
        progress: (DerivationProgress) -> Void = { _ in }
    ) throws -> Rederivation {
        if case .attestation(let attestation)? = try registry.decodedObject(at: address)?.envelope.subject {
            return try repeatCheck(of: attestation, at: address, in: registry, engine: engine, encoder: encoder)
        }
        let answer = try recorded(address, in: registry)
        guard case .manifest(let model) = answer.derivation.model else {
            return Rederivation(
                object: address, model: nil,
                outcome: .unknown(
                    problem: "the answer is declared to be that of an external engine",
                    remedy: "Ask that engine; nobody can promise the same bytes again."),
                tokenCount: 0)
        }
        func outcome(_ outcome: Rederivation.Outcome, _ tokenCount: Int = 0) -> Rederivation {
            Rederivation(object: address, model: model, outcome: outcome, tokenCount: tokenCount)
        }
        let generation: Generation
        do {
            generation = try self.generation(of: answer.derivation, model, in: registry, engine)
        } catch let error as ServiceError {
            return outcome(.unknown(problem: "\(error.location): \(error.problem)", remedy: error.remedy))
        } catch let error as InferenceError {
            return outcome(.unknown(problem: "\(error.location): \(error.problem)", remedy: error.remedy))
        }
        var comparison = TokenComparison(with: answer.text)
        while let token = try generation.next() {
            progress(generation.progress(token))
            if let difference = comparison.add(token.text) {
                return outcome(.failed(difference), generation.tokens.count)
            }
        }
        let difference = comparison.finish(generation.text)
        return outcome(difference.map { .failed($0) } ?? .bitwise, generation.tokens.count)
    }

    /// What a document says of how its answer came about, and the model's exact output.
    func recorded(_ address: Address, in registry: Registry) throws -> RecordedAnswer {
        guard let object = try registry.decodedObject(at: address) else {
            throw RegistryError(
                .notFound, at: registry.path, "the registry has no object \(address)", remedy: "Check the address.")
        }
        guard case .boundDocument(let document) = object.envelope.subject,
            let answer = RecordedAnswer(document, at: address)
        else {
            throw ServiceError(
                .usage, at: "\(address)", "the object is no answer that a model derived",
                remedy: "Name a document whose origin is a model; `bindery get` shows it.")
        }
        return answer
    }

    /// The derivation, about to be repeated.
    private func generation(
        of derivation: Derivation, _ model: Address, in registry: Registry, _ engine: Engine
    ) throws -> Generation {
        try load(manifest(at: model, in: registry), engine: engine).generation(of: derivation)
    }
}
