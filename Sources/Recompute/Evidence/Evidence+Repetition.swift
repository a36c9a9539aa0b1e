public import AnswerComparison
internal import BoundKnowledge
internal import Cryptography

extension Evidence {
    /// What the samples of a check, written again and compared again, show otherwise than the evidence says; `nil` where
    /// they confirm it.
    ///
    /// What a judge said cannot be asked again: it is taken from the evidence, where the rules leave it to a judge.
    ///
    /// - Parameters:
    ///   - texts: the samples, in the order of ``samples``.
    ///   - comparator: of the answer's language, with the encoder that the evidence names.
    ///   - policy: the one whose digest the evidence names, where it is at hand; without it as many samples as there are
    ///     count as wanted.
    /// - Precondition: The evidence is of a document that was checked itself, and whose answer has changed.
    /// - Throws: what the comparator throws.
    public func refutation(
        of answer: RecordedAnswer, byTexts texts: [String], comparator: AnswerComparator, policy: RecomputePolicy?
    ) throws -> String? {
        precondition(
            texts.count == samples.count && bySample == nil, "\(texts.count) texts of \(samples.count) samples")
        if let problem = refutedSeeds(of: answer, policy) { return problem }
        var checked: [CheckedSample] = []
        for (index, text) in texts.enumerated() {
            let told = samples[index], digest = SHA256.digest(of: text)
            guard digest == told.digest else { return "sample \(index) has other bytes than the attestation says" }
            let comparison = try comparator.compare(answer.text, text)
            guard told.judgement == nil || comparison.verdict == .undecided else {
                return "a judge is said to have settled sample \(index), which the rules find `\(comparison.verdict)`"
            }
            checked.append(
                CheckedSample(
                    seed: told.seed, digest: digest, isUnanswered: comparator.isUnanswered(text),
                    comparison: comparison, judgement: told.judgement))
        }
        return try refutation(of: answer, by: checked, texts, comparator, policy)
    }

    private func refutation(
        of answer: RecordedAnswer, by checked: [CheckedSample], _ texts: [String], _ comparator: AnswerComparator,
        _ policy: RecomputePolicy?
    ) throws -> String? {
        let rules = policy.map { [OutcomeRule(for: answer, by: .proved, under: $0)] } ?? rules(for: answer)
        // Without the policy it is not known whether a judge was heard who found answers the same.
        let rule = rules.first { rule in
            zip(checked, samples).allSatisfy { $0.standing(judgeMayAffirm: rule.judgeMayAffirm) == $1.standing }
        }
        guard let rule else {
            let found = checked.map { $0.standing(judgeMayAffirm: rules[0].judgeMayAffirm) }
            let index = found.indices.first { found[$0] != samples[$0].standing } ?? 0
            return "sample \(index) is said to be `\(samples[index].standing.rawValue)`, and is "
                + "`\(found[index].rawValue)`"
        }
        let conflicts = try SampleConflict.conflicts(among: texts, checked, by: comparator)
        let representative = texts.first ?? ""
        let verified = VerifiedAnswer(
            document: answer.document,
            result: .diverges(
                token: divergence?.token ?? 0, byteOffset: divergence?.byteOffset ?? 0, text: representative),
            basis: .proved, cost: .zero)
        let found = rule.decide(verified, samples: checked, conflicts: conflicts).outcome
        guard found != outcome else { return nil }
        return "the attestation says `\(outcome.rawValue)`, and its samples, compared again, give "
            + (found.map { "`\($0.rawValue)`" } ?? "nothing that a rule can tell")
    }

    private func rules(for answer: RecordedAnswer) -> [OutcomeRule] {
        [false, true].map {
            OutcomeRule(
                wantedSamples: max(1, samples.count), noiseFloor: NoiseFloorReading(of: answer), judgeMayAffirm: $0)
        }
    }

    /// Seeds that nobody was free to choose: the recorded one first, then those that follow from document and model.
    private func refutedSeeds(of answer: RecordedAnswer, _ policy: RecomputePolicy?) -> String? {
        let wanted = policy.map { OutcomeRule(for: answer, by: .proved, under: $0).wantedSamples } ?? Self.mostSamples
        let seeds = SampleSeeds.seeds(of: answer.document, for: newModel, count: wanted - 1)
        let told = samples.dropFirst().map(\.seed)
        guard !samples.isEmpty, samples[0].seed == nil else {
            return "the first sample is not the answer under the recorded sampler and seed"
        }
        // One that could not be drawn is left out; the others keep their order.
        guard told.elementsEqual(seeds.filter { told.contains($0) }) else {
            return "the seeds of the samples are not those that follow from document and model"
        }
        return nil
    }

    /// As many as evidence may tell of.
    private static let mostSamples = 1_000
}
