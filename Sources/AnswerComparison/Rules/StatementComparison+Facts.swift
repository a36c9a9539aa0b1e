/// Quantities, dates and names that are left over on both sides.
extension StatementComparison {
    mutating func compareQuantities() {
        let (ones, others) = countable(
            left.filter { earlier.terms[$0].quantity != nil }, right.filter { later.terms[$0].quantity != nil })
        for preferred in [Quantity.Relation.otherNumber, .otherUnit, .unrelated] {
            for first in ones where !isSettled.earlier.contains(first) {
                guard let quantity = earlier.terms[first].quantity else { continue }
                let second = others.first {
                    !isSettled.later.contains($0) && later.terms[$0].quantity.map(quantity.relation) == preferred
                }
                guard let second else { continue }
                settle(first, second)
                if preferred == .otherUnit, isUnitElided(first, second) {
                    add(.unit, .form, first, second, "The unit is that of the quantity before")
                    continue
                }
                let kind: Difference.Kind = preferred == .otherNumber ? .number : .unit
                add(
                    kind, preferred == .unrelated && !isReplaced(first, second) ? .undecided : .contradiction, first,
                    second,
                    kind == .number ? "Another number" : "Another unit")
            }
        }
    }

    /// Whether one has no unit where the statement says it with another quantity: "A has 5 km and B has 7".
    private func isUnitElided(_ first: Int, _ second: Int) -> Bool {
        guard let one = earlier.terms[first].quantity, let other = later.terms[second].quantity else { return false }
        if one.unit.isNone { return earlier.terms.contains { $0.quantity?.unit == other.unit } }
        return other.unit.isNone && later.terms.contains { $0.quantity?.unit == one.unit }
    }

    /// The first of both; so many pairs are compared at most.
    private func countable(_ ones: [Int], _ others: [Int]) -> (ArraySlice<Int>, ArraySlice<Int>) {
        (ones.prefix(Self.mostOfAKind), others.prefix(Self.mostOfAKind))
    }

    /// How many quantities or dates of one statement are compared with those of another.
    private static let mostOfAKind = 200

    mutating func compareDates() {
        let (ones, others) = countable(
            left.filter { earlier.terms[$0].date != nil }, right.filter { later.terms[$0].date != nil })
        for first in ones {
            for second in others where !isSettled.later.contains(second) && !isSettled.earlier.contains(first) {
                guard let date = earlier.terms[first].date, let other = later.terms[second].date else { continue }
                switch date.relation(to: other) {
                case .other:
                    settle(first, second)
                    add(.date, .contradiction, first, second, "Another date")
                case .refined:
                    settle(first, second)
                    add(.date, .revision, first, second, "The same date, stated more or less exactly")
                case .same, .unrelated: continue
                }
            }
        }
        compareYearsWithCounts()
    }

    /// A number that is a year on one side and a count on the other.
    private mutating func compareYearsWithCounts() {
        func isNumeric(_ term: Term) -> Bool { term.date != nil || term.quantity != nil }
        let (ones, others) = countable(
            left.filter { isNumeric(earlier.terms[$0]) }, right.filter { isNumeric(later.terms[$0]) })
        for first in ones {
            for second in others where !isSettled.later.contains(second) && !isSettled.earlier.contains(first) {
                guard (earlier.terms[first].date == nil) != (later.terms[second].date == nil), isReplaced(first, second)
                else {
                    continue
                }
                settle(first, second)
                add(.number, .contradiction, first, second, "Another number")
            }
        }
    }

    mutating func compareNames() {
        let names = (left.filter { earlier.terms[$0].isName }, right.filter { later.terms[$0].isName })
        guard let first = names.0.first, let second = names.1.first else { return }
        let areCertain =
            names.0.contains { earlier.terms[$0].isCertainName } || names.1.contains { later.terms[$0].isCertainName }
            || areLoneSubjects(first, second)
        for name in names.0 { isSettled.earlier.insert(name) }
        for name in names.1 { isSettled.later.insert(name) }
        let (one, other) = (run(from: first, in: names.0), run(from: second, in: names.1))
        differences.append(
            Difference(
                kind: .entity, weight: areCertain ? .contradiction : .undecided,
                earlier: span(one, earlier, source.earlier),
                later: span(other, later, source.later), note: "Another name"))
    }

    /// Whether two first words that may be names are all that differs, and no table knows them.
    private func areLoneSubjects(_ first: Int, _ second: Int) -> Bool {
        let (one, other) = (earlier.terms[first].key, later.terms[second].key)
        guard matching.leftEarlier == [first], matching.leftLater == [second], first == second else { return false }
        return lexicon.areOtherKinds(one, other) || !lexicon.isKnown(one) && !lexicon.isKnown(other)
    }

    /// Words for kinds that stand in each other's place.
    mutating func compareKinds() {
        for first in left where earlier.terms[first].isWordLike {
            let second = right.first {
                later.terms[$0].isWordLike && lexicon.areOtherKinds(earlier.terms[first].key, later.terms[$0].key)
                    && (isReplaced(first, $0) || areBothKinds(first, $0))
            }
            guard let second else { continue }
            settle(first, second)
            add(.entity, .contradiction, first, second, "Another kind")
        }
    }

    private func areBothKinds(_ first: Int, _ second: Int) -> Bool {
        lexicon.kinds.contains(earlier.terms[first].key) && lexicon.kinds.contains(later.terms[second].key)
    }

    private func run(from first: Int, in indices: [Int]) -> ClosedRange<Int> {
        var last = first
        for index in indices where index == last + 1 { last = index }
        return first...last
    }
}
