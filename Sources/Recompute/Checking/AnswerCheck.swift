internal import AnswerComparison
internal import BoundKnowledge
public import Cryptography

/// What the check of one answer showed.
public struct AnswerCheck: Sendable {
    /// The answer.
    public let answer: RecordedAnswer
    /// What the new model makes of it.
    public let verified: VerifiedAnswer
    /// The rule that decided.
    public let rule: OutcomeRule
    /// The samples that were compared.
    public let samples: [CheckedSample]
    /// The texts of the samples, in their order: a proposal quotes one, and nothing else keeps them.
    public let texts: [String]
    /// What the rule made of them.
    public let decision: Decision
    /// What it cost.
    public internal(set) var cost: Cost
    /// The judge that was heard, if one was.
    public let judge: ModelIdentity?
    /// Of checks of the same answer in which one component alone was changed, whether the outcome was material.
    public internal(set) var checkedAlone: [BindingComponent: Bool] = [:]

    /// What an attestation rests on; `nil` where only a person can tell the outcome.
    ///
    /// - Parameters:
    ///   - costMethod: how the cost is known, for example `measured:cpu-time`.
    ///   - policyDigest: of the policy in force.
    public func evidence(
        of change: ModelChange, to newModel: ModelIdentity, costMethod: String, policyDigest: Digest
    ) -> Evidence? {
        let oldModel = ModelIdentity(answer.derivation.model)
        guard
            var evidence = Evidence(
                decision, changed: change, from: oldModel, to: newModel, cost: cost, costMethod: costMethod,
                policyDigest: policyDigest)
        else { return nil }
        if decision.outcome == .identical { evidence.basis = verified.basis }
        if case .diverges(let token, let byteOffset, _) = verified.result {
            evidence.divergence = Evidence.Divergence(token: token, byteOffset: byteOffset)
        }
        evidence.samples = samples.map { Evidence.Sample($0, judgeMayAffirm: rule.judgeMayAffirm) }
        evidence.noiseFloor = rule.noiseFloor
        if case .component(let component) = change.cause(checkedAlone: checkedAlone) { evidence.cause = component }
        evidence.judge = judge
        if let index = indexOfRepresentative {
            evidence.comparisonBasis = samples[index].comparison.basis
            evidence.differences = samples[index].comparison.differences
        }
        return evidence
    }

    /// The position of the first sample that is what the outcome says, or else of the first; `nil` where there is none.
    public var indexOfRepresentative: Int? {
        let standing: CheckedSample.Standing? =
            switch decision.outcome {
            case .contradicted: .contradicted
            case .revised: .revised
            case .equivalent: .equivalent
            case .unanswerable: .unanswered
            case .failed, .identical, .unstable, nil: nil
            }
        return samples.firstIndex { $0.standing(judgeMayAffirm: rule.judgeMayAffirm) == standing }
            ?? samples.indices.first
    }
}
