/// One sequence of tokens being read or written by a model.
///
/// Feeding tokens one at a time or many at once gives the same logits, bit for bit: docs/numerics-bk1.md.
/// A session belongs to one task at a time; several sessions may run side by side.
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

    /// The model that reads and writes.
    public let model: LlamaModel
    /// The number of tokens that there is room for.
    public let contextLength: Int
    /// The most tokens that pass through the layers together.
    public let batchCount: Int
    /// The number of tokens read so far: the position of the next one.
    public private(set) var position = 0

    let cache: KeyValueCache
    let rotary: RotaryTable
    let rows: LlamaRows

    /// An empty sequence.
    ///
    /// - Parameters:
    ///   - contextLength: the tokens that there is room for; `nil` for as many as the model was trained for.
    ///   - batchCount: the most tokens that are computed together; results do not depend on it.
    /// - Throws: `context` for more than the model was trained for, `invalidInput`, `noMemory`.
    public init(_ model: LlamaModel, contextLength: Int? = nil, batchCount: Int = 512) throws(InferenceError) {
        let shape = model.configuration
        let length = contextLength ?? shape.contextLength
        guard (1...shape.contextLength).contains(length) else {
            throw InferenceError(
                .context, at: "context length", "found \(length), expected 1 to \(shape.contextLength)",
                remedy: "The model was trained for at most \(shape.contextLength) tokens.")
        }
        guard (1...4096).contains(batchCount) else {
            throw InferenceError(
                .invalidInput, at: "batch", "found \(batchCount), expected 1 to 4096",
                remedy: "Any batch gives the same results; 512 is fast.")
        }
        self.model = model
        self.contextLength = length
        self.batchCount = min(batchCount, length)
        cache = try KeyValueCache(shape, positionCount: length)
        rotary = try RotaryTable(shape, factors: model.weights.ropeFactors, positionCount: length)
        rows = try LlamaRows(shape, rowCount: self.batchCount, capacity: cache.capacity)
    }

    /// The bytes that a full key-value cache takes.
    public var cacheByteCount: Int { cache.byteCount }

    /// Forgets what was read from `position` on.
    public func rewind(to position: Int) {
        precondition((0...self.position).contains(position), "position \(position), \(self.position) tokens were read")
        self.position = position
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
        try requireReadable(tokens)
        let first = position
        let wanted = request.lowerBound(of: tokens.count)
        for start in stride(from: 0, to: tokens.count, by: batchCount) {
            try Task.checkCancellation()
            let batch = tokens[start..<min(tokens.count, start + batchCount)]
            compute(batch, at: first + start)
            if wanted < batch.endIndex {
                try lendLogits(of: max(wanted, start) - start..<batch.count) { try receive(start + $0, $1) }
            }
        }
        position = first + tokens.count
    }

    private func requireReadable(_ tokens: [Int]) throws(InferenceError) {
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
    fileprivate func lowerBound(of count: Int) -> Int {
        switch self {
        case .last: count - 1
        case .all: 0
        case .from(let index): max(0, index)
        }
    }
}
