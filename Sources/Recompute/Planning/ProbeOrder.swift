internal import JSON

/// A repeatable shuffle: Fisher and Yates, with SplitMix64 (Steele, Lea and Flood 2014) as the source of numbers.
///
/// An auditor who knows seed and members draws the same probes; that no one chose them to suit follows from the seed,
/// which follows from model and policy.
struct ProbeOrder: RandomNumberGenerator {
    private var state: UInt64

    /// The order of one stratum, which follows from the recomputation's seed and the stratum, and from no other
    /// stratum.
    init(seed: UInt64, _ stratum: Stratum) {
        state = UInt64(leading: ["seed": .string("\(seed)"), "stratum": stratum.json])
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    /// The members in the order of probing. The choice below a bound is by the high half of a 128-bit product, whose
    /// bias is below 2⁻³² for any number of members that a plan can have.
    mutating func shuffle(_ members: inout [Int32]) {
        guard members.count > 1 else { return }
        for last in stride(from: members.count - 1, to: 0, by: -1) {
            members.swapAt(last, Int(next().multipliedFullWidth(by: UInt64(last + 1)).high))
        }
    }
}
