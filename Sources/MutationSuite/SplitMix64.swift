/// The generator SplitMix64: one seed gives one sequence, on every machine.
///
/// Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators (2014), figure 17.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator for one purpose: the same seed gives another sequence for another purpose.
    init(seed: UInt64, purpose: String) {
        // FNV-1a, 64 bits.
        state = purpose.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01b3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    /// An index below `count`, which is positive; the bias of the remainder is below count / 2^64.
    mutating func index(below count: Int) -> Int { Int(next() % UInt64(count)) }

    /// The elements in another order (Fisher and Yates).
    ///
    /// Written here, since the standard library may change the order that its own `shuffled` gives for one sequence.
    mutating func shuffle<Element>(_ elements: [Element]) -> [Element] {
        var shuffled = elements
        for last in shuffled.indices.dropFirst().reversed() { shuffled.swapAt(last, index(below: last + 1)) }
        return shuffled
    }
}
