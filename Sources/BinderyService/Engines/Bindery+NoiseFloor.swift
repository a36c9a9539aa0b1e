internal import AnswerComparison
internal import BoundKnowledge
internal import Completions
internal import Cryptography
internal import Inference

extension Bindery {
    /// The answer with how far other samples of the same model stray from it, for later recomputations: what strays no
    /// further is no change of the model.
    ///
    /// A local model that chooses greedily gives one answer, always: it is returned as it is.
    ///
    /// - Parameters:
    ///   - model: the model that gave the answer.
    ///   - count: how many samples are drawn; 0 for none.
    ///   - language: BCP 47 tag of the answer's language.
    /// - Throws: as `derive`.
    public func measuringNoise(
        of answer: DerivedAnswer, by model: AnsweringModel, samples count: Int, language: String
    ) async throws -> DerivedAnswer {
        if case .local = model, answer.derivation.isGreedy { return answer }
        guard count > 0 else { return answer }
        let texts = try await samples(of: answer.derivation, by: model, count)
        let comparator = AnswerComparator(language: language)
        let identical = texts.count { $0.utf8.elementsEqual(answer.text.utf8) }
        let same = try texts.count {
            try [.identical, .equivalent].contains(comparator.compare(answer.text, $0).verdict)
        }
        var derivation = answer.derivation
        derivation.noiseFloor = NoiseFloor(
            samples: Int64(count), identical: Int64(identical), equivalent: Int64(same - identical),
            sampleDigests: texts.map { SHA256.digest(of: $0) })
        return DerivedAnswer(text: answer.text, derivation: derivation)
    }

    /// Other answers of a model to the same prompt, by the seeds that follow the recorded one.
    private func samples(of derivation: Derivation, by model: AnsweringModel, _ count: Int) async throws -> [String] {
        let first = derivation.seed.flatMap { UInt64($0) } ?? 0
        let seeds = (1...UInt64(count)).map { "\((first &+ $0) & CompletionRequest.maximumSeed)" }
        switch model {
        case .local(let registered, let engine):
            let chat = try load(registered.manifest, engine: engine)
            return try seeds.map { seed in
                let generation = try chat.generation(of: derivation, seed: seed)
                while try generation.next() != nil {}
                return generation.text
            }
        case .external(let external):
            var texts: [String] = []
            for seed in seeds {
                texts.append(
                    try await derive(
                        derivation.messages, with: external, sampler: derivation.sampler, seed: seed,
                        progress: { _ in }
                    ).text)
            }
            return texts
        }
    }
}

extension Derivation {
    /// Whether the most likely token was always taken.
    var isGreedy: Bool { sampler.temperature.utf8.elementsEqual("0".utf8) }
}
