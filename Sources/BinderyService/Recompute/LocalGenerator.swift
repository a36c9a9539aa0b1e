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
actor LocalGenerator: BindableGenerator {
    nonisolated let model: ModelIdentity
    private let registered: RegisteredModel
    nonisolated let chat: ChatModel
    /// The memory of the packs, kept from one to the next: the system clears what it gives.
    private var room: LlamaWorkspace?

    init(_ registered: RegisteredModel, _ chat: ChatModel) {
        (self.registered, self.chat) = (registered, chat)
        model = .manifest(registered.address)
    }

    /// The same generator with another model's weights or template in it.
    nonisolated func asking(_ chat: ChatModel) -> LocalGenerator { LocalGenerator(registered, chat) }

    nonisolated func proposal(
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
    private nonisolated func count(_ given: CheckedDocument.AnswerOfModel, of recorded: Derivation) throws -> Int64 {
        let generation = try chat.generation(of: recorded, seed: given.seed.map { "\($0)" })
        while try generation.next() != nil {}
        return Int64(generation.tokens.count)
    }

    /// Reads the answers, together as far as memory allows: agreement proves that writing gives the same bytes.
    ///
    /// What it costs is shared out by the tokens of the answers.
    func verify(_ batch: [RecordedAnswer]) async throws -> [VerifiedAnswer] {
        let start = ProcessorTime.seconds
        var verified: [VerifiedAnswer] = [], packed: [PackedAnswer] = []
        for answer in batch {
            do {
                packed.append(try PackedAnswer(answer, for: chat))
            } catch let error as InferenceError {
                verified.append(.init(answer, failed: error.location, error.problem, remedy: error.remedy))
            } catch let error as ServiceError {
                verified.append(.init(answer, failed: error.location, error.problem, remedy: error.remedy))
            }
        }
        for pack in AnswerPack.packs(of: packed, for: chat.model) { verified += try pack.verify(by: chat, in: &room) }
        return verified.sharing(ProcessorTime.seconds - start)
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

extension [VerifiedAnswer] {
    /// The answers with processor time shared out by their tokens.
    fileprivate func sharing(_ seconds: Double) -> [VerifiedAnswer] {
        let tokenCount = reduce(0) { $0 + $1.cost.tokenCount }
        guard tokenCount > 0 else { return self }
        return map { answer in
            var shared = answer
            shared.cost.cpuSeconds = Swift.max(0, seconds) * Double(answer.cost.tokenCount) / Double(tokenCount)
            return shared
        }
    }
}
