internal import BoundKnowledge
internal import Inference
internal import Recompute

/// Recorded answers that one model reads together.
struct AnswerPack {
    private var members: [PackedAnswer] = []
    private var positionCount = 0

    /// The bytes that keys and values of one pack take at most; an answer that takes more is a pack of its own.
    private static let mostCacheBytes = 256 << 20
    /// The rows of one pass: more of them do not fit the caches of a processor, fewer read the weights too often.
    private static let rowCount = 128

    /// Answers in packs for a model, in the order of their prompts, so that what several begin with is read once.
    static func packs(of answers: [PackedAnswer], for model: LlamaModel) -> [AnswerPack] {
        let mostPositions = mostCacheBytes / model.configuration.cacheBytesOfPosition
        return answers.sorted { $0.prompt.lexicographicallyPrecedes($1.prompt) }.reduce(into: []) { packs, answer in
            if packs.last.map({ $0.positionCount + answer.positionCount > mostPositions }) ?? true {
                packs.append(AnswerPack())
            }
            packs[packs.count - 1].members.append(answer)
            packs[packs.count - 1].positionCount += LlamaWorkspace.positionCount(ofSequence: answer.positionCount)
        }
    }

    /// What the model makes of each.
    ///
    /// - Throws: `CancellationError`.
    func followed(
        by chat: ChatModel, in room: inout LlamaWorkspace?
    ) throws -> [(PackedAnswer, Result<FollowedAnswer, InferenceError>)] {
        let followed: [Generation]
        do {
            followed = try follow(by: chat, in: &room)
        } catch is InferenceError {
            // Which of them the model cannot read shows when it reads each by itself.
            return try members.map { ($0, try $0.followed(by: chat)) }
        }
        return try zip(members, followed).map { member, generation in
            guard generation.ending == .mark || member.tokenLimit == member.wholeLimit else {
                return (member, try member.followed(by: chat))
            }
            return (member, .success(try FollowedAnswer(generation, member.text, by: chat.tokenizer)))
        }
    }

    private func follow(by chat: ChatModel, in room: inout LlamaWorkspace?) throws -> [Generation] {
        let requests = members.map { (prompt: $0.prompt, sampler: $0.sampler, tokenLimit: $0.tokenLimit) }
        return try GenerationPack(chat, requests, in: workspace(chat.model, &room)).follow(members.map(\.tokens))
    }

    /// The room, or a larger one in its place.
    private func workspace(_ model: LlamaModel, _ room: inout LlamaWorkspace?) throws(InferenceError) -> LlamaWorkspace
    {
        let longest = members.map(\.positionCount).max() ?? 1
        if let room, room.contextLength >= longest, room.positionCount >= positionCount { return room }
        room = nil
        // More than what is needed now: the next packs are of other lengths.
        let larger = try LlamaWorkspace(
            model, contextLength: min(2 * longest, model.configuration.contextLength),
            positionCount: positionCount + positionCount / 4, batchCount: Self.rowCount)
        room = larger
        return larger
    }
}

/// A recorded answer in the tokens of a model.
struct PackedAnswer {
    /// Which of those that are asked for together.
    let index: Int
    let derivation: Derivation
    let text: String
    let prompt: [Int32]
    let tokens: [Int32]
    let sampler: SamplerSettings
    /// The most tokens of the model's answer.
    let wholeLimit: Int
    /// The most that there is room for in a pack: much longer answers than the recorded one are rare, and room for the
    /// longest would be reserved for all.
    var tokenLimit: Int { min(wholeLimit, tokens.count + tokens.count / 4 + 24) }
    /// The positions that it takes in a pack.
    var positionCount: Int { prompt.count + tokenLimit }

    /// - Throws: `InferenceError`, `ServiceError` for an answer that the model cannot be asked for.
    init(_ index: Int, _ derivation: Derivation, _ text: String, for chat: ChatModel) throws {
        let most = chat.model.configuration.contextLength
        (self.index, self.derivation, self.text) = (index, derivation, text)
        prompt = try chat.prompt(derivation.messages.map(ChatMessage.init))
        guard prompt.count < most else { throw ChatModel.noRoom(for: prompt.count, in: most) }
        tokens = try chat.tokens(of: text)
        sampler = try SamplerSettings(derivation.sampler, seed: derivation.seed)
        wholeLimit = min(derivation.sampler.tokenLimit, most - prompt.count)
    }

    /// What the model makes of it, in memory of its own.
    ///
    /// - Throws: `CancellationError`.
    fileprivate func followed(by chat: ChatModel) throws -> Result<FollowedAnswer, InferenceError> {
        do {
            return .success(try chat.follow(derivation, text))
        } catch let error as InferenceError {
            return .failure(error)
        }
    }
}

extension ChatModel {
    /// Other answers to the prompt of a derivation, written together; the recorded one is followed as far as each goes
    /// along.
    ///
    /// - Parameter room: memory of an earlier pack, or `nil`; the memory that was used.
    /// - Returns: for each seed the answer, or what kept the model from it.
    /// - Throws: `InferenceError` and `ServiceError` for a prompt or sampler that will not do; `CancellationError`.
    func samples(
        of derivation: Derivation, _ text: String, seeds: [UInt64], in room: inout LlamaWorkspace?
    ) throws -> [Result<FollowedAnswer, InferenceError>] {
        let packed = try seeds.enumerated().map { index, seed in
            var seeded = derivation
            seeded.seed = "\(seed)"
            return try PackedAnswer(index, seeded, text, for: self)
        }
        var samples: [(index: Int, sample: Result<FollowedAnswer, InferenceError>)] = []
        for pack in AnswerPack.packs(of: packed, for: model) {
            samples += try pack.followed(by: self, in: &room).map { ($0.0.index, $0.1) }
        }
        return samples.sorted { $0.index < $1.index }.map(\.sample)
    }
}

extension FollowedAnswer {
    /// The tokens that were read and written.
    var cost: Cost {
        Cost(
            prefilledTokens: Int64(promptCount + followedCount), generatedTokens: Int64(tokenCount - followedCount))
    }
}

extension VerifiedAnswer {
    /// What following an answer showed; the cost counts tokens only.
    init(_ answer: RecordedAnswer, _ followed: FollowedAnswer) {
        let result: Result =
            if let difference = followed.difference, followed.isEnded {
                .diverges(token: difference.index, byteOffset: difference.offset, text: followed.text)
            } else if followed.difference == nil {
                .identical(tokenCount: followed.tokenCount)
            } else {
                // What a model did not end is no answer.
                .failed(
                    problem: "the model wrote \(followed.tokenCount) tokens, for which there was room, and did not end",
                    remedy: "Use a model with a longer context, or ask something that has a shorter answer.")
            }
        self.init(document: answer.document, result: result, basis: .proved, cost: followed.cost)
    }

    /// An answer that the model could not be asked for.
    init(_ answer: RecordedAnswer, failed location: String, _ problem: String, remedy: String) {
        self.init(
            document: answer.document, result: .failed(problem: "\(location): \(problem)", remedy: remedy),
            basis: .proved, cost: .zero)
    }
}
