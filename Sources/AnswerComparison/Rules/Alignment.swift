/// Which statements of two answers speak of the same.
///
/// Statements that are equal pair first. Of the rest, each looks at the few that share most terms with it, and
/// the best pairs are taken first. What is then left joins a pair that it completes, as a sentence does that was
/// split.
struct Alignment {
    /// Statements of both answers that are compared as one.
    struct Group {
        var earlier: [Int]
        var later: [Int]
        /// Whether they share enough for a difference to be one about the same.
        var isTight: Bool
    }

    private(set) var groups: [Group] = []
    private(set) var dropped: [Int] = []
    private(set) var added: [Int] = []

    private let earlier: [Statement]
    private let later: [Statement]
    private let lexicon: Lexicon

    /// At least this share of terms in common makes a pair tight.
    private static let tight = 0.5
    /// At least this share makes a pair.
    private static let loose = 0.25
    /// How many of the best candidates each statement looks at.
    private static let candidateCount = 8
    /// How many pairs of statements are looked at, besides eight for each statement.
    private static let mostPairs = 160_000
    /// The most statements for which a similarity is asked.
    private static let mostForSimilarity = 128

    init(
        _ earlier: [Statement], _ later: [Statement], lexicon: Lexicon, similarity: (any SentenceSimilarity)?
    ) throws {
        (self.earlier, self.later, self.lexicon) = (earlier, later, lexicon)
        matchEqual()
        try matchBest(similarity)
        joinParts()
        mergeCrosswise()
        settleRest()
    }

    private var restEarlier: [Int] {
        let taken = Set(groups.flatMap(\.earlier))
        return earlier.indices.filter { !taken.contains($0) && !earlier[$0].isCode }
    }

    private var restLater: [Int] {
        let taken = Set(groups.flatMap(\.later))
        return later.indices.filter { !taken.contains($0) && !later[$0].isCode }
    }

    private mutating func matchEqual() {
        var positions: [String: [Int]] = [:]
        for index in later.indices.reversed() where !later[index].isCode {
            positions[later[index].key, default: []].append(index)
        }
        for index in earlier.indices where !earlier[index].isCode {
            guard let match = positions[earlier[index].key]?.popLast() else { continue }
            groups.append(Group(earlier: [index], later: [match], isTight: true))
        }
    }

    private mutating func matchBest(_ similarity: (any SentenceSimilarity)?) throws {
        let (left, right) = (restEarlier, restLater)
        guard !left.isEmpty, !right.isEmpty else { return }
        let proposed = try proposals(left, right, similarity)
        var pairs: [(score: Double, overlap: Double, earlier: Int, later: Int)] = []
        for first in left {
            for second in candidates(first, right) {
                let overlap = overlap(first, second)
                let bonus = proposed[first]?[second] ?? 0
                let nearness = 0.02 / Double(1 + abs(first - second))
                guard overlap >= Self.loose || overlap > 0.1 && bonus > 0.6 else { continue }
                pairs.append((overlap + 0.2 * bonus + nearness, overlap, first, second))
            }
        }
        pairs.sort { ($0.score, $1.earlier, $1.later) > ($1.score, $0.earlier, $0.later) }
        var (takenEarlier, takenLater) = (Set<Int>(), Set<Int>())
        for pair in pairs where !takenEarlier.contains(pair.earlier) && !takenLater.contains(pair.later) {
            takenEarlier.insert(pair.earlier)
            takenLater.insert(pair.later)
            groups.append(
                Group(earlier: [pair.earlier], later: [pair.later], isTight: pair.overlap >= Self.tight))
        }
    }

    /// What the model proposes, by both indices; it ranks pairs and decides none.
    private func proposals(_ left: [Int], _ right: [Int], _ similarity: (any SentenceSimilarity)?) throws
        -> [Int: [Int: Double]]
    {
        guard let similarity, left.count <= Self.mostForSimilarity, right.count <= Self.mostForSimilarity else {
            return [:]
        }
        let rows = try similarity.similarities(left.map { earlier[$0].text }, right.map { later[$0].text })
        var proposals: [Int: [Int: Double]] = [:]
        for (first, row) in zip(left, rows) {
            for (second, value) in zip(right, row) where value.isFinite {
                proposals[first, default: [:]][second] = Double(value)
            }
        }
        return proposals
    }

    private func candidates(_ index: Int, _ right: [Int]) -> [Int] {
        if right.count <= Self.candidateCount { return right }
        let keys = Set(earlier[index].terms.map(\.key))
        var shared: [(count: Int, index: Int)] = []
        for other in nearby(index, right) {
            let count = later[other].terms.count { keys.contains($0.key) }
            if count > 0 { shared.append((count, other)) }
        }
        shared.sort { ($0.count, $1.index) > ($1.count, $0.index) }
        return shared.prefix(Self.candidateCount).map(\.index)
    }

    /// All of the rest where they are few; otherwise a band around the same place, so that the work stays in bounds.
    private func nearby(_ index: Int, _ right: [Int]) -> ArraySlice<Int> {
        let width = max(8, Self.mostPairs / right.count)
        guard right.count > width else { return right[...] }
        let place = index * later.count / max(1, earlier.count)
        let middle = right.partitioningIndex { $0 >= place }
        return right[max(0, middle - width / 2)..<min(right.count, middle + width / 2)]
    }

