/// Merges that are due, the lowest rank first and of one rank the leftmost: a binary heap.
struct MergeQueue {
    /// A merge that was possible when it was added.
    struct Candidate {
        /// The rank above, the position of the left symbol below.
        fileprivate let order: UInt64
        /// What the two become.
        let token: Int32

        init(_ merge: MergeTable.Merge, position: UInt32) {
            order = UInt64(merge.rank) << 32 | UInt64(position)
            token = merge.token
        }

        /// The position of the left symbol.
        var position: Int { Int(UInt32(truncatingIfNeeded: order)) }
    }

    private var heap: [Candidate] = []

    /// - Complexity: O(log n)
    mutating func add(_ candidate: Candidate) {
        heap.append(candidate)
        var child = heap.count - 1
        while child > 0, heap[child].order < heap[(child - 1) / 2].order {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// - Complexity: O(log n)
    mutating func removeFirst() -> Candidate? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].order < heap[least].order { least = child }
            }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
