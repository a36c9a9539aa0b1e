/// Elements that two sequences have in common, in the order of both: what a comparison calls unchanged.
///
/// A longest one for up to about a thousand elements between the first and the last difference. Beyond that the elements that stand
/// once on each side are aligned first ([patience diff](https://bramcohen.livejournal.com/73318.html)), which keeps time and memory
/// near linear and blocks that people wrote as one together.
struct CommonSubsequence {
    /// A position on each side; both rise.
    private(set) var pairs: [(left: Int, right: Int)] = []

    private struct Block {
        var left: Range<Int>
        var right: Range<Int>
        var depth = 0
    }

    private static let maximumTable = 1 << 20
    /// Each level is linear; a text made to need many is compared coarsely instead.
    private static let maximumDepth = 32

    init(_ left: [Int], _ right: [Int]) {
        // A stack of our own: how deep blocks lie in each other is up to the texts.
        var blocks = [Block(left: left.indices, right: right.indices)]
        while var block = blocks.popLast() {
            trim(&block, left, right)
            guard !block.left.isEmpty, !block.right.isEmpty else { continue }
            if block.left.count <= Self.maximumTable / block.right.count {
                appendLongest(block, left, right)
            } else if block.depth < Self.maximumDepth {
                blocks += Self.blocks(between: Self.anchors(block, left, right), of: block)
            }
        }
        pairs.sort { $0.left < $1.left }
    }

    /// Takes equal elements off both ends.
    private mutating func trim(_ block: inout Block, _ left: [Int], _ right: [Int]) {
        while let first = block.left.first, let other = block.right.first, left[first] == right[other] {
            pairs.append((first, other))
            (block.left, block.right) = (block.left.dropFirst(), block.right.dropFirst())
        }
        while let last = block.left.last, let other = block.right.last, left[last] == right[other] {
            pairs.append((last, other))
            (block.left, block.right) = (block.left.dropLast(), block.right.dropLast())
        }
    }

    /// A longest common subsequence, by the table of the lengths of those of every two suffixes.
    private mutating func appendLongest(_ block: Block, _ left: [Int], _ right: [Int]) {
        let (rows, columns) = (block.left.count, block.right.count)
        var lengths = [UInt16](repeating: 0, count: (rows + 1) * (columns + 1))
        for row in (0..<rows).reversed() {
            for column in (0..<columns).reversed() {
                let place = row * (columns + 1) + column
                let isEqual = left[block.left.lowerBound + row] == right[block.right.lowerBound + column]
                lengths[place] =
                    isEqual
                    ? lengths[place + columns + 2] + 1 : max(lengths[place + columns + 1], lengths[place + 1])
            }
        }
        var (row, column) = (0, 0)
        while row < rows, column < columns {
            let place = row * (columns + 1) + column
            if left[block.left.lowerBound + row] == right[block.right.lowerBound + column] {
                pairs.append((block.left.lowerBound + row, block.right.lowerBound + column))
                (row, column) = (row + 1, column + 1)
            } else if lengths[place + columns + 1] >= lengths[place + 1] {
                row += 1
            } else {
                column += 1
            }
        }
    }

    /// The longest rising sequence of the elements that stand once on each side.
    private static func anchors(_ block: Block, _ left: [Int], _ right: [Int]) -> [(left: Int, right: Int)] {
        let (places, others) = (single(block.left, of: left), single(block.right, of: right))
        var heads: [(left: Int, right: Int, before: Int?)] = []
        var tails: [Int] = []
        for index in block.left where places[left[index]] == .some(index) {
            guard case .some(.some(let other)) = others[left[index]] else { continue }
            var (low, high) = (0, tails.count)
            while low < high {
                let middle = (low + high) / 2
                if heads[tails[middle]].right < other { low = middle + 1 } else { high = middle }
            }
            heads.append((index, other, low > 0 ? tails[low - 1] : nil))
            if low == tails.count { tails.append(heads.count - 1) } else { tails[low] = heads.count - 1 }
        }
        var anchors: [(left: Int, right: Int)] = []
        var next = tails.last
        while let index = next {
            anchors.append((heads[index].left, heads[index].right))
            next = heads[index].before
        }
        return anchors.reversed()
    }

    /// The place of each element that stands once; `.some(nil)` for others.
    private static func single(_ range: Range<Int>, of elements: [Int]) -> [Int: Int?] {
        var places: [Int: Int?] = [:]
        for index in range {
            places.updateValue(places[elements[index]] == nil ? index : nil, forKey: elements[index])
        }
        return places
    }

    /// The blocks that start at each anchor, and the one before the first; none where there is no anchor.
    private static func blocks(between anchors: [(left: Int, right: Int)], of block: Block) -> [Block] {
        guard !anchors.isEmpty else { return [] }
        let starts = [(left: block.left.lowerBound, right: block.right.lowerBound)] + anchors
        let ends = anchors + [(left: block.left.upperBound, right: block.right.upperBound)]
        return zip(starts, ends).map { start, end in
            Block(left: start.left..<end.left, right: start.right..<end.right, depth: block.depth + 1)
        }
    }
}
