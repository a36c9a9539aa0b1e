/// Which terms of two statements say the same, and which are left over.
struct TermMatching {
    let earlier: [Term]
    let later: [Term]
    /// For each earlier term, the later one that says the same.
    private(set) var partners: [Int?]
    private(set) var isMatchedLater: [Bool]
    /// Pairs of opposites.
    private(set) var opposites: [(Int, Int)] = []

    /// Above this many pairs of terms, equal ones are matched in their order, not by the longest common subsequence.
    private static let largestTable = 40_000

    /// Matches equal terms, then those that mean the same, then opposites.
    ///
    /// - Complexity: O(*n* · *m*) for *n* and *m* terms, up to the largest table.
    init(_ earlier: [Term], _ later: [Term], lexicon: Lexicon) {
        (self.earlier, self.later) = (earlier, later)
        partners = Array(repeating: nil, count: earlier.count)
        isMatchedLater = Array(repeating: false, count: later.count)
        matchCommonSubsequence()
        matchEqualKeys()
        matchRemaining(Self.agree)
        if lexicon.basis == .language {
            matchCompounds()
            matchInitials()
            matchRemaining { $0.isWordLike && $1.isWordLike && lexicon.shareRoot($0.key, $1.key) }
            matchOpposites(lexicon)
        }
    }

    var leftEarlier: [Int] { earlier.indices.filter { partners[$0] == nil } }
    var leftLater: [Int] { later.indices.filter { !isMatchedLater[$0] } }

    /// Matches two terms that a rule has settled.
    mutating func settle(_ first: Int, _ second: Int) {
        partners[first] = second
        isMatchedLater[second] = true
    }

    private static func agree(_ first: Term, _ second: Term) -> Bool {
        if let left = first.quantity, let right = second.quantity {
            return [.same, .rounded].contains(left.relation(to: right)) && !left.bound.opposes(right.bound)
        }
        return false
    }

    private mutating func matchRemaining(_ agree: (Term, Term) -> Bool) {
        let (left, right) = (leftEarlier, leftLater)
        guard left.count * right.count <= Self.largestTable else { return }
        for first in left {
            if let second = right.first(where: { !isMatchedLater[$0] && agree(earlier[first], later[$0]) }) {
                settle(first, second)
            }
        }
    }

    /// Matches equal terms wherever they stand, the first with the first.
    private mutating func matchEqualKeys() {
        var places: [String: [Int]] = [:]
        for index in leftLater.reversed() { places[later[index].key, default: []].append(index) }
        for index in leftEarlier {
            if let place = places[earlier[index].key]?.popLast() { settle(index, place) }
        }
    }

