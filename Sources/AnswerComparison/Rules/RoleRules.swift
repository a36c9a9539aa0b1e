/// Finds terms that have changed places in a statement, so that the same words say something else.
///
/// Words may stand in another order and say the same: a phrase is moved to the front, the members of a list change
/// places, the passive voice turns subject and object round. They do not where two terms have exchanged the
/// prepositions they depend on, or the words around them.
struct RoleRules {
    /// Terms that stand together in both statements.
    private struct Block {
        let earlier: Range<Int>
        let later: Range<Int>
    }

    /// What the order of the words shows.
    enum Finding: Hashable {
        /// The same terms in the same roles.
        case kept
        /// Two terms, by their indices in the earlier statement, have exchanged their roles.
        case exchanged(Int, Int)
        /// The order differs in a way that no rule explains.
        case unclear
    }

    private let earlier: Statement
    private let later: Statement
    private let blocks: [Block]
    private let partners: [Int?]

    /// Above this many blocks the order is not looked into.
    private static let mostBlocks = 64

    /// What the order of the words shows, seen from either statement.
    ///
    /// - Parameter partners: for each earlier term, the later one that says the same.
    /// - Complexity: O(*b*²) for *b* blocks, 64 at most.
    static func finding(_ earlier: Statement, _ later: Statement, partners: [Int?]) -> Finding {
        let finding = RoleRules(earlier, later, partners: partners).finding()
        guard finding == .kept else { return finding }
        var inverse = [Int?](repeating: nil, count: later.terms.count)
        for (index, partner) in partners.enumerated() { if let partner { inverse[partner] = index } }
        switch RoleRules(later, earlier, partners: inverse).finding() {
        case .kept: return .kept
        case .unclear: return .unclear
        case .exchanged(let first, let second):
            guard inverse.indices.contains(first), inverse.indices.contains(second), let one = inverse[first],
                let other = inverse[second]
            else { return .unclear }
            return .exchanged(min(one, other), max(one, other))
        }
    }

    private init(_ earlier: Statement, _ later: Statement, partners: [Int?]) {
        (self.earlier, self.later, self.partners) = (earlier, later, partners)
        blocks = Self.blocks(partners)
    }

    private func finding() -> Finding {
        let isInOrder = zip(blocks, blocks.dropFirst()).allSatisfy { $0.later.lowerBound < $1.later.lowerBound }
        if let agent = agentOfOnePassive {
            // The passive voice turns subject and object round: in the same order they have exchanged their roles.
            return isInOrder && agent > 0 ? .exchanged(0, agent) : .kept
        }
        if let (first, second) = exchangedPrepositions() { return .exchanged(first, second) }
        guard !isInOrder else { return .kept }
        guard blocks.count <= Self.mostBlocks else { return .unclear }
        for first in blocks.indices {
            for second in blocks.indices where second > first && isInverted(first, second) {
                if isExchange(first, second) {
                    return .exchanged(blocks[first].earlier.lowerBound, blocks[second].earlier.lowerBound)
                }
                if isInclusion(first, second) { return .unclear }
                if isSeries(first, second) {
                    return .exchanged(blocks[first].earlier.lowerBound, blocks[second].earlier.lowerBound)
                }
            }
        }
        return movedBlocks <= max(4, blocks.count / 2) ? .kept : .unclear
    }

    /// Where only one statement is in the passive voice: the earlier index of the agent, which follows "by" there
    /// alone.
    private var agentOfOnePassive: Int? {
        guard earlier.isPassive != later.isPassive else { return nil }
        return partners.indices.first { index in
            guard let partner = partners[index], earlier.terms[index].isWordLike else { return false }
            let isAgent = earlier.terms[index].governor == "by"
            let isAgentLater = later.terms[partner].governor == "by"
            return isAgent != isAgentLater && isAgent == earlier.isPassive
        }
    }

    private static func blocks(_ partners: [Int?]) -> [Block] {
        var blocks: [Block] = []
        for (index, partner) in partners.enumerated() {
            guard let partner else { continue }
            if let last = blocks.last, last.later.upperBound == partner, last.earlier.upperBound == index {
                blocks[blocks.count - 1] = Block(
                    earlier: last.earlier.lowerBound..<index + 1, later: last.later.lowerBound..<partner + 1)
            } else {
                blocks.append(Block(earlier: index..<index + 1, later: partner..<partner + 1))
            }
        }
        return blocks
    }

    private func isInverted(_ first: Int, _ second: Int) -> Bool {
        blocks[first].later.lowerBound > blocks[second].later.lowerBound
    }

    private func governor(_ statement: Statement, _ index: Int) -> String? {
        guard statement.terms.indices.contains(index) else { return nil }
        let governor = statement.terms[index].governor
        return statement.isPassive && governor == "by" ? nil : governor
    }

