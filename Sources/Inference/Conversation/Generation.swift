/// An answer that is being written, one token after another.
///
/// The tokens follow from model, prompt and sampler alone: docs/numerics-bk1.md.
public final class Generation {
    /// A token of the answer.
    public struct Token: Sendable, Hashable {
        /// Its number in the vocabulary.
        public let id: Int32
        /// The text that it completes; often empty.
        public let text: String
    }

    /// Why no token follows.
    public enum Ending: Sendable, Hashable {
        /// The model wrote the mark that ends an answer.
        case mark
        /// The answer has as many tokens as there may be, or the context is full.
        case limit
    }

    /// The number of tokens of the prompt.
    public let promptCount: Int
    /// The tokens so far, without the mark at the end.
    public private(set) var tokens: [Int32] = []
    /// The text so far; whole once there is an `ending`.
    public private(set) var text = ""
    /// Why no token follows; `nil` while one may.
    public private(set) var ending: Ending?

    private let tokenizer: Tokenizer
    let session: LlamaSession
    let tokenLimit: Int
    /// Prompt and answer so far.
    private(set) var history: [Int]
    var sampler: Sampler
    /// The next token, where it has been chosen already.
    var chosen: Int?
    private var decoder: TokenDecoder

    /// An answer of which nothing is written yet.
    ///
    /// - Parameters:
    ///   - prompt: what `ChatModel.prompt` made.
    ///   - tokenLimit: the most tokens of the answer.
    ///   - session: one of the same model whose sequence is done with: it is emptied and used again where it has room,
    ///     which saves its memory from being made anew.
    /// - Throws: `context` for a prompt that leaves no room for an answer, `noMemory`.
    public init(
        _ chat: ChatModel, prompt: [Int32], sampler: SamplerSettings = .greedy, tokenLimit: Int,
        reusing session: LlamaSession? = nil
    ) throws(InferenceError) {
        let most = chat.model.configuration.contextLength
        guard prompt.count < most else {
            throw InferenceError(
                .context, at: "prompt",
                "found \(prompt.count) tokens, expected at most \(most - 1): the context of the model has room for \(most)",
                remedy: "Shorten the prompt, or use a model with a longer context.")
        }
        promptCount = prompt.count
        history = prompt.map(Int.init)
        tokenizer = chat.tokenizer
        self.tokenLimit = min(tokenLimit, most - prompt.count)
        let length = prompt.count + self.tokenLimit
        if let session, session.contextLength >= length {
            session.rewind(to: 0)
            self.session = session
        } else {
            self.session = try LlamaSession(chat.model, contextLength: length)
        }
        self.sampler = Sampler(sampler)
        decoder = chat.tokenizer.makeDecoder()
    }

    /// The next token; `nil` when the answer is at its end.
    ///
    /// - Throws: `notFinite` for weights that overflow; `CancellationError`.
    public func next() throws -> Token? {
        guard ending == nil else { return nil }
        guard tokens.count < tokenLimit else { return end(.limit) }
        let token = try chosen ?? choose()
        chosen = nil
        return try endsGeneration(token) ? end(.mark) : append(token)
    }

    private func choose() throws -> Int {
        var token = 0
        try session.feed(Array(history[session.position...])) { token = sampler.next($1, history: history) }
        return token
    }

    func endsGeneration(_ token: Int) -> Bool { tokenizer.specialTokens.endsGeneration(Int32(token)) }

    @discardableResult func append(_ token: Int) throws(InferenceError) -> Token {
        let piece = try decoder.append(Int32(token))
        tokens.append(Int32(token))
        history.append(token)
        text += piece
        return Token(id: Int32(token), text: piece)
    }

    private func end(_ ending: Ending) -> Token? {
        text += decoder.finish()
        self.ending = ending
        return nil
    }
}
