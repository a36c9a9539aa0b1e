/// How fast a machine reads and writes tokens, for estimates in CPU seconds.
public struct TokenRate: Sendable, Hashable {
    /// Tokens read in one CPU second.
    public let prefilledPerCPUSecond: Double
    /// Tokens written in one CPU second.
    public let generatedPerCPUSecond: Double

    /// - Precondition: Both are positive.
    public init(prefilledPerCPUSecond: Double, generatedPerCPUSecond: Double) {
        precondition(
            prefilledPerCPUSecond > 0 && generatedPerCPUSecond > 0,
            "rates are positive: \(prefilledPerCPUSecond), \(generatedPerCPUSecond)")
        self.prefilledPerCPUSecond = prefilledPerCPUSecond
        self.generatedPerCPUSecond = generatedPerCPUSecond
    }

    /// The CPU seconds of so much work.
    public func cpuSeconds(of cost: Cost) -> Double {
        Double(cost.prefilledTokens) / prefilledPerCPUSecond + Double(cost.generatedTokens) / generatedPerCPUSecond
    }
}

/// What a plan will cost, before anything is done; tokens, since they are the same on every machine.
public struct PlanEstimate: Sendable, Hashable {
    /// Documents that are checked when every stratum is attested by sample.
    public let leastCheckedCount: Int
    /// The work of those checks, when no answer differs: every answer is read, none is written.
    public let least: Cost
    /// Documents that are checked when no stratum is attested by sample.
    public let mostCheckedCount: Int
    /// The work of those checks, when every answer differs at its first token and is written anew once.
    public let most: Cost
    /// The work of answering every affected question anew, which is what a library does that cannot check.
    public let regeneration: Cost

    /// The estimate of a plan. Samples of answers that are not greedy come on top, and checks for what a change comes from;
    /// how many is not known before.
    public init(_ plan: RecomputePlan) {
        let probes = plan.strata.flatMap { $0.members.prefix($0.probeCount ?? $0.memberCount) }
        let certain = plan.each + probes
        let all = plan.each + plan.strata.flatMap(\.members)
        let answers = all.reduce(0) { $0 + Int64(plan.entries[Int($1)].answerTokens) }
        let prompts = all.reduce(0) { $0 + Int64(plan.entries[Int($1)].promptTokens) }
        (leastCheckedCount, mostCheckedCount) = (certain.count, all.count)
        least = Cost(prefilledTokens: certain.reduce(0) { $0 + plan.entries[Int($1)].checkTokens })
        most = Cost(prefilledTokens: prompts + answers, generatedTokens: answers)
        regeneration = Cost(prefilledTokens: prompts, generatedTokens: answers)
    }
}
