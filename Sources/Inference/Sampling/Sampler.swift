internal import CKernels

/// Chooses one token after another: docs/numerics-bk1.md, section 13, step by step.
public struct Sampler: Sendable {
    private let settings: SamplerSettings
    private var generator: SplitMix64

    private struct Candidate {
        let token: Int
        let logit: Double
        var probability: Double = 0
    }

    /// A sampler at the beginning of its sequence.
    public init(_ settings: SamplerSettings) {
        self.settings = settings
        generator = SplitMix64(seed: settings.seed)
    }

    /// The next token.
    ///
    /// - Parameters:
    ///   - logits: finite, one for each token of the vocabulary; not empty.
    ///   - history: prompt and answer so far.
    /// - Complexity: O(vocabulary) when greedy, O(vocabulary · log vocabulary) otherwise.
    public mutating func next(_ logits: Span<Float>, history: [Int]) -> Int {
        precondition(!logits.isEmpty, "no logits")
        guard settings.temperature > 0 else { return Self.greedy(logits) }
        return FloatEnvironment.withStandard {
            var candidates = ranked(penalised(logits, history))
            weigh(&candidates)
            truncate(&candidates)
            return draw(from: candidates)
        }
    }

    /// The token of the largest logit; the lowest id among equals.
    public static func greedy(_ logits: Span<Float>) -> Int {
        unsafe logits.withUnsafeBufferPointer { logits in
            guard let first = logits.baseAddress else { return 0 }
            return unsafe bk1_index_of_largest(first, logits.count)
        }
    }

    private func penalised(_ logits: Span<Float>, _ history: [Int]) -> [Candidate] {
        let recent = Set(history.suffix(settings.penaltyWindow))
        return logits.indices.map { token in
            let logit = Double(logits[token])
            guard recent.contains(token) else { return Candidate(token: token, logit: logit) }
            let penalty = settings.repetitionPenalty
            return Candidate(token: token, logit: logit > 0 ? logit / penalty : logit * penalty)
        }
    }

    private func ranked(_ candidates: [Candidate]) -> [Candidate] {
        let ranked = candidates.sorted { ($0.logit, $1.token) > ($1.logit, $0.token) }
        return settings.topK > 0 ? Array(ranked.prefix(settings.topK)) : ranked
    }

    private func weigh(_ candidates: inout [Candidate]) {
        let largest = candidates[0].logit
        var sum = 0.0
        for index in candidates.indices {
            let weight = bk1_exponential_f64((candidates[index].logit - largest) / settings.temperature)
            candidates[index].probability = weight
            sum += weight
        }
        for index in candidates.indices { candidates[index].probability /= sum }
    }

    private func truncate(_ candidates: inout [Candidate]) {
        var sum = 0.0
        if let last = candidates.firstIndex(where: {
            sum += $0.probability
            return sum >= settings.topP
        }) {
            candidates.removeSubrange((last + 1)...)
        }
        let least = settings.minP * candidates[0].probability
        let kept = candidates.prefix { $0.probability >= least }
        candidates = Array(kept.isEmpty ? candidates.prefix(1) : kept)
    }

    private mutating func draw(from candidates: [Candidate]) -> Int {
        let bound = generator.nextUnit() * candidates.reduce(0) { $0 + $1.probability }
        var sum = 0.0
        let chosen = candidates.firstIndex {
            sum += $0.probability
            return sum > bound
        }
        return candidates[chosen ?? candidates.count - 1].token
    }
}
