/// That a stratum is attested by what its probes showed, and not document by document.
public struct BySample: Sendable, Hashable {
    /// The stratum.
    public let stratum: Stratum
    /// The documents in it that were current when the probes were done.
    public let population: Int
    /// How many of them were checked.
    public let probes: Int
    /// How many of those had changed materially, or could not be checked or decided.
    public let material: Int
    /// The upper bound of the share of material changes in the stratum.
    public let bound: Double
    /// The confidence of the bound: of such bounds, at most 1 - confidence lie below the true share.
    public let confidence: Double
    /// The share that the policy tolerates; the bound is below it.
    public let tolerance: Double
    /// The seed of the order of probing.
    public let seed: UInt64

    /// Whether the counts give the bound, and the bound is below the tolerance: what an auditor computes again. A bound
    /// may be larger than the exact one by what rounding up in the sixth decimal adds.
    public var isSound: Bool {
        guard 0 <= material, material <= probes, 0 < probes, probes < population, 0.5 <= confidence, confidence < 1
        else { return false }
        let exact = BinomialBound.upper(events: material, of: probes, confidence: confidence)
        return exact < tolerance && exact <= bound * (1 + 1e-9) && bound - exact < 1.1e-6
    }
}
