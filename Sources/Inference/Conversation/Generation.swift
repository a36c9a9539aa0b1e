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
    /// The leading tokens that a recorded answer has too, as far as it was followed.
    public private(set) var followedCount = 0

    private let tokenizer: Tokenizer
    let session: LlamaSession
    let tokenLimit: Int
    /// Prompt and answer so far.
    private(set) var history: [Int]
    private var sampler: Sampler
    /// The next token, where it has been chosen already.
    private var chosen: Int?
    /// The recorded answer that is followed, or was.
    private var recorded: [Int] = []
    private var blocks: FollowedBlocks?
    /// Prompt, answer so far, and what it is expected to go on with.
    private var expected: [Int] = []
    private var decoder: TokenDecoder

    /// An answer of which nothing is written yet.
    ///
    /// - Parameters:
    ///   - prompt: what `ChatModel.prompt` made.
    ///   - tokenLimit: the most tokens of the answer.
    ///   - session: one of the same model that is empty, or has just begun with what another read of the same prompt;
    ///     its room limits the answer. `nil` makes one with all the room that the answer may need.
    /// - Throws: `invalidInput` for a prompt without a token, `context` for one that leaves no room for an answer,
    ///   `noMemory`.
    public init(
        _ chat: ChatModel, prompt: [Int32], sampler: SamplerSettings = .greedy, tokenLimit: Int,
        in session: LlamaSession? = nil
    ) throws(InferenceError) {
        let most = session?.contextLength ?? chat.model.configuration.contextLength
        guard !prompt.isEmpty else {
            throw InferenceError(
                .invalidInput, at: "prompt", "found no token, expected at least one",
                remedy: "Use a chat template that writes what was asked.")
        }
        guard prompt.count < most else { throw ChatModel.noRoom(for: prompt.count, in: most) }
        promptCount = prompt.count
        history = prompt.map(Int.init)
        tokenizer = chat.tokenizer
        self.tokenLimit = min(tokenLimit, most - prompt.count)
        self.session =
            if let session { session } else {
                try LlamaSession(chat.model, contextLength: prompt.count + self.tokenLimit)
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
        if chosen == nil { try read(unread) }
        guard let token = chosen else { return nil }
        chosen = nil
        return try endsGeneration(token) ? end(.mark) : append(token)
    }

    private func endsGeneration(_ token: Int) -> Bool { tokenizer.specialTokens.endsGeneration(Int32(token)) }

    @discardableResult private func append(_ token: Int) throws(InferenceError) -> Token {
        let piece = try decoder.append(Int32(token))
        tokens.append(Int32(token))
        history.append(token)
        text += piece
        return Token(id: Int32(token), text: piece)
    }

    @discardableResult private func end(_ ending: Ending) -> Token? {
        text += decoder.finish()
        self.ending = ending
        return nil
    }
}

// MARK: - Following a recorded answer

extension Generation {
    /// Reads an answer as far as the model would have written the same, many tokens at once.
    ///
    /// Reading and writing give the same logits bit for bit, so what is followed to its end *is* what writing gives.
    /// Where the model would go on differently, `next` goes on from there.
    ///
    /// - Parameter answer: the tokens; nothing may have been written before.
    /// - Throws: `notFinite`; `CancellationError`.
    /// - Complexity: that of reading prompt and answer; where they part, at most as much again and 32 tokens more.
    public func follow(_ answer: [Int32]) throws {
        begin(following: answer)
        while let segment = nextBlock(atMost: session.contextLength) { try read(segment) }
    }

    /// Has an answer followed before anything is written.
    func begin(following answer: [Int32]) {
        precondition(history.count == promptCount && session.position < promptCount, "found an answer that has begun")
        recorded = answer.prefix(tokenLimit).map(Int.init)
        expected = history + recorded
        blocks = FollowedBlocks(promptCount: promptCount, count: expected.count)
    }

    /// Whether more of the recorded answer is to be read.
    var isFollowing: Bool { chosen == nil && blocks?.hasNext == true }

    /// What is to be read before anything more is known, or the first `count` tokens of it; `nil` at the end of the
    /// answer.
    func nextSegment(atMost count: Int) throws -> LlamaSegment? {
        if let block = nextBlock(atMost: count) { return block }
        while ending == nil, chosen != nil || tokens.count == tokenLimit { _ = try next() }
        return ending == nil ? unreadAndExpected(atMost: count) : nil
    }

    private func nextBlock(atMost count: Int) -> LlamaSegment? {
        guard chosen == nil, let block = blocks?.next(before: session.position + count) else {
            (blocks, expected) = (nil, [])
            return nil
        }
        let first = max(session.position, block.lowerBound)
        return LlamaSegment(
            session, Array(expected[first..<block.upperBound]), logits: .from(promptCount - 1 - first))
    }

    /// What the model has not read yet.
    private var unread: LlamaSegment { LlamaSegment(session, Array(history[session.position...]), logits: .last) }

    /// What the model has not read yet, and what the recorded answer goes on with where it has the last two tokens too:
    /// an answer of which a word has changed mostly ends as before, and what is expected is read at once. What does not
    /// come is forgotten.
    private func unreadAndExpected(atMost count: Int) -> LlamaSegment {
        let unread = self.unread
        let mostExpected = min(Self.mostExpected, tokenLimit - tokens.count, count - unread.tokens.count)
        guard tokens.count >= 2, mostExpected > 0 else { return unread }
        let last = history.suffix(2)
        guard
            let index = recorded.indices.dropLast().last(where: { recorded[$0...].starts(with: last) }),
            case let draft = recorded[(index + 2)...].prefix(mostExpected),
            !draft.isEmpty
        else { return unread }
        expected = history + draft
        return LlamaSegment(
            session, Array(expected[session.position...]), logits: .from(history.count - 1 - session.position))
    }

    private static let mostExpected = 8

    private func read(_ segment: LlamaSegment) throws {
        let start = session.position
        try session.feed(segment.tokens, logits: segment.logits) { try receive($1, at: start + $0) }
        settle()
    }

    /// Takes the logits behind the token at a position.
    func receive(_ logits: Span<Float>, at position: Int) throws(InferenceError) {
        let next = position + 1
        guard chosen == nil, next == history.count else { return }
        let token = sampler.next(logits, history: history)
        guard next < expected.count, expected[next] == token, !endsGeneration(token) else {
            chosen = token
            return
        }
        try append(token)
        if blocks != nil { followedCount += 1 }
    }

    /// Forgets what was read behind the place where the model goes on differently.
    func settle() { session.rewind(to: min(session.position, history.count)) }
}
