internal import BoundKnowledge
internal import Inference

/// What a model makes of a recorded answer: it reads it, and where it would go on differently, it writes on from there.
struct FollowedAnswer {
    /// Where the answers part; `nil` where they are the same.
    let difference: TokenDifference?
    /// The whole answer of the model.
    let text: String
    /// Whether the model ended it, and was not stopped.
    let isEnded: Bool
    /// The tokens of the prompt.
    let promptCount: Int
    /// The tokens of the recorded answer that the model writes too.
    let followedCount: Int
    /// The tokens of the model's answer.
    let tokenCount: Int
}

extension ChatModel {
    /// An answer to the prompt of a derivation under its sampler, about to be written.
    ///
    /// - Parameter seed: another seed than the recorded one.
    func generation(of derivation: Derivation, seed: String? = nil) throws -> Generation {
        try Generation(
            self, prompt: prompt(derivation.messages.map(ChatMessage.init)),
            sampler: SamplerSettings(derivation.sampler, seed: seed ?? derivation.seed),
            tokenLimit: derivation.sampler.tokenLimit)
    }

    /// Follows a recorded answer.
    ///
    /// - Parameters:
    ///   - derivation: how it came about.
    ///   - recorded: the answer.
    ///   - progress: called after each token that is written.
    /// - Throws: as `derive`.
    func follow(
        _ derivation: Derivation, _ recorded: String, progress: (DerivationProgress) -> Void = { _ in }
    ) throws -> FollowedAnswer {
        let generation = try generation(of: derivation)
        try generation.follow(tokens(of: recorded))
        while let token = try generation.next() { progress(generation.progress(token)) }
        return try FollowedAnswer(generation, recorded, by: tokenizer)
    }

    /// The tokens of an answer.
    func tokens(of answer: String) throws(InferenceError) -> [Int32] {
        try tokenizer.encode(answer, readingSpecialTokens: false, addingSpecialTokens: false)
    }
}

extension FollowedAnswer {
    /// What an answer, at its end, is beside the recorded one that was followed.
    init(_ generation: Generation, _ recorded: String, by tokenizer: Tokenizer) throws {
        difference = try TokenComparison(with: recorded).difference(of: generation, by: tokenizer)
        (text, isEnded) = (generation.text, generation.ending == .mark)
        (promptCount, followedCount) = (generation.promptCount, generation.followedCount)
        tokenCount = generation.tokens.count
    }
}

extension Generation {
    /// How far the answer is after a token.
    func progress(_ token: Token) -> DerivationProgress {
        DerivationProgress(promptCount: promptCount, tokenCount: tokens.count, text: token.text)
    }
}

extension TokenComparison {
    /// The first difference of an answer that is at its end.
    fileprivate consuming func difference(
        of generation: Generation, by tokenizer: Tokenizer
    ) throws -> TokenDifference? {
        if isWhole(generation.text) { return nil }
        var decoder = tokenizer.makeDecoder()
        for token in generation.tokens {
            if let difference = add(try decoder.append(token)) { return difference }
        }
        return finish(generation.text)
    }
}
