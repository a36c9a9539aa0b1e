import AnswerComparison
import BinderyService
import MutationSuite
import Testing

/// How judgements of pairs are counted.
@Suite struct ComparisonScoreTests {
    private static let answers = (1...6).map { number in
        SourceAnswer(
            id: "lake-\(number)", question: "How deep is the lake?",
            text: "The lake is 1,\(number)42 metres deep. It was about as deep in 2005 and is usually blue.")
    }

    /// Pairs of many kinds, all of one half.
    private static let pairs = MutationSuite(answers: answers, seed: 1, countPerKind: 20).pairs.filter {
        $0.half == .heldOut
    }

    /// Each pair with the verdict that it should get.
    private static func right(_ pair: LabelledPair) -> PairJudgement {
        let verdict: PairJudgement.Verdict =
            switch pair.label {
            case .equivalent: .equivalent
            case .contradicted: .contradicted
            case .revised: .revised
            case .unanswerable: .unanswerable
            case .unstable: .unstable
            }
        return PairJudgement(pair, verdict)
    }

    /// The score when the first `count` pairs of a kind get another verdict.
    private static func score(_ count: Int, of kind: MutationKind, are verdict: PairJudgement.Verdict)
        -> ComparisonScore
    {
        let wrong = Set(pairs.filter { $0.kind == kind }.prefix(count))
        return ComparisonScore(
            .heldOut, pairs.map { wrong.contains($0) ? PairJudgement($0, verdict) : right($0) })
    }

    @Test func `a comparison that is always right passes`() {
        let score = Self.score(0, of: .number, are: .equivalent)
        #expect(score.passes && score.lowestRecall == 1 && score.falseEquivalent == 0 && score.falseContradicted == 0)
        #expect(score.pairCount == Self.pairs.count && score.rows.count > 8)
        #expect(score.rows.allSatisfy { $0.rightCount == $0.pairCount && $0.verdicts.reduce(0, +) == $0.pairCount })
    }

    @Test func `a contradiction that is missed lowers the recall of its kind`() throws {
        let score = Self.score(1, of: .number, are: .undecided)
        let row = try #require(score.rows.first { $0.kind == "number" })
        #expect(row.rightCount == row.pairCount - 1 && score.lowestRecall == row.recall && row.recall < 1)
        #expect(!score.passes && score.falseEquivalent == 0)
    }

    @Test func `a contradiction called equivalent is counted among all pairs that are not`() {
        let score = Self.score(1, of: .quantifier, are: .identical)
        let changed = Self.pairs.count { $0.label != .equivalent }
        #expect(score.falseEquivalent == 1 / Double(changed) && score.lowestRecall == 1)
    }

    @Test func `a paraphrase called contradicted is counted among paraphrases`() {
        let score = Self.score(1, of: .paraphrase, are: .contradicted)
        let reworded = Self.pairs.count { $0.kind == .paraphrase }
        #expect(reworded > 0 && score.falseContradicted == 1 / Double(reworded))
    }

    @Test func `the same bytes are as good as equivalent`() {
        #expect(Self.score(1, of: .format, are: .identical).rows.allSatisfy { $0.recall == 1 })
    }

    @Test func `answers that are none are unanswerable, whatever they are compared with`() throws {
        let answers = (1...20).map { SourceAnswer(id: "\($0)", question: "What?", text: "A day has \($0 + 2) hours.") }
        let empty = MutationSuite(answers: answers, seed: 1, countPerKind: 1_000).pairs.filter {
            $0.kind == .refusal && $0.later == [""]
        }
        try #require(!empty.isEmpty)
        for pair in empty {
            let judgement = try PairJudgement(pair, by: AnswerComparator(language: "en"))
            #expect(judgement.verdict == .unanswerable && judgement.isRight)
        }
    }
}
