/// Which two tokens become one, and in which order: byte pair encoding as learnt.
struct MergeTable: Sendable {
    /// A merge of two neighbours.
    struct Merge: Sendable {
        /// The place in the order in which merges were learnt; lower comes first.
        let rank: UInt32
        /// What the two become.
        let token: Int32
    }

    private var merges: [UInt64: Merge] = [:]

    var count: Int { merges.count }

    /// Adds the next merge; false where the pair has one already.
    mutating func add(_ left: Int32, _ right: Int32, becomes token: Int32) -> Bool {
        let merge = Merge(rank: UInt32(merges.count), token: token)
        return merges.updateValue(merge, forKey: Self.key(left, right)) == nil
    }

    subscript(left: Int32, right: Int32) -> Merge? { merges[Self.key(left, right)] }

    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }
}