    /// Two terms of which each depends on the other's preposition.
    private func exchangedPrepositions() -> (Int, Int)? {
        let movable = partners.indices.filter { partners[$0] != nil && carriesRole(earlier.terms[$0]) }
        guard movable.count <= 128 else { return nil }
        for (position, first) in movable.enumerated() {
            for second in movable[(position + 1)...] {
                guard let firstLater = partners[first], let secondLater = partners[second] else { continue }
                let before = (governor(earlier, first), governor(earlier, second))
                let after = (governor(later, firstLater), governor(later, secondLater))
                guard before.0 != before.1, before.0 == after.1, before.1 == after.0 else { continue }
                if isDecisive(before.0, before.1) { return (first, second) }
            }
        }
        return nil
    }

    private func carriesRole(_ term: Term) -> Bool {
        switch term.value {
        case .word, .name, .quantity, .date: true
        default: false
        }
    }

    /// Prepositions that tell roles apart for certain.
    private func isDecisive(_ first: String?, _ second: String?) -> Bool {
        let pairs: [Set<String>] = [
            ["from", "to"], ["from", "into"], ["before", "after"], ["by", "to"], ["above", "below"], ["over", "under"],
            ["from", "by"], ["with", "without"], ["for", "against"],
        ]
        if first == "than" || second == "than" { return true }
        guard let first, let second else { return false }
        return pairs.contains([first, second])
    }

    /// Whether two blocks stand between the same neighbours, with their places exchanged.
    private func isExchange(_ first: Int, _ second: Int) -> Bool {
        let (left, right) = (blocks[first], blocks[second])
        guard !areCoordinated(left, right), !isSymmetric(left, right) else { return false }
        let before = (
            neighbours(earlier, left.earlier, right.earlier), neighbours(earlier, right.earlier, left.earlier)
        )
        let after = (neighbours(later, left.later, right.later), neighbours(later, right.later, left.later))
        let governorsFollow =
            governor(earlier, left.earlier.lowerBound) == governor(later, right.later.lowerBound)
            && governor(earlier, right.earlier.lowerBound) == governor(later, left.later.lowerBound)
        return before.0 == after.1 && before.1 == after.0 && before.0 != before.1 && governorsFollow
            && right.earlier.lowerBound > left.earlier.upperBound
    }

    private struct Neighbours: Equatable {
        let previous: String
        let next: String
    }

    private func neighbours(_ statement: Statement, _ block: Range<Int>, _ other: Range<Int>) -> Neighbours {
        func key(_ index: Int) -> String {
            guard statement.terms.indices.contains(index) else { return "" }
            return other.contains(index) ? "*" : statement.terms[index].key
        }
        return Neighbours(previous: key(block.lowerBound - 1), next: key(block.upperBound))
    }

    /// Whether only commas and conjunctions part the members of one list.
    private func areCoordinated(_ left: Block, _ right: Block) -> Bool {
        guard left.earlier.upperBound <= right.earlier.lowerBound else { return false }
        let between = earlier.terms[left.earlier.upperBound...right.earlier.lowerBound]
        return between.allSatisfy(\.isCoordinated)
    }

    /// Relations that hold both ways.
    private func isSymmetric(_ left: Block, _ right: Block) -> Bool {
        guard left.earlier.upperBound < right.earlier.lowerBound else { return false }
        let between = earlier.terms[left.earlier.upperBound..<right.earlier.lowerBound]
        let symmetric: Set<String> = [
            "equal", "ident", "identical", "differ", "different", "similar", "equival", "equivalent", "distanc", "=",
            "\u{2260}", "+", "\u{D7}", "same", "mari", "meet", "correspond", "paralel", "mutual", "symmetric",
        ]
        return between.count == 1 && between.contains { symmetric.contains($0.key) }
    }

    /// "Cats are animals" turned round: a class in a class, and not a name for a thing.
    private func isInclusion(_ first: Int, _ second: Int) -> Bool {
        let (left, right) = (blocks[first], blocks[second])
        guard left.earlier.upperBound == right.earlier.lowerBound else { return false }
        let term = earlier.terms[right.earlier.lowerBound]
        guard term.followsCopula, !term.isDefinite, term.quantity == nil, !term.isName else { return false }
        return !earlier.terms[left.earlier.lowerBound].isDefinite
            || earlier.terms[left.earlier.lowerBound].quantity != nil
    }

    /// "First this, then that": a series that is turned round, and no condition.
    private func isSeries(_ first: Int, _ second: Int) -> Bool {
        let terms = earlier.terms
        return terms[blocks[second].earlier.lowerBound].followsThen && later.terms.contains { $0.followsThen }
            && !terms.contains { $0.key == "if" }
    }

    /// How many blocks do not follow the one that they followed.
    private var movedBlocks: Int {
        let order = blocks.indices.sorted { blocks[$0].later.lowerBound < blocks[$1].later.lowerBound }
        return zip(order, order.dropFirst()).count { $0 + 1 != $1 }
    }
}
