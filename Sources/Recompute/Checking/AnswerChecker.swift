public import AnswerComparison
internal import BoundKnowledge
internal import Cryptography

/// Checks answers by the cheapest means that tell: reading them, then samples, then comparison by rules, then a judge.
public struct AnswerChecker: Sendable {
    private let generator: any Generator
    private let judge: (any Judge)?
    private let policy: RecomputePolicy
    private let comparator: @Sendable (String) -> AnswerComparator

    /// A checker for one new model.
    ///
    /// - Parameters:
    ///   - judge: a third model; it is not asked about answers that it gave itself, nor where the policy hears none.
    ///   - comparator: makes a comparator for a language.
    /// - Throws: `partialJudge` where the judge is the new model.
    public init(
        _ generator: any Generator, judge: (any Judge)? = nil, policy: RecomputePolicy,
        comparator: @escaping @Sendable (String) -> AnswerComparator
    ) throws(RecomputeError) {
        if let judge { _ = try IndependentJudge(judge, between: generator.model, and: generator.model) }
        (self.generator, self.judge, self.policy) = (generator, policy.judge.isHeard ? judge : nil, policy)
        self.comparator = comparator
    }

    /// Checks answers; those of a batch are read together.
    ///
    /// - Parameter finished: takes each check as soon as it is done, so that what is finished outlives what ends the
    ///   batch before its last answer; returns whether to go on.
    /// - Returns: a check for each answer, in their order, up to the last one. What concerns one answer alone is a failed
    ///   check.
    /// - Throws: what concerns them all; what `finished` throws; `CancellationError`.
    @discardableResult public func check(
        _ batch: [RecordedAnswer], finished: (AnswerCheck) async throws -> Bool = { _ in true }
    ) async throws -> [AnswerCheck] {
        let verified = Dictionary(
            try await generator.verify(batch).map { ($0.document, $0) }, uniquingKeysWith: { first, _ in first })
        var checks: [AnswerCheck] = []
        for answer in batch {
            try Task.checkCancellation()
            let missing = VerifiedAnswer(
                document: answer.document,
                result: .failed(problem: "the generator gave no result", remedy: "Report this as a bug."),
                basis: .observed, cost: .zero)
            let check = try await check(answer, verified[answer.document] ?? missing)
            checks.append(check)
            guard try await finished(check) else { break }
        }
        return checks
    }

    private func check(_ answer: RecordedAnswer, _ verified: VerifiedAnswer) async throws -> AnswerCheck {
        let rule = OutcomeRule(for: answer, by: verified.basis, under: policy)
        var cost = verified.cost
        var drawn: [(seed: UInt64?, text: String)] = []
        if case .diverges(_, _, let text) = verified.result {
            drawn = [(nil, text)]
            for sample in try await samples(of: answer, count: rule.wantedSamples - 1) {
                drawn.append((sample.seed, sample.text))
                cost = cost + sample.cost
            }
        }
        let judge = judge.flatMap { judge in
            try? IndependentJudge(judge, between: .init(answer.derivation.model), and: generator.model)
        }
        var reading = SampleReading(answer, comparator(answer.language), judge, votes: policy.judge.votes)
        var samples: [CheckedSample] = []
        for (seed, text) in drawn { samples.append(try await reading.sample(text, seed: seed)) }
        let conflicts = try SampleConflict.conflicts(
            among: drawn.map(\.text), samples, by: comparator(answer.language))
        return AnswerCheck(
            answer: answer, verified: verified, rule: rule, samples: samples, texts: drawn.map(\.text),
            decision: rule.decide(verified, samples: samples, conflicts: conflicts), cost: cost,
            judge: samples.contains { $0.judgement != nil } ? judge?.model : nil)
    }

    /// The samples that could be had, in the order of their seeds; what fails is tried once more.
    private func samples(of answer: RecordedAnswer, count: Int) async throws -> [AnswerSample] {
        guard count > 0 else { return [] }
        let seeds = SampleSeeds.seeds(of: answer.document, for: generator.model, count: count)
        var samples = try await generator.samples(of: answer, seeds: seeds)
        let missing = seeds.filter { seed in !samples.contains { $0.seed == seed } }
        if !missing.isEmpty { samples += try await generator.samples(of: answer, seeds: missing) }
        return seeds.compactMap { seed in samples.first { $0.seed == seed } }
    }
}

/// Reads the samples of one answer; equal texts are compared, and judged, once.
private struct SampleReading {
    private let answer: RecordedAnswer
    private let comparator: AnswerComparator
    private let judge: IndependentJudge?
    private let votes: Int
    private var known: [Digest: CheckedSample] = [:]

    init(_ answer: RecordedAnswer, _ comparator: AnswerComparator, _ judge: IndependentJudge?, votes: Int) {
        (self.answer, self.comparator, self.judge, self.votes) = (answer, comparator, judge, votes)
    }

    mutating func sample(_ text: String, seed: UInt64?) async throws -> CheckedSample {
        let digest = SHA256.digest(of: text)
        if let sample = known[digest] {
            return CheckedSample(
                seed: seed, digest: digest, isUnanswered: sample.isUnanswered, comparison: sample.comparison,
                judgement: sample.judgement)
        }
        let isUnanswered = comparator.isUnanswered(text)
        let comparison = try comparator.compare(answer.text, text)
        let judgement =
            comparison.verdict == .undecided && !isUnanswered
            ? try await judge?.verdict(
                on: JudgeQuestion(question: answer.question, earlier: answer.text, later: text), votes: votes) : nil
        let sample = CheckedSample(
            seed: seed, digest: digest, isUnanswered: isUnanswered, comparison: comparison, judgement: judgement)
        known[digest] = sample
        return sample
    }
}
