/// The slots of a cache that no sequence has.
package struct FreeSlots {
    /// In order; between two of them is one that is taken.
    package private(set) var ranges: [Range<Int>]

    /// The slots `0..<count`, all of them free.
    package init(count: Int) { ranges = count > 0 ? [0..<count] : [] }

    /// Takes the first `count` adjacent ones; `nil` where there are not so many.
    ///
    /// Slots that were in use before are in memory already: the first are taken again and again.
    package mutating func take(_ count: Int) -> Range<Int>? {
        guard let index = ranges.firstIndex(where: { $0.count >= count }) else { return nil }
        let range = ranges[index], end = range.lowerBound + count
        ranges.replaceSubrange(index...index, with: end < range.upperBound ? [end..<range.upperBound] : [])
        return range.lowerBound..<end
    }

    /// Gives back what was taken.
    package mutating func give(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let index = ranges.firstIndex { $0.lowerBound >= range.upperBound } ?? ranges.endIndex
        let before = index > 0 && ranges[index - 1].upperBound == range.lowerBound ? index - 1 : index
        let after = index < ranges.endIndex && ranges[index].lowerBound == range.upperBound ? index + 1 : index
        let joined = ranges[before..<after].reduce(range) {
            min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
        }
        ranges.replaceSubrange(before..<after, with: [joined])
    }
}
