/// The symbols of a piece while neighbours are merged: a doubly linked list in arrays.
struct SymbolChain {
    private static let none: Int32 = -1

    private var tokens: [Int32]
    private var previous: [Int32]
    private var next: [Int32]
    private var isMerged: [Bool]

    /// A chain of at most 2^31 - 1 symbols.
    init(_ symbols: [Int32]) {
        tokens = symbols
        previous = symbols.indices.map { Int32($0) - 1 }
        next = symbols.indices.map { $0 + 1 < symbols.count ? Int32($0 + 1) : Self.none }
        isMerged = [Bool](repeating: false, count: symbols.count)
    }

    /// Merges until no pair of neighbours is in the table; what is left.
    ///
    /// - Complexity: O(n log n): each merge adds two candidates at most.
    static func merging(_ symbols: [Int32], by table: MergeTable) -> [Int32] {
        guard symbols.count > 1 else { return symbols }
        var chain = SymbolChain(symbols)
        var queue = MergeQueue()
        for position in symbols.indices.dropLast() { chain.offer(Int32(position), table, &queue) }
        while let candidate = queue.removeFirst() { chain.take(candidate, table, &queue) }
        return chain.tokens.indices.filter { !chain.isMerged[$0] }.map { chain.tokens[$0] }
    }

    /// Adds the merge of the symbol at `left` with its neighbour, if there is one.
    private func offer(_ left: Int32, _ table: MergeTable, _ queue: inout MergeQueue) {
        guard left != Self.none, next[Int(left)] != Self.none else { return }
        guard let merge = table[tokens[Int(left)], tokens[Int(next[Int(left)])]] else { return }
        queue.add(MergeQueue.Candidate(merge, position: UInt32(left)))
    }

    /// Makes a merge, unless one of its symbols has become another one meanwhile.
    ///
    /// A pair that still leads to the same token is merged even if it is another pair than the candidate's, as the
    /// reference does.
    private mutating func take(_ candidate: MergeQueue.Candidate, _ table: MergeTable, _ queue: inout MergeQueue) {
        let left = candidate.position
        guard !isMerged[left], next[left] != Self.none else { return }
        let right = Int(next[left])
        guard table[tokens[left], tokens[right]]?.token == candidate.token else { return }
        tokens[left] = candidate.token
        isMerged[right] = true
        next[left] = next[right]
        if next[left] != Self.none { previous[Int(next[left])] = Int32(left) }
        offer(previous[left], table, &queue)
        offer(Int32(left), table, &queue)
    }
}
