internal import BoundKnowledge

/// How the documents of one stratum are checked.
public struct PlannedStratum: Sendable, Hashable {
    /// Which stratum.
    public let stratum: Stratum
    /// How many documents are in it.
    public let memberCount: Int
    /// How many of them are probed first; `nil` where each is checked, because the stratum is too small for a bound
    /// under the tolerance, or the policy tolerates nothing.
    public let probeCount: Int?
    /// How many material changes the probes may show.
    public let acceptedMaterial: Int
    /// The share of material changes that may stay unseen: the smallest of the members' classes.
    public let tolerance: Double
    /// The days within which the documents are to be checked: the fewest of the members' classes.
    public let deadlineInDays: Int
    /// Positions in the plan's entries, in the order of probing.
    let members: [Int32]

    init(_ stratum: Stratum, shuffled members: [Int32], _ entries: [PlanningEntry], _ policy: RecomputePolicy) {
        let rules = Set(members.map { entries[Int($0)].freshnessClass }).map { policy[$0] }
        let tolerance = rules.map(\.tolerance).min() ?? 0
        let needed = BinomialBound.count(
            accepting: policy.acceptedMaterial, under: tolerance, confidence: policy.confidence)
        // Probing all but a few would save nothing and prove less than checking all.
        probeCount = needed.flatMap { $0 < members.count ? $0 : nil }
        deadlineInDays = rules.map(\.deadlineInDays).min() ?? 0
        (self.stratum, self.members, self.tolerance) = (stratum, members, tolerance)
        (memberCount, acceptedMaterial) = (members.count, policy.acceptedMaterial)
    }
}
