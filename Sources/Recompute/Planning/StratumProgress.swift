/// How far the checks of one stratum are.
struct StratumProgress: Sendable {
    enum Phase: Sendable {
        case probing
        /// The probes showed enough; whoever was not probed is attested by sample.
        case attesting(BySample)
        /// Each document is checked.
        case each
    }

    private let planned: PlannedStratum
    private(set) var phase: Phase
    /// The first members in the order of probing, as far as probes reach: those of them that are not void are the
    /// probes.
    private(set) var window: Int
    private(set) var currentCount: Int
    private var finishedProbes = 0
    private var materialProbes = 0

    init(_ planned: PlannedStratum) {
        self.planned = planned
        (window, currentCount) = (planned.probeCount ?? 0, planned.memberCount)
        phase = planned.probeCount == nil ? .each : .probing
    }

    var isProbing: Bool {
        if case .probing = phase { true } else { false }
    }

    /// The mean of the share of material changes after the probes, from a uniform prior.
    var expectedMaterialShare: Double { Double(materialProbes + 1) / Double(finishedProbes + 2) }

    /// Takes the end of a check into account, if it is a probe.
    mutating func finish(at place: Int, isMaterial: Bool) {
        guard isProbing, place < window else { return }
        finishedProbes += 1
        materialProbes += isMaterial ? 1 : 0
    }

    /// Takes into account that an unchecked member is void: the next one that is not becomes a probe in its place.
    ///
    /// - Parameter state: of the member at a place, whether it is void, and if it is finished, whether it is material.
    mutating func void(at place: Int, state: (Int) -> (isVoid: Bool, isMaterial: Bool?)) {
        currentCount -= 1
        guard isProbing, place < window else { return }
        while window < planned.memberCount {
            let next = state(window)
            window += 1
            if let isMaterial = next.isMaterial { finish(at: window - 1, isMaterial: isMaterial) }
            if !next.isVoid { return }
        }
    }

    /// Leaves the phase of probing once its end is known. The bound is taken once, when all probes are finished.
    mutating func settle(_ policy: RecomputePolicy, seed: UInt64) {
        guard isProbing, let probeCount = planned.probeCount else { return }
        guard materialProbes <= planned.acceptedMaterial, currentCount > probeCount else { return phase = .each }
        guard finishedProbes == probeCount else { return }
        let bound = BinomialBound.upper(events: materialProbes, of: probeCount, confidence: policy.confidence)
        phase = .attesting(
            BySample(
                stratum: planned.stratum, population: currentCount, probes: probeCount, material: materialProbes,
                bound: bound, confidence: policy.confidence, tolerance: planned.tolerance, seed: seed))
    }
}
