internal import AnswerComparison

/// Two samples of the new model that deny each other, by their positions, the smaller first.
public struct SampleConflict: Sendable, Hashable {
    /// The position of one.
    public let first: Int
    /// The position of the other.
    public let second: Int

    /// A conflict between two samples, in either order.
    public init(_ one: Int, _ other: Int) { (first, second) = (min(one, other), max(one, other)) }
}

extension SampleConflict {
    /// The pairs of samples that the rules show to deny each other.
    ///
    /// - Complexity: a comparison for each pair of different texts.
    static func conflicts(
        among texts: [String], _ samples: [CheckedSample], by comparator: AnswerComparator
    ) throws -> Set<SampleConflict> {
        var verdicts: [SampleConflict: Comparison.Verdict] = [:]
        var conflicts: Set<SampleConflict> = []
        // The position of the first sample with the same text stands for all of them.
        let first = samples.map { sample in samples.firstIndex { $0.digest == sample.digest } ?? 0 }
        for one in samples.indices where !samples[one].isUnanswered {
            for other in samples.indices.dropFirst(one + 1)
            where !samples[other].isUnanswered && first[one] != first[other] {
                let pair = SampleConflict(first[one], first[other])
                let verdict = try verdicts[pair] ?? comparator.compare(texts[pair.first], texts[pair.second]).verdict
                verdicts[pair] = verdict
                if verdict == .contradicted { conflicts.insert(SampleConflict(one, other)) }
            }
        }
        return conflicts
    }
}
