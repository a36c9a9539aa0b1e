internal import AnswerComparison
internal import BoundKnowledge
internal import Cryptography
internal import JSON
internal import Recompute

/// Checks documents against a new model: reads the answers, draws samples where they differ, compares, and decides.
struct DocumentChecker: Sendable {
    let generator: any Generator
    let judge: (any Judge)?
    let similarity: (any SentenceSimilarity)?
    let policy: RecomputePolicy

    /// A document with what its check needs.
    struct Subject: Sendable {
        let answer: RecordedAnswer
        let document: BoundDocument
        /// What differs between the model that answered and the new one.
        let change: ModelChange
    }

    /// Checks documents together, so that the generator can read them in one pass.
    ///
    /// - Throws: what concerns all of them; what concerns one is its outcome `failed`.
    func check(_ subjects: [Subject]) async throws -> [CheckedDocument] {
        let verified = Dictionary(
            try await generator.verify(subjects.map(\.answer)).map { ($0.document, $0) }, uniquingKeysWith: { $1 })
        var checked: [CheckedDocument] = []
        for subject in subjects {
            let answer =
                verified[subject.answer.document]
                ?? VerifiedAnswer(
                    document: subject.answer.document,
                    result: .failed(problem: "the engine said nothing of it", remedy: "Try again."), basis: .observed,
                    cost: .zero)
            checked.append(try await check(subject, answer))
        }
        return checked
    }

    private func check(_ subject: Subject, _ verified: VerifiedAnswer) async throws -> CheckedDocument {
        let wanted = subject.answer.isGreedy ? 1 : policy.samples
        let floor = NoiseFloorReading(of: subject.answer)
        let rule = OutcomeRule(wantedSamples: wanted, noiseFloor: floor, judgeMayAffirm: policy.judge.mayAffirm)
        var drawn = DrawnSamples()
        if case .diverges(_, _, let text) = verified.result {
            drawn = try await samples(of: subject, text, verified.cost, wanted)
        }
        let checkedSamples = try await compare(drawn.samples, with: subject)
        let conflicts = try conflicts(of: drawn.samples, subject)
        let decision = rule.decide(verified, samples: checkedSamples, conflicts: conflicts)
        let standing = representative(checkedSamples, decision.outcome)
        let cost = subject.answer.isGreedy ? verified.cost : drawn.samples.reduce(verified.cost) { $0 + $1.cost }
        var evidence = Evidence(
            decision, changed: subject.change, from: ModelIdentity(subject.answer.derivation.model),
            to: generator.model, cost: cost, costMethod: "measured:cpu-time", policyDigest: policy.digest)
        evidence?.noiseFloor = floor
        if case .identical = verified.result { evidence?.basis = verified.basis }
        if case .diverges(let token, let byteOffset, _) = verified.result {
            evidence?.divergence = Evidence.Divergence(token: token, byteOffset: byteOffset)
        }
        evidence?.samples = checkedSamples.map { .init($0, judgeMayAffirm: policy.judge.mayAffirm) }
        if checkedSamples.contains(where: { $0.judgement != nil }) { evidence?.judge = judge?.model }
        let comparison = standing.map { checkedSamples[$0].comparison }
        evidence?.comparisonBasis = comparison?.basis
        evidence?.differences = comparison?.differences ?? []
        return CheckedDocument(
            document: subject.answer.document, outcome: decision.outcome, cost: cost, evidence: try evidence?.json(),
            differences: comparison?.differences.map(\.json) ?? [],
            answer: standing.map { drawn.samples[$0].answer },
            problem: problem(verified) ?? drawn.problem)
    }

    private func problem(_ verified: VerifiedAnswer) -> String? {
        if case .failed(let problem, let remedy) = verified.result { "\(problem). \(remedy)" } else { nil }
    }
}

// MARK: - Samples

/// The samples of one check, and why there are not more.
private struct DrawnSamples {
    var samples: [Drawn] = []
    var problem: String?

    struct Drawn {
        let text: String
        let seed: UInt64?
        let cost: Cost

        var answer: CheckedDocument.AnswerOfModel {
            .init(text: text, seed: seed, tokenCount: cost.prefilledTokens + cost.generatedTokens)
        }
    }
}

extension DocumentChecker {
    /// The answers of the new model: the one that a greedy model writes, or as many as the policy wants.
    private func samples(
        of subject: Subject, _ text: String, _ cost: Cost, _ wanted: Int
    ) async throws -> DrawnSamples {
        guard !subject.answer.isGreedy else {
            return DrawnSamples(samples: [.init(text: text, seed: nil, cost: cost)])
        }
        var drawn = DrawnSamples()
        for seed in SampleSeeds.seeds(of: subject.answer.document, for: generator.model, count: wanted) {
            do {
                let sample = try await generator.sample(subject.answer, seed: seed)
                drawn.samples.append(.init(text: sample.text, seed: seed, cost: sample.cost))
            } catch let error as CancellationError {
                throw error
            } catch {
                // Fewer samples than a majority of those wanted are no check: the rule says so.
                drawn.problem = "\(error)"
            }
        }
        return drawn
    }

    private func compare(
        _ samples: [DrawnSamples.Drawn], with subject: Subject
    ) async throws -> [CheckedSample] {
        let comparator = comparator(for: subject)
        var checked: [CheckedSample] = []
        for sample in samples {
            let comparison = try comparator.compare(subject.answer.text, sample.text)
            let isUnanswered = comparator.isUnanswered(sample.text)
            var judgement: JudgeVerdict?
            if !isUnanswered, comparison.verdict == .undecided, policy.judge.isHeard, let judge {
                let independent = try IndependentJudge(
                    judge, between: ModelIdentity(subject.answer.derivation.model), and: generator.model)
                judgement = try await independent.verdict(
                    on: JudgeQuestion(
                        question: subject.answer.question, earlier: subject.answer.text, later: sample.text),
                    votes: policy.judge.votes)
            }
            checked.append(
                CheckedSample(
                    seed: sample.seed, digest: SHA256.digest(of: sample.text), isUnanswered: isUnanswered,
                    comparison: comparison, judgement: judgement))
        }
        return checked
    }

    /// The pairs of samples that deny each other.
    private func conflicts(of samples: [DrawnSamples.Drawn], _ subject: Subject) throws -> Set<SampleConflict> {
        let comparator = comparator(for: subject)
        var conflicts: Set<SampleConflict> = []
        for later in samples.indices {
            for earlier in 0..<later
            where try comparator.compare(samples[earlier].text, samples[later].text).verdict == .contradicted {
                conflicts.insert(SampleConflict(earlier, later))
            }
        }
        return conflicts
    }

    private func comparator(for subject: Subject) -> AnswerComparator {
        AnswerComparator(language: subject.answer.language, similarity: similarity)
    }

    /// The first sample that is what the outcome says; of no outcome, the first that can be shown.
    private func representative(_ samples: [CheckedSample], _ outcome: Outcome?) -> Int? {
        let wanted: CheckedSample.Standing? =
            switch outcome {
            case .contradicted, .unstable: .contradicted
            case .revised: .revised
            case .equivalent: .equivalent
            case .unanswerable: .unanswered
            case .identical, .failed, nil: nil
            }
        let fitting = samples.firstIndex { $0.standing(judgeMayAffirm: policy.judge.mayAffirm) == wanted }
        return fitting ?? samples.firstIndex { !$0.isUnanswered } ?? samples.indices.first
    }
}