    private mutating func matchCommonSubsequence() {
        let (rows, columns) = (earlier.count, later.count)
        guard rows > 0, columns > 0, rows * columns <= Self.largestTable else { return }
        var lengths = Array(repeating: Int32(0), count: (rows + 1) * (columns + 1))
        let width = columns + 1
        func gain(_ row: Int, _ column: Int) -> Int32 {
            guard earlier[row].key == later[column].key else { return 0 }
            // Of two words that are equal, the one that is denied as well is the nearer.
            let weight: Int32 = earlier[row].isNegated == later[column].isNegated ? 3 : 2
            return lengths[(row + 1) * width + column + 1] + weight
        }
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for column in stride(from: columns - 1, through: 0, by: -1) {
                let skipped = max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
                lengths[row * width + column] = max(skipped, gain(row, column))
            }
        }
        var (row, column) = (0, 0)
        while row < rows, column < columns {
            if gain(row, column) > 0, gain(row, column) == lengths[row * width + column] {
                settle(row, column)
                (row, column) = (row + 1, column + 1)
            } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
                row += 1
            } else {
                column += 1
            }
        }
    }

    /// "checkpoint" and "check point", "data centre" and "datacentre".
    private mutating func matchCompounds() {
        func join(_ terms: [Term], _ left: [Int], _ others: [Term], _ rest: [Int], _ found: (Int, Int, Int) -> Void) {
            for (first, second) in zip(left, left.dropFirst()) where second == first + 1 {
                guard terms[first].isWordLike, terms[second].isWordLike else { continue }
                let joined = terms[first].key + terms[second].key
                if let other = rest.first(where: { others[$0].isWordLike && others[$0].key == joined }) {
                    found(first, second, other)
                }
            }
        }
        var (split, whole) = ([(Int, Int, Int)](), [(Int, Int, Int)]())
        guard leftEarlier.count * leftLater.count <= Self.largestTable else { return }
        join(earlier, leftEarlier, later, leftLater) { split.append(($0, $1, $2)) }
        join(later, leftLater, earlier, leftEarlier) { whole.append(($0, $1, $2)) }
        for (first, second, other) in split where partners[first] == nil && !isMatchedLater[other] {
            settle(first, other)
            partners[second] = other
        }
        for (first, second, other) in whole where partners[other] == nil && !isMatchedLater[first] {
            settle(other, first)
            isMatchedLater[second] = true
        }
    }

    /// "IEA" and "International Energy Agency".
    private mutating func matchInitials() {
        for short in leftEarlier where earlier[short].isCertainName {
            guard let run = Self.run(of: earlier[short].key, in: later, leftLater) else { continue }
            partners[short] = run.first
            for index in run { isMatchedLater[index] = true }
        }
        for short in leftLater where later[short].isCertainName {
            guard let run = Self.run(of: later[short].key, in: earlier, leftEarlier) else { continue }
            isMatchedLater[short] = true
            for index in run { partners[index] = short }
        }
    }

    private static func run(of initials: String, in terms: [Term], _ left: [Int]) -> [Int]? {
        let letters = Array(initials.utf8)
        guard (2...6).contains(letters.count), left.count >= letters.count, left.count < 200 else { return nil }
        for start in 0...(left.count - letters.count) {
            let run = Array(left[start..<start + letters.count])
            let fits = zip(run, letters).allSatisfy { terms[$0].key.utf8.first == $1 }
            if fits, run.last.map({ $0 - run[0] == letters.count - 1 }) == true { return run }
        }
        return nil
    }

    private mutating func matchOpposites(_ lexicon: Lexicon) {
        let (left, right) = (leftEarlier, leftLater)
        guard left.count * right.count <= Self.largestTable else { return }
        for first in left {
            let found = right.first {
                !isMatchedLater[$0] && Self.areOpposed(earlier[first], later[$0], lexicon)
            }
            guard let second = found else { continue }
            opposites.append((first, second))
            settle(first, second)
        }
    }

    private static func areOpposed(_ first: Term, _ second: Term, _ lexicon: Lexicon) -> Bool {
        if case .symbol = first.value, case .symbol = second.value {
            return first.key != second.key && !["\u{2192}"].contains(first.key)
        }
        return first.isWordLike && second.isWordLike && lexicon.areOpposed(first.key, second.key)
    }
}

extension Term {
    /// Whether it is a word or a name.
    var isWordLike: Bool { value == .word || isName }
}

extension TermMatching {
    /// The share of terms that both have; those replaced by their like count half.
    var overlap: Double {
        guard !earlier.isEmpty || !later.isEmpty else { return 1 }
        let (left, right) = (leftEarlier.map { earlier[$0] }, leftLater.map { later[$0] })
        func replaced(_ isLike: (Term) -> Bool) -> Double {
            Double(min(left.count(where: isLike), right.count(where: isLike)))
        }
        let likes =
            replaced { $0.quantity != nil || $0.date != nil } + replaced(\.isName) + replaced { $0.quantifier != nil }
            + replaced { $0.modal != nil }
        let same = Double(earlier.count - left.count + later.count - right.count)
        return (same + likes * 1.2) / Double(earlier.count + later.count)
    }
}
