public import Inference

/// A model at work on tokens that mean nothing: what the kernel benchmark times.
public struct KernelRun {
    private let session: LlamaSession

    /// A run with room for the prompts of the benchmark.
    public init(_ model: LlamaModel) throws {
        session = try LlamaSession(model, contextLength: min(2048, model.configuration.contextLength))
    }

    /// The bytes of the packed weights.
    var weightByteCount: Int { session.model.weightByteCount }

    /// The bytes of a full key-value cache.
    var cacheByteCount: Int { session.cacheByteCount }

    /// Reads a prompt of `count` tokens, up to the logits behind it.
    public func prefill(_ count: Int) throws {
        session.rewind(to: 0)
        try session.feed(prompt(count)) { _, _ in }
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

    private func prompt(_ count: Int) -> [Int] {
        let vocabulary = session.model.configuration.vocabularyCount
        return (0..<count).map { $0 * 37 % vocabulary }
    }
}
