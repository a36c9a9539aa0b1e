internal import BoundKnowledge

/// One recomputation under way: told what is done, it says what is next.
///
/// It follows from plan and journal alone. A process that was killed makes it again from both, and goes on where the
/// journal ends; what the journal holds is never asked for again. First the probes of every stratum, then the strata
/// attested by sample, then every other document, those first whose check promises most: requests × share of material
/// changes in the stratum × severity of the class ÷ tokens to read.
public struct Recomputation: Sendable {
    /// The fewest finished checks from which a new model is found suspect.
    public static let fewestChecksForSuspicion = 20

    /// What became of one document.
    enum State: UInt8, Sendable {
        case waiting, immaterial, material, attested, void
    }

    /// The plan.
    public let plan: RecomputePlan
    /// What may be used up.
    public let budget: RecomputePolicy.Budget
    /// What has been used up.
    public private(set) var spent = Cost.zero
    /// Whether at some time more of the checked answers were contradicted or left without answer than the policy
    /// believes of a sound model. It stays so: what came up once is told, whatever is checked afterwards.
    ///
    /// Failed checks do not count, and fewer than ``fewestChecksForSuspicion`` others show nothing.
    public private(set) var isModelSuspect = false
    /// Whether a person wants to go on although the model is suspect.
    public private(set) var isContinued = false
    private(set) var states: [State]
    private(set) var failures: [UInt8]
    private(set) var progress: [StratumProgress]
    /// The documents that are checked one by one, the most promising first; `nil` while strata are probed.
    private(set) var order: [Int32]?
    /// How many of `order` have been tried or need not be.
    private(set) var tried = 0
    private(set) var tallies: [CheckTally]
    private let places: [MemberPlace?]
    private var verdictCount = 0
    private var brokenCount = 0

    /// A recomputation of which nothing is done yet.
    ///
    /// - Parameters:
    ///   - budget: what may be used up; without one, what the policy of the plan says.
    ///   - isMetered: whether a meter measures joules.
    /// - Throws: `noMeter` for a budget of joules without a meter.
    public init(
        _ plan: RecomputePlan, budget: RecomputePolicy.Budget? = nil, isMetered: Bool = false
    ) throws(RecomputeError) {
        let budget = budget ?? plan.policy.budget
        guard budget.joules == nil || isMetered else {
            throw RecomputeError(
                .noMeter, at: "/budget/joules", "the budget is in joules, and no meter measures them here",
                remedy: "Set `cpuSeconds`, or run where energy is measured.")
        }
        (self.plan, self.budget) = (plan, budget)
        states = Array(repeating: .waiting, count: plan.entries.count)
        failures = Array(repeating: 0, count: plan.entries.count)
        progress = plan.strata.map(StratumProgress.init)
        tallies = Array(repeating: CheckTally(), count: plan.strata.count + 1)
        places = MemberPlace.places(in: plan)
        makeOrderIfProbed()
    }

    /// Takes into account what is done.
    ///
    /// A check of a document that is finished counts for its cost alone, and so does one that is void.
    ///
    /// - Throws: `unknownDocument` for a document that this plan does not check: the journal is another plan's.
    /// - Complexity: O(log n + strata); once, when the last stratum has been probed, O(n log n).
    public mutating func record(_ entry: JournalEntry) throws(RecomputeError) {
        switch entry {
        case .checked(let document, let outcome, let cost):
            let (index, place) = try position(of: document)
            spent = spent + cost
            finish(index, place, outcome)
        case .attestedBySample(let document):
            let (index, place) = try position(of: document)
            guard states[index] == .waiting else { break }
            states[index] = .attested
            tallies[place.stratum].attestedBySample += 1
        case .voided(let document):
            let (index, place) = try position(of: document)
            void(index, place)
        case .continued: isContinued = true
        }
        makeOrderIfProbed()
        advance()
    }

    private func position(of document: Address) throws(RecomputeError) -> (Int, MemberPlace) {
        guard let index = plan.index(of: document), let place = places[index] else {
            throw RecomputeError(
                .unknownDocument, at: "\(document)", "the plan does not check this document",
                remedy: "The journal belongs to another plan: begin a new recomputation.")
        }
        return (index, place)
    }

    private mutating func finish(_ index: Int, _ place: MemberPlace, _ outcome: Outcome?) {
        guard states[index] == .waiting else { return }
        if outcome == .failed {
            failures[index] += 1
            guard failures[index] >= plan.policy.attempts else { return }
        }
        let isMaterial = outcome?.isMaterial ?? true
        states[index] = isMaterial ? .material : .immaterial
        tallies[place.stratum].add(outcome)
        look(for: outcome)
        guard place.stratum < progress.count else { return }
        progress[place.stratum].finish(at: place.place, isMaterial: isMaterial)
        progress[place.stratum].settle(plan.policy, seed: plan.seed)
    }

    private mutating func look(for outcome: Outcome?) {
        guard outcome != .failed else { return }
        verdictCount += 1
        if outcome == .contradicted || outcome == .unanswerable { brokenCount += 1 }
        guard verdictCount >= Self.fewestChecksForSuspicion else { return }
        if Double(brokenCount) > plan.policy.maxSuspectShare * Double(verdictCount) { isModelSuspect = true }
    }

    private mutating func void(_ index: Int, _ place: MemberPlace) {
        guard states[index] == .waiting else { return }
        states[index] = .void
        tallies[place.stratum].voided += 1
        guard place.stratum < progress.count else { return }
        let members = plan.strata[place.stratum].members
        progress[place.stratum].void(at: place.place) { [states] next in
            switch states[Int(members[next])] {
            case .void: (true, nil)
            case .immaterial: (false, false)
            case .material: (false, true)
            case .waiting, .attested: (false, nil)
            }
        }
        progress[place.stratum].settle(plan.policy, seed: plan.seed)
    }

    /// Orders what is checked one by one, once the probes have shown how much each stratum promises.
    private mutating func makeOrderIfProbed() {
        guard order == nil, !progress.contains(where: \.isProbing) else { return }
        var ranked = plan.each.map { (index: $0, promise: promise(of: $0, share: 0.5)) }
        for (planned, progress) in zip(plan.strata, progress) {
            guard case .each = progress.phase else { continue }
            let share = progress.expectedMaterialShare
            ranked += planned.members.map { (index: $0, promise: promise(of: $0, share: share)) }
        }
        ranked.sort { ($1.promise, $0.index) < ($0.promise, $1.index) }
        order = ranked.map(\.index)
        advance()
    }

    private func promise(of index: Int32, share: Double) -> Double {
        let entry = plan.entries[Int(index)]
        let severity = plan.policy[entry.freshnessClass].severity
        return (Double(entry.traffic) + 1) * share * severity / Double(max(1, entry.checkTokens))
    }

    /// Passes over what has been tried.
    private mutating func advance() {
        guard let order else { return }
        while tried < order.count, states[Int(order[tried])] != .waiting || failures[Int(order[tried])] > 0 {
            tried += 1
        }
    }
}

/// Where a document stands in its stratum; the last stratum is that of the documents that are checked whatever the
/// probes show.
private struct MemberPlace: Sendable {
    let stratum: Int
    let place: Int

    static func places(in plan: RecomputePlan) -> [MemberPlace?] {
        var places: [MemberPlace?] = Array(repeating: nil, count: plan.entries.count)
        let groups = plan.strata.map(\.members) + [plan.each]
        for (stratum, members) in groups.enumerated() {
            for (place, member) in members.enumerated() {
                places[Int(member)] = MemberPlace(stratum: stratum, place: place)
            }
        }
        return places
    }
}
