/// Pairs of answers whose relation is known, made from the answers of a library.
///
/// The same answers and seed give the same pairs on every machine. The tables of this module were written apart from
/// those of any comparison, so that what is measured by it is not what it was written to pass.
public struct MutationSuite: Sendable {
    /// The pairs: by half, then by kind.
    public let pairs: [LabelledPair]

    /// Makes pairs.
    ///
    /// - Parameters:
    ///   - answers: the answers, in English; their order does not matter, and ids are distinct.
    ///   - seed: decides which answers belong to which half, and which of the possible pairs are taken.
    ///   - countPerKind: the most pairs of one kind in one half; a kind has fewer where the answers give no more.
    /// - Complexity: O(n · m) for an answer of m bytes in which n changes are possible; all of them are made before some
    ///   are taken. Meant for answers of some kilobytes.
    public init(answers: [SourceAnswer], seed: UInt64, countPerKind: Int = 100) {
        pairs = Self.halves(of: answers, seed: seed).flatMap { half, sources in
            Self.pairs(half, sources, seed, countPerKind)
        }
    }

    /// The answers by half: each half has as many of each length of answer, give or take one.
    private static func halves(of answers: [SourceAnswer], seed: UInt64) -> [(LabelledPair.Half, [MutationSource])] {
        var generator = SplitMix64(seed: seed, purpose: "halves")
        let ordered = answers.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        let shuffled = generator.shuffle(ordered)
        let sources = (shuffled.filter { isShort($0) } + shuffled.filter { !isShort($0) }).map { MutationSource($0) }
        return LabelledPair.Half.allCases.enumerated().map { offset, half in
            (half, sources.indices.filter { $0 % 2 == offset }.map { sources[$0] })
        }
    }

    private static func isShort(_ answer: SourceAnswer) -> Bool { answer.text.utf8.count < 200 }

    private static func pairs(
        _ half: LabelledPair.Half, _ sources: [MutationSource], _ seed: UInt64, _ count: Int
    ) -> [LabelledPair] {
        MutationKind.allCases.flatMap { kind in
            var generator = SplitMix64(seed: seed, purpose: "\(half.rawValue) \(kind.rawValue)")
            let candidates =
                switch kind {
                case .mixed: SampleSets(sources, half, &generator).mixed(&generator)
                case .agreeing: SampleSets(sources, half, &generator).agreeing(&generator)
                default: sources.flatMap { $0.candidates(kind, half, &generator) }
                }
            return Candidate.pick(count, of: candidates, &generator).map { $0.pair(kind, half) }
        }
    }
}
