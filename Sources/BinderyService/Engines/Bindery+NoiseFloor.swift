internal import AnswerComparison
internal import BoundKnowledge
internal import Completions
internal import Cryptography
internal import Inference

extension Bindery {
    /// The answer with how far other samples of the same model stray from it, for later recomputations: what strays no
    /// further is no change of the model.
    ///
    /// A local model that chooses greedily gives one answer, always: no sample is drawn. A sample that cannot be had is
    /// left out, and the second failure of an engine ends the drawing: the answer is worth binding without.
    ///
    /// - Parameters:
    ///   - model: the model that gave the answer.
    ///   - count: how many samples are drawn; 0 for none.
    ///   - language: BCP 47 tag of the answer's language.
    /// - Throws: `CancellationError` where the task was cancelled; what a comparison throws.
    public func measuringNoise(
        of answer: DerivedAnswer, by model: AnsweringModel, samples count: Int, language: String
    ) async throws -> MeasuredAnswer {
        if case .local = model, answer.derivation.sampler.isGreedy { return MeasuredAnswer(answer) }
        guard count > 0 else { return MeasuredAnswer(answer) }
        let (texts, failure) = try await samples(of: answer, by: model, count)
        var derivation = answer.derivation
        if !texts.isEmpty { derivation.noiseFloor = try NoiseFloor(of: answer.text, texts, language) }
        return MeasuredAnswer(
            DerivedAnswer(text: answer.text, derivation: derivation), wantedCount: count, failure: failure)
    }

    /// Other answers of a model to the same prompt, by the seeds that follow the recorded one, and why there are fewer.
    private func samples(
        of answer: DerivedAnswer, by model: AnsweringModel, _ count: Int
    ) async throws -> (texts: [String], failure: (any Error)?) {
        let first = answer.derivation.seed.flatMap { UInt64($0) } ?? 0
        let seeds = (1...UInt64(count)).map { (first &+ $0) & CompletionRequest.maximumSeed }
        switch model {
        case .local(let registered, let engine):
            do {
                return try samples(of: answer, try load(registered.manifest, engine: engine), seeds)
            } catch let error as CancellationError {
                throw error
            } catch {
                return ([], error)
            }
        case .external(let external): return try await samples(of: answer.derivation, external, seeds)
        }
    }

    private func samples(
        of answer: DerivedAnswer, _ chat: ChatModel, _ seeds: [UInt64]
    ) throws -> (texts: [String], failure: (any Error)?) {
        var (texts, failure): ([String], (any Error)?) = ([], nil)
        var room: LlamaWorkspace?
        for sample in try chat.samples(of: answer.derivation, answer.text, seeds: seeds, in: &room) {
            switch sample {
            case .success(let sample) where sample.isEnded: texts.append(sample.text)
            case .success(let sample):
                failure = ServiceError(
                    .badData, at: "answer", "a sample of \(sample.tokenCount) tokens did not end",
                    remedy: "Use a model with a longer context.")
            case .failure(let error): failure = error
            }
        }
        return (texts, failure)
    }

    private func samples(
        of derivation: Derivation, _ external: ExternalModel, _ seeds: [UInt64]
    ) async throws -> (texts: [String], failure: (any Error)?) {
        var (texts, failures): ([String], [any Error]) = ([], [])
        for seed in seeds where failures.count < Self.bearableFailures {
            do {
                texts.append(
                    try await derive(
                        derivation.messages, with: external, sampler: derivation.sampler, seed: "\(seed)",
                        progress: { _ in }
                    ).text)
            } catch let error as CancellationError {
                throw error
            } catch {
                failures.append(error)
            }
        }
        return (texts, failures.last)
    }

    /// An engine may stumble once; one that hangs should not be waited for with every sample.
    private static let bearableFailures = 2
}

extension NoiseFloor {
    /// How far samples stray from an answer.
    fileprivate init(of answer: String, _ samples: [String], _ language: String) throws {
        let comparator = AnswerComparator(language: language)
        let verdicts = try samples.map { try comparator.compare(answer, $0).verdict }
        self.init(
            samples: Int64(samples.count), identical: Int64(verdicts.count { $0 == .identical }),
            equivalent: Int64(verdicts.count { $0 == .equivalent }),
            sampleDigests: samples.map { SHA256.digest(of: $0) })
    }
}
