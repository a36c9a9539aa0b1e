internal import BoundKnowledge
internal import Completions
internal import Recompute

/// A model of an external engine, as the recomputation sees it: it is asked again, and agreement is observed, not proved.
struct EngineGenerator: BindableGenerator {
    let model: ModelIdentity
    private let bindery: Bindery
    private let external: ExternalModel

    init(_ bindery: Bindery, _ external: ExternalModel, identity: ModelIdentity) {
        (self.bindery, self.external, model) = (bindery, external, identity)
    }

    func verify(_ batch: [RecordedAnswer]) async throws -> [VerifiedAnswer] {
        var verified: [VerifiedAnswer] = []
        for answer in batch { verified.append(try await verify(answer)) }
        return verified
    }

    private func verify(_ answer: RecordedAnswer) async throws -> VerifiedAnswer {
        let start = ProcessorTime.seconds
        let result: VerifiedAnswer.Result
        var cost = Cost.zero
        do {
            let given = try await derive(answer, seed: answer.derivation.seed)
            cost = given.cost
            let comparison = TokenComparison(with: answer.text)
            let difference = comparison.finish(given.text)
            result =
                difference == nil
                ? .identical(tokenCount: Int(cost.generatedTokens))
                : .diverges(
                    token: 0, byteOffset: Self.commonPrefix(answer.text, given.text), text: given.text)
        } catch let error as CompletionError where !error.concernsAll {
            result = .failed(problem: "\(error.location): \(error.problem)", remedy: error.remedy)
        } catch let error as ServiceError {
            result = .failed(problem: "\(error.location): \(error.problem)", remedy: error.remedy)
        }
        return VerifiedAnswer(
            document: answer.document, result: result, basis: .observed,
            cost: cost + Cost(cpuSeconds: max(0, ProcessorTime.seconds - start)))
    }

    /// Engines read seeds of 53 bits: the upper ones are theirs.
    func sample(_ answer: RecordedAnswer, seed: UInt64) async throws -> AnswerSample {
        let start = ProcessorTime.seconds
        let given = try await derive(answer, seed: "\(seed >> 11)")
        return AnswerSample(
            seed: seed, text: given.text, cost: given.cost + Cost(cpuSeconds: max(0, ProcessorTime.seconds - start)))
    }

    /// One sample after another; an engine that is gone ends them, since it concerns every other answer too.
    func samples(of answer: RecordedAnswer, seeds: [UInt64]) async throws -> [AnswerSample] {
        var samples: [AnswerSample] = []
        for seed in seeds {
            do {
                samples.append(try await sample(answer, seed: seed))
            } catch let error as CompletionError where !error.concernsAll {
                continue
            } catch is ServiceError {
                continue
            }
        }
        return samples
    }

    func proposal(
        of given: CheckedDocument.AnswerOfModel, to answer: RecordedAnswer, reason: ProposalReason
    ) throws -> ProposalRequest {
        guard case .declared(let provider, let name, let version) = model else {
            throw ServiceError(
                .usage, at: "--engine", "the model is none of an engine", remedy: "Report this as a bug.")
        }
        var declared = DeclaredDerivation(
            model: DeclaredModel(provider: provider, name: name, version: version), sampler: answer.derivation.sampler)
        declared.messages = answer.derivation.messages
        declared.seed = given.seed.map { "\($0 >> 11)" } ?? answer.derivation.seed
        return ProposalRequest(for: answer.document, answer: given.text, declared: declared, reason: reason)
    }

    /// What the model says now; an empty text is an answer too: it tells that there is none.
    private func derive(_ answer: RecordedAnswer, seed: String?) async throws -> (text: String, cost: Cost) {
        let derived: DerivedAnswer
        do {
            derived = try await bindery.derive(
                answer.derivation.messages, with: external, sampler: answer.derivation.sampler, seed: seed,
                progress: { _ in })
        } catch let error as CompletionError where error.code == .empty {
            return ("", .zero)
        }
        return (
            derived.text,
            Cost(
                prefilledTokens: derived.derivation.inputTokens ?? 0,
                generatedTokens: derived.derivation.outputTokens ?? 0)
        )
    }

    /// The bytes that two answers begin with in common, down to the beginning of a character.
    private static func commonPrefix(_ one: String, _ other: String) -> Int {
        zip(one.unicodeScalars, other.unicodeScalars).prefix { $0 == $1 }.reduce(0) { $0 + UTF8.width($1.0) }
    }
}

extension CompletionError {
    /// Whether no other question would be answered either.
    var concernsAll: Bool { [.unavailable, .unauthorised, .notFound].contains(code) }
}
