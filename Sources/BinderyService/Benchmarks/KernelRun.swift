public import Inference

/// A model at work on tokens that mean nothing: what the kernel benchmark times.
public struct KernelRun {
    private let session: LlamaSession
    private let workspace: LlamaWorkspace

    /// A run with room for the prompts of the benchmark.
    public init(_ model: LlamaModel) throws {
        let length = min(2048, model.configuration.contextLength)
        session = try LlamaSession(model, contextLength: length)
        workspace = try LlamaWorkspace(model, contextLength: length)
    }

    /// The bytes of the packed weights.
    var weightByteCount: Int { session.model.weightByteCount }

    /// The bytes of a full key-value cache.
    var cacheByteCount: Int { session.workspace.cacheByteCount }

    /// Reads a prompt of `count` tokens, up to the logits behind it.
    public func prefill(_ count: Int) throws {
        session.rewind(to: 0)
        try session.feed(prompt(count)) { _, _ in }
    }

    /// Reads sequences of `count` tokens together, up to the logits behind each.
    func readTogether(_ sequenceCount: Int, of count: Int) throws {
        let sessions = (0..<sequenceCount).compactMap { _ in workspace.session(contextLength: count) }
        guard sessions.count == sequenceCount else {
            throw ServiceError(
                .usage, at: "sequences", "there is no room for \(sequenceCount) of \(count) tokens",
                remedy: "Read fewer.")
        }
        let tokens = prompt(count)
        try workspace.feed(sessions.map { LlamaSegment($0, tokens, logits: .last) }) { _, _, _ in }
    }

    /// Lends the logits of every token of such a prompt.
    public func logits(_ count: Int, _ receive: ([Float]) -> Void) throws {
        session.rewind(to: 0)
        try session.feed(prompt(count), logits: .all) { _, logits in receive(logits.indices.map { logits[$0] }) }
    }

    /// Writes `count` tokens, greedily, behind a prompt of three.
    public func decode(_ count: Int) throws {
        try prefill(3)
        var token = 0
        for _ in 0..<count { try session.feed([token]) { _, logits in token = Sampler.greedy(logits) } }
    }

    /// Writes `count` tokens behind a prompt of `promptCount`, greedily: what a recorded answer would be.
    func write(_ count: Int, after promptCount: Int) throws -> [Int] {
        var token = 0
        session.rewind(to: 0)
        try session.feed(prompt(promptCount)) { _, logits in token = Sampler.greedy(logits) }
        var answer = [token]
        while answer.count < count {
            try session.feed([token]) { _, logits in token = Sampler.greedy(logits) }
            answer.append(token)
        }
        return answer
    }

    /// Reads an answer behind the same prompt, in blocks, as `Generation.follow` does.
    ///
    /// - Returns: whether the model would write each of its tokens.
    func agrees(with answer: [Int], after promptCount: Int) throws -> Bool {
        session.rewind(to: 0)
        let all = prompt(promptCount) + answer
        var agreed = true
        for block in FollowedBlocks(promptCount: promptCount, count: all.count) {
            let first = max(0, promptCount - 1 - block.lowerBound)
            try session.feed(Array(all[block]), logits: .from(first)) { index, logits in
                let next = block.lowerBound + index + 1
                if next < all.count, Sampler.greedy(logits) != all[next] { agreed = false }
            }
            guard agreed else { return false }
        }
        return agreed
    }

    private func prompt(_ count: Int) -> [Int] {
        let vocabulary = session.model.configuration.vocabularyCount
        return (0..<count).map { $0 * 37 % vocabulary }
    }
}
