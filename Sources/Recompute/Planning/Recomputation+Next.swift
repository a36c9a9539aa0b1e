public import BoundKnowledge

extension Recomputation {
    /// What is to be done next.
    public enum Step: Sendable, Hashable {
        /// Check these documents, in any order; those of one batch may be read together.
        case check([Address])
        /// Attest these documents by what the probes of their stratum showed.
        case attest([Address], BySample)
        /// So many of the answers are contradicted, or none, that the new model is suspect: a person decides whether to
        /// go on.
        case modelSuspect
        /// There is more to check, and the budget is used up.
        case budgetExhausted
        /// Nothing is left.
        case done
    }

    /// What is to be done next, for at most `limit` documents.
    ///
    /// Until something is recorded the answer is the same.
    ///
    /// - Parameter tokenLimit: the most tokens of the documents of one batch, prompts and answers, if they are more than
    ///   one. A budget of CPU seconds limits them too, by what tokens have cost so far.
    /// - Precondition: `limit` is positive.
    public func next(limit: Int, tokenLimit: Int64 = .max) -> Step {
        precondition(limit > 0, "found a limit of \(limit), expected at least 1")
        guard !isModelSuspect || isContinued else { return .modelSuspect }
        if let step = nextAttestation(limit) { return step }
        let documents = nextChecks(limit)
        if documents.isEmpty { return .done }
        return isBudgetExhausted ? .budgetExhausted : .check(together(documents, min(tokenLimit, affordableTokens)))
    }

    /// Whether the budget is used up.
    public var isBudgetExhausted: Bool {
        spent.cpuSeconds >= budget.cpuSeconds ?? .infinity || spent.joules ?? 0 >= budget.joules ?? .infinity
    }

    /// What all checks have found.
    public var total: CheckTally { tallies.reduce(CheckTally(), +) }

    /// What the checks of each stratum have found, and what its probes showed where it is attested by sample.
    public var byStratum: [(planned: PlannedStratum, tally: CheckTally, bySample: BySample?)] {
        plan.strata.indices.map { index in
            let sample: BySample? = if case .attesting(let sample) = progress[index].phase { sample } else { nil }
            return (plan.strata[index], tallies[index], sample)
        }
    }

    /// What the checks of the documents have found that are checked whatever the probes show.
    public var ofEach: CheckTally { tallies[plan.strata.count] }

    private func nextAttestation(_ limit: Int) -> Step? {
        for (index, planned) in plan.strata.enumerated() {
            guard case .attesting(let sample) = progress[index].phase, tallies[index].settled < planned.memberCount
            else {
                continue
            }
            return .attest(waiting(limit, among: planned.members), sample)
        }
        return nil
    }

    private func nextChecks(_ limit: Int) -> [Address] {
        let candidates = order?[tried...] ?? probes
        let untried = waiting(limit, among: candidates) { failures[$0] == 0 }
        return untried.isEmpty ? waiting(limit, among: order?[...] ?? candidates) : untried
    }

    /// The tokens that the rest of the budget pays for, at the price so far.
    private var affordableTokens: Int64 {
        guard let seconds = budget.cpuSeconds else { return .max }
        // One document tells the price.
        guard spent.cpuSeconds > 0, spent.tokenCount > 0 else { return 0 }
        let price = spent.cpuSeconds / Double(spent.tokenCount)
        return Int64(min(max(0, seconds - spent.cpuSeconds) / price, 1e15))
    }

    /// The first documents, at least one, that have no more tokens than `limit`.
    private func together(_ documents: [Address], _ limit: Int64) -> [Address] {
        var tokens: Int64 = 0
        let count = documents.prefix { document in
            tokens += plan.entry(of: document)?.checkTokens ?? 0
            return tokens <= limit
        }.count
        return Array(documents.prefix(max(1, count)))
    }

    /// The probes of all strata that are still probed.
    private var probes: ArraySlice<Int32> {
        zip(plan.strata, progress).filter { $0.1.isProbing }.flatMap { $0.members.prefix($1.window) }[...]
    }

    /// The first members, at most `limit`, that are not finished and for which a condition holds.
    private func waiting(
        _ limit: Int, among members: some Sequence<Int32>, where condition: (Int) -> Bool = { _ in true }
    ) -> [Address] {
        var found: [Address] = []
        for member in members where states[Int(member)] == .waiting && condition(Int(member)) {
            found.append(plan.entries[Int(member)].document)
            if found.count == limit { break }
        }
        return found
    }
}
