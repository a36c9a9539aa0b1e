public import AnswerComparison
public import Cryptography

/// What an attestation of the kind `recomputed` rests on: everything that is needed to do the check again
/// (`docs/format/evidence.md`).
public struct Evidence: Sendable, Hashable {
    /// A sample of the new model, by digest.
    public struct Sample: Sendable, Hashable {
        /// The seed; `nil` for the answer under the recorded sampler and seed.
        public let seed: UInt64?
        /// SHA-256 of the sample's UTF-8.
        public let digest: Digest
        /// What it is, seen from the bound answer.
        public let standing: CheckedSample.Standing
        /// What a judge said of it.
        public let judgement: JudgeVerdict?

        /// A sample.
        public init(seed: UInt64?, digest: Digest, standing: CheckedSample.Standing, judgement: JudgeVerdict? = nil) {
            (self.seed, self.digest, self.standing, self.judgement) = (seed, digest, standing, judgement)
        }

        /// A sample as a rule saw it.
        public init(_ sample: CheckedSample, judgeMayAffirm: Bool) {
            self.init(
                seed: sample.seed, digest: sample.digest, standing: sample.standing(judgeMayAffirm: judgeMayAffirm),
                judgement: sample.judgement)
        }
    }

    /// Where the new model's answer leaves the bound one.
    public struct Divergence: Sendable, Hashable {
        /// The 0-based position of the token.
        public let token: Int
        /// The 0-based position of the byte in the answer.
        public let byteOffset: Int

        /// A divergence.
        public init(token: Int, byteOffset: Int) { (self.token, self.byteOffset) = (token, byteOffset) }
    }

    /// The outcome.
    public var outcome: Outcome
    /// Why.
    public var reasons: [Decision.Reason]
    /// The components that changed.
    public var changed: BindingComponents
    /// The one that the outcome comes from; `nil` where it cannot be told.
    public var cause: BindingComponent?
    /// The model that gave the answer.
    public var oldModel: ModelIdentity
    /// The model that was asked now.
    public var newModel: ModelIdentity
    /// What an identical answer rests on; `nil` for every other.
    public var basis: VerifiedAnswer.Basis?
    /// Where the new model's answer leaves the bound one; `nil` where it does not, or nobody looked.
    public var divergence: Divergence?
    /// The samples.
    public var samples: [Sample] = []
    /// What the comparison rests on, and the differences of the sample that stands for the outcome.
    public var comparisonBasis: Comparison.Basis?
    /// SHA-256 of the weights of the encoder that proposed which sentences to compare; `nil` where shared words did.
    public var encoder: Digest?
    /// The differences of the sample that stands for the outcome.
    public var differences: [Difference] = []
    /// How many further differences were left out, so that the evidence fits an attestation.
    public var omittedDifferences = 0
    /// How far samples of the old model strayed; `nil` where the document was not checked itself.
    public var noiseFloor: NoiseFloorReading?
    /// The model that judged, where one did.
    public var judge: ModelIdentity?
    /// What the check cost, and how that is known: `measured:cpu-time`, `measured:rapl`, `estimated:tokens`, …
    public var cost: Cost
    /// How the cost is known.
    public var costMethod: String
    /// The digest of the policy in force.
    public var policyDigest: Digest
    /// The probes that speak for the document; `nil` where it was checked itself.
    public var bySample: BySample?

    /// Evidence of a document that was checked itself; everything that is optional is set afterwards. `nil` for a
    /// decision without outcome: there is nothing to attest until a person has looked.
    public init?(
        _ decision: Decision, changed: ModelChange, from oldModel: ModelIdentity, to newModel: ModelIdentity,
        cost: Cost, costMethod: String, policyDigest: Digest
    ) {
        guard let outcome = decision.outcome else { return nil }
        self.init(
            outcome: outcome, reasons: decision.reasons, changed: changed, from: oldModel, to: newModel, cost: cost,
            costMethod: costMethod, policyDigest: policyDigest)
    }

    /// Evidence of a document for which the probes of its stratum speak: nobody compared it, so that it is `equivalent`
    /// and never `identical`, and it cost nothing.
    public init(
        _ sample: BySample, changed: ModelChange, from oldModel: ModelIdentity, to newModel: ModelIdentity,
        policyDigest: Digest
    ) {
        self.init(
            outcome: .equivalent, reasons: [], changed: changed, from: oldModel, to: newModel, cost: .zero,
            costMethod: "none", policyDigest: policyDigest)
        bySample = sample
    }

    init(
        outcome: Outcome, reasons: [Decision.Reason], changed: ModelChange, from oldModel: ModelIdentity,
        to newModel: ModelIdentity, cost: Cost, costMethod: String, policyDigest: Digest
    ) {
        (self.outcome, self.reasons, self.changed) = (outcome, reasons, changed.components)
        if case .component(let component) = changed.cause() { cause = component }
        (self.oldModel, self.newModel, self.cost) = (oldModel, newModel, cost)
        (self.costMethod, self.policyDigest) = (costMethod, policyDigest)
    }
}
