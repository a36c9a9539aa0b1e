package import MutationSuite

/// What comparing the pairs of one half of the suite found, counted.
public struct ComparisonScore: Sendable {
    /// Kinds of contradiction of which nearly all must be found, with the least share: 98 of 100.
    static let leastRecall = 0.98
    /// The most pairs of 100 that say something else and are called equivalent.
    static let mostFalseEquivalent = 0.01
    /// The most paraphrases of 100 that are called contradictions.
    static let mostFalseContradicted = 0.05
    private static let gated: [MutationKind] = [.negation, .number, .unit, .entity, .date]

    /// One kind of change: what it should be called, and how often it was called what.
    public struct Row: Sendable {
        /// The kind's name.
        public let kind: String
        /// What it should be called.
        public let label: String
        /// How many pairs there are.
        public let pairCount: Int
        /// How many of them were judged rightly.
        public let rightCount: Int
        /// How often each verdict was given, in the order of `ComparisonScore.verdicts`; zeros included.
        public let verdicts: [Int]
        /// Whether the gate asks for a least share of right verdicts.
        public let isGated: Bool

        /// The share of pairs judged rightly; 1 of none.
        public var recall: Double { ComparisonScore.share(rightCount, of: pairCount, ifNone: 1) }
    }

    /// The names of the verdicts, from no change to none that could be found.
    public static let verdicts = PairJudgement.Verdict.allCases.map(\.rawValue)

    /// The half's name.
    public let half: String
    /// Every kind that has pairs.
    public let rows: [Row]
    /// The share, among pairs that are not equivalent, of those called equivalent.
    public let falseEquivalent: Double
    /// The share, among paraphrases, of those called contradicted.
    public let falseContradicted: Double

    package init(_ half: LabelledPair.Half, _ judgements: [PairJudgement]) {
        self.half = half.rawValue
        rows = MutationKind.allCases.compactMap { kind in
            Self.row(kind, judgements.filter { $0.pair.kind == kind })
        }
        let changed = judgements.filter { $0.pair.label != .equivalent }
        falseEquivalent = Self.share(changed.count { $0.verdict.meansEquivalent }, of: changed.count, ifNone: 0)
        let reworded = judgements.filter { [.paraphrase, .writtenParaphrase].contains($0.pair.kind) }
        falseContradicted = Self.share(reworded.count { $0.verdict == .contradicted }, of: reworded.count, ifNone: 0)
    }

    /// How many pairs were compared.
    public var pairCount: Int { rows.reduce(0) { $0 + $1.pairCount } }

    /// The lowest share of contradictions found, among the kinds of which nearly all must be.
    public var lowestRecall: Double { rows.filter(\.isGated).map(\.recall).min() ?? 1 }

    /// Whether enough contradictions were found, and few enough were seen where there are none.
    public var passes: Bool {
        lowestRecall >= Self.leastRecall && falseEquivalent <= Self.mostFalseEquivalent
            && falseContradicted <= Self.mostFalseContradicted
    }

    private static func row(_ kind: MutationKind, _ judgements: [PairJudgement]) -> Row? {
        guard !judgements.isEmpty else { return nil }
        return Row(
            kind: kind.rawValue, label: kind.label.rawValue, pairCount: judgements.count,
            rightCount: judgements.count(where: \.isRight),
            verdicts: PairJudgement.Verdict.allCases.map { verdict in judgements.count { $0.verdict == verdict } },
            isGated: gated.contains(kind))
    }

    private static func share(_ count: Int, of all: Int, ifNone: Double) -> Double {
        all == 0 ? ifNone : Double(count) / Double(all)
    }
}
