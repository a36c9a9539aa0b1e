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
                let kind: Difference.Kind = preferred == .otherNumber ? .number : .unit
                add(
                    kind, preferred == .unrelated && !isReplaced(first, second) ? .undecided : .contradiction, first,
                    second,
                    kind == .number ? "Another number" : "Another unit")
            }
        }
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
        for name in names.0 { isSettled.earlier.insert(name) }
        for name in names.1 { isSettled.later.insert(name) }
        let (one, other) = (run(from: first, in: names.0), run(from: second, in: names.1))
        differences.append(
            Difference(
                kind: .entity, weight: areCertain ? .contradiction : .undecided,
                earlier: span(one, earlier, source.earlier),
                later: span(other, later, source.later), note: "Another name"))
    }

    private func run(from first: Int, in indices: [Int]) -> ClosedRange<Int> {
        var last = first
        for index in indices where index == last + 1 { last = index }
        return first...last
    }
}
