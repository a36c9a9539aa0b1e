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

    /// Checks answers; those of a batch are read in one pass.
    ///
    /// - Parameter finished: takes each check as soon as it is done, so that what is finished outlives what ends the
    ///   batch before its last answer.
    /// - Returns: a check for each answer, in their order. What concerns one answer alone is a failed check.
    /// - Throws: what concerns them all; what `finished` throws; `CancellationError`.
    @discardableResult public func check(
        _ batch: [RecordedAnswer], finished: (AnswerCheck) async throws -> Void = { _ in }
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
            try await finished(check)
            checks.append(check)
        }
        return checks
    }

    private func check(_ answer: RecordedAnswer, _ verified: VerifiedAnswer) async throws -> AnswerCheck {
        let rule = OutcomeRule(for: answer, by: verified.basis, under: policy)
        var cost = verified.cost
        var drawn: [(seed: UInt64?, text: String)] = []
        if case .diverges(_, _, let text) = verified.result {
            drawn = [(nil, text)]
            for seed in SampleSeeds.seeds(of: answer.document, for: generator.model, count: rule.wantedSamples - 1) {
                guard let sample = try await sample(answer, seed) else { continue }
                drawn.append((seed, sample.text))
                cost = cost + sample.cost
            }
        }
        let judge = judge.flatMap { judge in
            try? IndependentJudge(judge, between: .init(answer.derivation.model), and: generator.model)
        }
        var reading = SampleReading(answer, comparator(answer.language), judge, votes: policy.judge.votes)
        var samples: [CheckedSample] = []
        for (seed, text) in drawn { samples.append(try await reading.sample(text, seed: seed)) }
        let conflicts = try reading.conflicts(among: drawn.map(\.text), samples)
        return AnswerCheck(
            answer: answer, verified: verified, rule: rule, samples: samples, texts: drawn.map(\.text),
            decision: rule.decide(verified, samples: samples, conflicts: conflicts), cost: cost,
            judge: samples.contains { $0.judgement != nil } ? judge?.model : nil)
    }

    /// One sample, at the second try where the first fails; `nil` where both do.
    private func sample(_ answer: RecordedAnswer, _ seed: UInt64) async throws -> AnswerSample? {
        for _ in 0..<2 {
            do {
                return try await generator.sample(answer, seed: seed)
            } catch let error as CancellationError {
                throw error
            } catch {
                continue
            }
        }
        return nil
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

    /// The pairs of samples that the rules show to deny each other.
    func conflicts(among texts: [String], _ samples: [CheckedSample]) throws -> Set<SampleConflict> {
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
