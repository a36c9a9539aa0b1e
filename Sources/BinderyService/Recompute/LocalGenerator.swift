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
        for (index, answer) in batch.enumerated() {
            do {
                packed.append(try PackedAnswer(index, answer.derivation, answer.text, for: chat))
            } catch let error as InferenceError {
                verified.append(.init(answer, failed: error.location, error.problem, remedy: error.remedy))
            } catch let error as ServiceError {
                verified.append(.init(answer, failed: error.location, error.problem, remedy: error.remedy))
            }
        }
        verified += try AnswerPack(packed).followed(by: chat, in: &room).map { member, followed in
            let answer = batch[member.index]
            return switch followed {
            case .success(let followed): VerifiedAnswer(answer, followed)
            case .failure(let error):
                VerifiedAnswer(answer, failed: error.location, error.problem, remedy: error.remedy)
            }
        }
        let costs = Cost.sharing(ProcessorTime.seconds - start, among: verified.map(\.cost))
        for (index, cost) in costs.enumerated() { verified[index].cost = cost }
        return verified
    }

    /// Writes another answer to the same prompt.
    func sample(_ answer: RecordedAnswer, seed: UInt64) async throws -> AnswerSample {
        guard let sample = try await samples(of: answer, seeds: [seed]).first else {
            throw ServiceError(
                .badData, at: "\(answer.document)", "a sample did not end, or could not be written",
                remedy: "Use a model with a longer context.")
        }
        return sample
    }

    /// Writes other answers to the same prompt, together.
    func samples(of answer: RecordedAnswer, seeds: [UInt64]) async throws -> [AnswerSample] {
        let start = ProcessorTime.seconds
        let followed = try chat.samples(of: answer.derivation, answer.text, seeds: seeds, in: &room)
        var samples: [AnswerSample] = []
        for (seed, followed) in zip(seeds, followed) {
            // What a model did not end is no answer.
            guard case .success(let followed) = followed, followed.isEnded else { continue }
            samples.append(AnswerSample(seed: seed, text: followed.text, cost: followed.cost))
        }
        let costs = Cost.sharing(ProcessorTime.seconds - start, among: samples.map(\.cost))
        for (index, cost) in costs.enumerated() { samples[index].cost = cost }
        return samples
    }
}
