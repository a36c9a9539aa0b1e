/// What work cost.
public struct Cost: Sendable, Hashable {
    /// Tokens that were read, many at a time.
    public var prefilledTokens: Int64
    /// Tokens that were written, one after another.
    public var generatedTokens: Int64
    /// CPU seconds of this process; what an external engine spends is not known here.
    public var cpuSeconds: Double
    /// Joules, where a meter measured them.
    public var joules: Double?

    /// Tokens read and written.
    public var tokenCount: Int64 { prefilledTokens + generatedTokens }

    /// No work.
    public static let zero = Cost()

    /// What work cost.
    ///
    /// - Precondition: No figure is negative or infinite.
    public init(
        prefilledTokens: Int64 = 0, generatedTokens: Int64 = 0, cpuSeconds: Double = 0, joules: Double? = nil
    ) {
        precondition(
            prefilledTokens >= 0 && generatedTokens >= 0 && cpuSeconds >= 0 && cpuSeconds.isFinite
                && (joules ?? 0) >= 0 && (joules ?? 0).isFinite,
            "a cost is finite and not negative: \(prefilledTokens), \(generatedTokens), \(cpuSeconds), \(joules ?? 0)")
        self.prefilledTokens = prefilledTokens
        self.generatedTokens = generatedTokens
        self.cpuSeconds = cpuSeconds
        self.joules = joules
    }

    /// The costs with CPU seconds of work that was done for all together: shared out by their tokens.
    public static func sharing(_ cpuSeconds: Double, among costs: [Cost]) -> [Cost] {
        let tokenCount = costs.reduce(0) { $0 + $1.tokenCount }
        guard tokenCount > 0 else { return costs }
        return costs.map { cost in
            var shared = cost
            shared.cpuSeconds += max(0, cpuSeconds) * Double(cost.tokenCount) / Double(tokenCount)
            return shared
        }
    }

    /// The cost of both; joules are known where they are for either.
    public static func + (lhs: Cost, rhs: Cost) -> Cost {
        let joules = lhs.joules == nil && rhs.joules == nil ? nil : (lhs.joules ?? 0) + (rhs.joules ?? 0)
        return Cost(
            prefilledTokens: lhs.prefilledTokens + rhs.prefilledTokens,
            generatedTokens: lhs.generatedTokens + rhs.generatedTokens, cpuSeconds: lhs.cpuSeconds + rhs.cpuSeconds,
            joules: joules)
    }
}