    /// The share of terms that two statements have in common; terms that are replaced by their like count half.
    private func overlap(_ first: Int, _ second: Int) -> Double {
        let matching = TermMatching(earlier[first].terms, later[second].terms, lexicon: lexicon)
        return matching.overlap
    }

    /// Adds to a group what completes it: sentences that were split, list items that were a sentence.
    private mutating func joinParts() {
        guard (restEarlier.count + restLater.count) * groups.count <= Self.mostPairs * 8 else { return }
        for index in restLater { join(index, isLater: true) }
        for index in restEarlier { join(index, isLater: false) }
    }

    private mutating func join(_ index: Int, isLater: Bool) {
        let part = isLater ? later[index] : earlier[index]
        var best: (coverage: Double, group: Int)?
        for (position, group) in groups.enumerated() {
            let near = isLater ? group.later : group.earlier
            guard near.contains(where: { abs($0 - index) <= 12 }) else { continue }
            let (left, right) = statements(of: group)
            guard left.key != right.key else { continue }
            let matching = TermMatching(left.terms, right.terms, lexicon: lexicon)
            let open =
                isLater
                ? matching.leftEarlier.map { left.terms[$0].key } : matching.leftLater.map { right.terms[$0].key }
            let found = Set(open)
            let coverage = Double(part.terms.count { found.contains($0.key) }) / Double(max(1, part.terms.count))
            if coverage >= 0.6, coverage > best?.coverage ?? 0 { best = (coverage, position) }
        }
        guard let best else { return }
        if isLater {
            groups[best.group].later = (groups[best.group].later + [index]).sorted()
        } else {
            groups[best.group].earlier = (groups[best.group].earlier + [index]).sorted()
        }
        let (left, right) = statements(of: groups[best.group])
        let matching = TermMatching(left.terms, right.terms, lexicon: lexicon)
        groups[best.group].isTight = matching.overlap >= Self.tight
    }

    /// Merges groups of which one has the words that the other lacks: the same statements, divided in another way.
    private mutating func mergeCrosswise() {
        var open = groups.indices.compactMap { index -> OpenGroup? in
            let (left, right) = statements(of: groups[index])
            guard left.key != right.key else { return nil }
            let matching = TermMatching(left.terms, right.terms, lexicon: lexicon)
            let keys = (
                Set(matching.leftEarlier.filter { left.terms[$0].isWordLike }.map { left.terms[$0].key }),
                Set(matching.leftLater.filter { right.terms[$0].isWordLike }.map { right.terms[$0].key })
            )
            return keys.0.isEmpty == keys.1.isEmpty ? nil : OpenGroup(index: index, missing: keys.0, added: keys.1)
        }
        guard open.count > 1, open.count <= 64 else { return }
        var emptied: Set<Int> = []
        while let first = open.popLast() {
            guard let position = open.firstIndex(where: { $0.completes(first) }) else { continue }
            groups[open[position].index].earlier = (groups[open[position].index].earlier + groups[first.index].earlier)
                .sorted()
            groups[open[position].index].later = (groups[open[position].index].later + groups[first.index].later)
                .sorted()
            emptied.insert(first.index)
        }
        groups = groups.indices.filter { !emptied.contains($0) }.map { groups[$0] }
    }

    /// A group with terms that only one side has.
    private struct OpenGroup {
        let index: Int
        let missing: Set<String>
        let added: Set<String>

        /// Whether most of what one lacks stands in the other, on the other side.
        func completes(_ other: OpenGroup) -> Bool {
            let found = missing.intersection(other.added).count + added.intersection(other.missing).count
            let total = min(missing.count + added.count, other.missing.count + other.added.count)
            return found * 2 > total && found > 0
        }
    }

    /// The statements of a group, joined.
    func statements(of group: Group) -> (earlier: Statement, later: Statement) {
        (
            earlier[group.earlier[0]].joined(with: group.earlier.dropFirst().map { earlier[$0] }),
            later[group.later[0]].joined(with: group.later.dropFirst().map { later[$0] })
        )
    }

    /// Pairs of what was dropped and what was added between the same neighbours: one may be the other, rewritten.
    var rewritten: [(Int, Int)] {
        let places = Dictionary(groups.flatMap { group in group.earlier.map { ($0, group.later[0]) } }) { first, _ in
            first
        }
        var (found, rest) = ([(Int, Int)](), Set(added))
        for index in dropped where earlier[index].kind != .heading {
            let before = stride(from: index - 1, through: 0, by: -1).lazy.compactMap { places[$0] }.first ?? -1
            guard
                let match = (before + 1..<later.count).first(where: { !rest.contains($0) || later[$0].kind != .heading }
                ),
                rest.contains(match)
            else { continue }
            rest.remove(match)
            found.append((index, match))
        }
        return found
    }

    private mutating func settleRest() {
        (dropped, added) = (restEarlier, restLater)
        groups.sort { $0.earlier[0] < $1.earlier[0] }
    }
}

extension [Int] {
    /// The index of the first element that satisfies a condition which all after it satisfy; binary search.
    fileprivate func partitioningIndex(_ condition: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Statement {
    /// Whether it is code, which is compared as it stands.
    var isCode: Bool {
        if case .code = kind { true } else { false }
    }
}
