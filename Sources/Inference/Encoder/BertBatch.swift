internal import CKernels

/// Sequences of tokens that pass through the layers together: row after row, without padding.
struct BertBatch {
    /// One sequence.
    struct Sequence {
        /// Its rows among those of the batch.
        let rows: Range<Int>
        /// Where its keys begin, a multiple of 16: attention reads them in blocks of so many positions.
        let slot: Int
        /// The room for its keys, a multiple of 16.
        var slotCount: Int { BertBatch.slotCount(rows.count) }
    }

    /// The tokens of all sequences.
    private(set) var tokens: [Int32] = []
    private(set) var sequences: [Sequence] = []
    /// The room for the keys of all sequences.
    private(set) var slotCount = 0

    mutating func append(_ sequence: [Int32]) {
        sequences.append(Sequence(rows: tokens.count..<tokens.count + sequence.count, slot: slotCount))
        slotCount += Self.slotCount(sequence.count)
        tokens += sequence
    }

    /// So many slots make use of weights that were once fetched, and activations that the caches still hold.
    private static let mostSlots = 1024

    /// Cuts sequences into batches; what a sequence yields does not depend on its batch.
    static func batches(of sequences: [[Int32]]) -> [BertBatch] {
        var batches: [BertBatch] = []
        for sequence in sequences {
            if let last = batches.last, last.slotCount + slotCount(sequence.count) <= mostSlots {
                batches[batches.count - 1].append(sequence)
            } else {
                var batch = BertBatch()
                batch.append(sequence)
                batches.append(batch)
            }
        }
        return batches
    }

    private static func slotCount(_ count: Int) -> Int {
        (count + Int(BK1_GROUP) - 1) / Int(BK1_GROUP) * Int(BK1_GROUP)
    }
}
