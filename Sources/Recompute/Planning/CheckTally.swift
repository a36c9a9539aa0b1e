/// What the checks of one stratum have found so far.
public struct CheckTally: Sendable, Hashable {
    /// How many documents have each outcome; a failed one is counted once its attempts are used up.
    public internal(set) var outcomes: [Outcome: Int] = [:]
    /// How many wait for a person, since only one can tell.
    public internal(set) var undecided = 0
    /// How many were attested by sample.
    public internal(set) var attestedBySample = 0
    /// How many were withdrawn or superseded meanwhile.
    public internal(set) var voided = 0

    /// How many were checked.
    public var checked: Int { outcomes.values.reduce(undecided, +) }

    /// How many need not be looked at again.
    var settled: Int { checked + attestedBySample + voided }

    mutating func add(_ outcome: Outcome?) {
        if let outcome { outcomes[outcome, default: 0] += 1 } else { undecided += 1 }
    }

    static func + (lhs: CheckTally, rhs: CheckTally) -> CheckTally {
        var sum = lhs
        sum.outcomes.merge(rhs.outcomes, uniquingKeysWith: +)
        sum.undecided += rhs.undecided
        sum.attestedBySample += rhs.attestedBySample
        sum.voided += rhs.voided
        return sum
    }
}
