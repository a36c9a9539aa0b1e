internal import BoundKnowledge
internal import Inference
internal import Recompute

/// Recorded answers that one model reads together.
struct AnswerPack {
    private let members: [PackedAnswer]

    /// The bytes that keys and values of one pack take at most; an answer that takes more has room for itself alone.
    private static let mostCacheBytes = 256 << 20
    /// The answers of the greatest length that there is room for at the same time: those that a pass reads, and those
    /// that are being written.
    private static let togetherCount = 16
    /// The rows of one pass: more of them do not fit the caches of a processor, fewer read the weights too often.
    private static let rowCount = 120

    /// Answers in the order of their prompts, so that what several begin with is read once.
    init(_ answers: [PackedAnswer]) { members = answers.sorted { $0.prompt.lexicographicallyPrecedes($1.prompt) } }

    /// What the model makes of each.
    ///
    /// - Parameter room: memory of an earlier pack, or `nil`; the memory that was used.
    /// - Throws: `CancellationError`.
    func followed(
        by chat: ChatModel, in room: inout LlamaWorkspace?
    ) throws -> [(PackedAnswer, Result<FollowedAnswer, InferenceError>)] {
        guard !members.isEmpty else { return [] }
        let followed = try follow(by: chat, in: &room)
        return try zip(members, followed).map { member, followed in
            (member, try followed.map { .success($0) } ?? member.followed(by: chat))
        }
    }

    /// The answers; `nil` for what there was too little room for, and for what was not at its end when the model could
    /// not read one of them. Which one that is shows when it reads each of these by itself.
    private func follow(by chat: ChatModel, in room: inout LlamaWorkspace?) throws -> [FollowedAnswer?] {
        var followed = [FollowedAnswer?](repeating: nil, count: members.count)
        do {
            let workspace = try workspace(chat.model, &room)
            try GenerationPack(chat, members.map(\.request), in: workspace).follow { index, generation in
                let member = members[index]
                guard generation.ending == .mark || member.tokenLimit == member.wholeLimit else { return }
                followed[index] = try FollowedAnswer(generation, member.text, by: chat.tokenizer)
            }
        } catch is InferenceError {}
        return followed
    }

    /// The room, or a larger one in its place.
    private func workspace(_ model: LlamaModel, _ room: inout LlamaWorkspace?) throws(InferenceError) -> LlamaWorkspace
    {
        let longest = members.map(\.positionCount).max() ?? 1
        if let room, room.contextLength >= longest { return room }
        room = nil
        let most = Self.mostCacheBytes / model.configuration.cacheBytesOfPosition
        // More than what is needed now: the next packs are of other lengths.
        let length = max(longest, min(2 * longest, model.configuration.contextLength, most))
        let larger = try LlamaWorkspace(
            model, contextLength: length, positionCount: max(length, min(Self.togetherCount * length, most)),
            batchCount: Self.rowCount)
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
    fileprivate var positionCount: Int { prompt.count + tokenLimit }
    fileprivate var request: GenerationPack.Request {
        GenerationPack.Request(prompt: prompt, sampler: sampler, tokenLimit: tokenLimit, answer: tokens)
    }

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
        return try AnswerPack(packed).followed(by: self, in: &room).sorted { $0.0.index < $1.0.index }.map(\.1)
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
