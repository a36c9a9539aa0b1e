internal import BoundKnowledge
internal import Cryptography
internal import Inference
internal import Recompute

/// A generator whose answers can be bound.
protocol BindableGenerator: Generator {
    /// The request to bind an answer that it gave to a recorded prompt.
    func proposal(
        of given: CheckedDocument.AnswerOfModel, to answer: RecordedAnswer, reason: ProposalReason
    ) throws -> ProposalRequest
}

/// A model of the registry, run by the local kernel, as the recomputation sees it.
struct LocalGenerator: BindableGenerator {
    let model: ModelIdentity
    private let registered: RegisteredModel
    private let chat: ChatModel

    init(_ registered: RegisteredModel, _ chat: ChatModel) {
        (self.registered, self.chat) = (registered, chat)
        model = .manifest(registered.address)
    }

    func proposal(
        of given: CheckedDocument.AnswerOfModel, to answer: RecordedAnswer, reason: ProposalReason
    ) throws -> ProposalRequest {
        let recorded = answer.derivation
        var derivation = Derivation(
            model: .manifest(registered.address), messages: recorded.messages, sampler: recorded.sampler,
            seed: given.seed.map { "\($0)" } ?? recorded.seed, outputDigest: SHA256.digest(of: given.text))
        derivation.numerics = Engine.numerics
        derivation.templateDigest = registered.manifest.templateDigest
        let promptCount = try chat.prompt(recorded.messages.map(ChatMessage.init)).count
        derivation.inputTokens = Int64(promptCount)
        derivation.outputTokens = try given.tokenCount.map { $0 - Int64(promptCount) } ?? count(given, of: recorded)
        return ProposalRequest(
            for: answer.document, derived: DerivedAnswer(text: given.text, derivation: derivation), reason: reason)
    }

    /// The tokens of a sample: written again, since the same text can be made of other tokens.
    private func count(_ given: CheckedDocument.AnswerOfModel, of recorded: Derivation) throws -> Int64 {
        let generation = try chat.generation(of: recorded, seed: given.seed.map { "\($0)" })
        while try generation.next() != nil {}
        return Int64(generation.tokens.count)
    }

    /// Reads each answer: agreement proves that writing gives the same bytes.
    func verify(_ batch: [RecordedAnswer]) async throws -> [VerifiedAnswer] {
        // One session for all: making its memory takes longer than reading a short answer.
        let session = try LlamaSession(
            chat.model, contextLength: min(chat.model.configuration.contextLength, Self.usualContextLength))
        return try batch.map { answer in
            let start = ProcessorTime.seconds
            let (result, cost) = try result(of: answer, session)
            return VerifiedAnswer(
                document: answer.document, result: result, basis: .proved,
                cost: cost + Cost(cpuSeconds: max(0, ProcessorTime.seconds - start)))
        }
    }

    /// Room for prompts of 1,024 tokens and the most tokens of an answer by default; what needs more gets its own.
    private static let usualContextLength = 5_120

    private func result(
        of answer: RecordedAnswer, _ session: LlamaSession
    ) throws -> (VerifiedAnswer.Result, Cost) {
        let followed: FollowedAnswer
        do {
            followed = try chat.follow(answer.derivation, answer.text, reusing: session)
        } catch let error as InferenceError {
            return (.failed(problem: "\(error.location): \(error.problem)", remedy: error.remedy), .zero)
        } catch let error as ServiceError {
            return (.failed(problem: "\(error.location): \(error.problem)", remedy: error.remedy), .zero)
        }
        let cost = Cost(
            prefilledTokens: Int64(followed.promptCount + followed.followedCount),
            generatedTokens: Int64(followed.tokenCount - followed.followedCount))
        guard let difference = followed.difference else {
            return (.identical(tokenCount: followed.tokenCount), cost)
        }
        guard followed.isEnded else { return (Self.unended(followed.tokenCount), cost) }
        return (.diverges(token: difference.index, byteOffset: difference.offset, text: followed.text), cost)
    }

    /// What a model did not end is no answer.
    private static func unended(_ count: Int) -> VerifiedAnswer.Result {
        .failed(
            problem: "the model wrote \(count) tokens, for which there was room, and did not end",
            remedy: "Use a model with a longer context, or ask something that has a shorter answer.")
    }

    /// Writes another answer to the same prompt.
    func sample(_ answer: RecordedAnswer, seed: UInt64) async throws -> AnswerSample {
        let start = ProcessorTime.seconds
        let generation = try chat.generation(of: answer.derivation, seed: "\(seed)")
        while try generation.next() != nil {}
        guard generation.ending == .mark else {
            throw ServiceError(
                .badData, at: "\(answer.document)", "a sample of \(generation.tokens.count) tokens did not end",
                remedy: "Use a model with a longer context.")
        }
        return AnswerSample(
            seed: seed, text: generation.text,
            cost: Cost(
                prefilledTokens: Int64(generation.promptCount), generatedTokens: Int64(generation.tokens.count),
                cpuSeconds: max(0, ProcessorTime.seconds - start)))
    }
}
