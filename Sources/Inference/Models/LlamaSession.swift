/// One sequence of tokens being read or written by a model.
///
/// Feeding tokens one at a time or many at once, alone or together with those of other sequences, gives the same
/// logits, bit for bit: docs/numerics-bk1.md.
/// A session belongs to one task at a time; several may run side by side if each has a workspace of its own.
public final class LlamaSession {
    /// Which of the tokens fed are to yield logits.
    public enum LogitsRequest: Sendable, Hashable {
        /// The last one: what a reply begins with.
        case last
        /// All of them.
        case all
        /// Those from this index on, counted from the first token fed.
        case from(Int)
    }

    /// The memory in which the sequence stands.
    public let workspace: LlamaWorkspace
    /// The number of tokens that there is room for.
    public let contextLength: Int
    /// The number of tokens read so far: the position of the next one.
    public internal(set) var position = 0

    /// Its slots in the workspace's cache.
    let slots: Range<Int>
    /// Whose first tokens, up to `position`, are taken over at the next pass; it keeps its room until then.
    var lender: LlamaSession?

    /// The model that reads and writes.
    public var model: LlamaModel { workspace.model }

    init(_ workspace: LlamaWorkspace, contextLength: Int, slots: Range<Int>) {
        (self.workspace, self.contextLength, self.slots) = (workspace, contextLength, slots)
    }

    /// An empty sequence in a workspace of its own.
    ///
    /// - Parameters:
    ///   - contextLength: the tokens that there is room for; `nil` for as many as the model was trained for.
    ///   - batchCount: the most tokens that are computed together; results do not depend on it.
    /// - Throws: `context` for more than the model was trained for, `invalidInput`, `noMemory`.
    public convenience init(
        _ model: LlamaModel, contextLength: Int? = nil, batchCount: Int = 512
    ) throws(InferenceError) {
        let length = contextLength ?? model.configuration.contextLength
        let workspace = try LlamaWorkspace(model, contextLength: length, batchCount: batchCount)
        guard let slots = workspace.takeSlots(of: length) else { preconditionFailure("a workspace without its room") }
        self.init(workspace, contextLength: length, slots: slots)
    }

    deinit { workspace.giveBack(slots) }

    /// Forgets what was read from `position` on.
    public func rewind(to position: Int) {
        precondition((0...self.position).contains(position), "position \(position), \(self.position) tokens were read")
        self.position = position
    }

    /// Begins with the first `count` tokens of another sequence of the same workspace, which are not computed again.
    ///
    /// The other sequence has read them, or reads them in a segment that stands before this one's.
    public func begin(with other: LlamaSession, count: Int) {
        precondition(
            position == 0 && other.workspace === workspace && (0...contextLength).contains(count), "no such beginning")
        position = count
        lender = count > 0 ? other : nil
    }

    /// Reads tokens and lends the logits that were asked for, in order, each with the index of its token.
    ///
    /// - Throws: `invalidInput` for no tokens or one that is not in the vocabulary, `context` for too many, `notFinite`
    ///   for weights that overflow; what `receive` throws. Nothing counts as read then.
    /// - Complexity: O(tokens · weights), and O(tokens · position) for attention.
    public func feed(
        _ tokens: [Int], logits request: LogitsRequest = .last,
        _ receive: (_ index: Int, _ logits: Span<Float>) throws -> Void
    ) throws {
        try workspace.feed([LlamaSegment(self, tokens, logits: request)]) { try receive($1, $2) }
    }

    func requireReadable(_ tokens: [Int]) throws(InferenceError) {
        guard !tokens.isEmpty else {
            throw InferenceError(
                .invalidInput, at: "tokens", "found no token, expected at least one",
                remedy: "Give a prompt that is not empty.")
        }
        guard tokens.count <= contextLength - position else {
            throw InferenceError(
                .context, at: "token \(contextLength)",
                "\(position + tokens.count) tokens do not fit the context of \(contextLength)",
                remedy: "Shorten the prompt, or raise the context length up to \(model.configuration.contextLength).")
        }
        let vocabulary = 0..<model.configuration.vocabularyCount
        guard let index = tokens.firstIndex(where: { !vocabulary.contains($0) }) else { return }
        throw InferenceError(
            .invalidInput, at: "token \(index)",
            "found \(tokens[index]), expected one of the vocabulary's \(vocabulary.count)",
            remedy: "Use the tokenizer that belongs to the model.")
    }
}

extension LlamaSession.LogitsRequest {
    func lowerBound(of count: Int) -> Int {
        switch self {
        case .last: count - 1
        case .all: 0
        case .from(let index): max(0, index)
        }
    }
}
