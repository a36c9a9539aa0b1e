internal import AnswerComparison
internal import MutationSuite

/// How often the comparison of answers finds what is known of pairs made from a library's own answers.
public struct MutationBenchmark: Sendable {
    private let sources: LibrarySources
    private let seed: UInt64
    private let countPerKind: Int

    /// What was found.
    public struct Result: Sendable {
        /// How many answers the pairs were made from.
        public let answerCount: Int
        /// The half that decides: whoever wrote the comparison has not seen its answers' pairs.
        public let heldOut: ComparisonScore
        /// The half for whoever writes the comparison.
        public let development: ComparisonScore
        /// The pairs of development that were judged wrongly, in the order of the suite.
        public let misjudged: [MisjudgedPair]
    }

    /// A benchmark over the sources of a library.
    ///
    /// - Parameters:
    ///   - sources: a folder with `questions/*.md` and perhaps `model/corpus.jsonl`, as `Registry` is.
    ///   - seed: decides which pairs are made.
    ///   - countPerKind: the most pairs of one kind in each half.
    public init(sources: String, seed: UInt64 = 1, countPerKind: Int = 100) {
        self.sources = LibrarySources(folder: sources)
        self.seed = seed
        self.countPerKind = max(countPerKind, 1)
    }

    /// Makes the pairs and compares them, on all cores.
    ///
    /// - Throws: `ServiceError` where the sources cannot be read.
    public func run() throws -> Result {
        let answers = try sources.answers()
        let pairs = MutationSuite(answers: answers, seed: seed, countPerKind: countPerKind).pairs
        let comparator = AnswerComparator(language: "en")
        let judgements = try ParallelMap.map(0..<pairs.count) { try PairJudgement(pairs[$0], by: comparator) }
        let halves = Dictionary(grouping: judgements, by: \.pair.half)
        return Result(
            answerCount: answers.count, heldOut: ComparisonScore(.heldOut, halves[.heldOut] ?? []),
            development: ComparisonScore(.development, halves[.development] ?? []),
            misjudged: (halves[.development] ?? []).filter { !$0.isRight }.map { MisjudgedPair($0) })
    }
}
