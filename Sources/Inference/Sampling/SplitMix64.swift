/// The generator of `bk1`: SplitMix64, whose first state is the seed (docs/numerics-bk1.md, section 13).
public struct SplitMix64: Sendable, Hashable {
    private var state: UInt64

    /// The sequence of a seed.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }

    /// A number in [0, 1): the upper 53 bits of the next word.
    mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
