/// Quantifiers and modal verbs that are left over.
extension StatementComparison {
    mutating func compareQuantifiers() {
        for first in left where earlier.terms[first].quantifier != nil {
            guard let quantifier = earlier.terms[first].quantifier else { continue }
            let second = right.first { later.terms[$0].quantifier?.domain == quantifier.domain }
            if let second {
                settle(first, second)
                add(.quantifier, weight(first, second), first, second, "Another quantifier")
            } else {
                isSettled.earlier.insert(first)
                let isPart = belongsToRest(first, in: earlier.terms, left)
                add(.quantifier, isPart ? .revision : weight(ofLone: quantifier), first, nil, "A quantifier is missing")
            }
        }
        for second in right {
            guard let quantifier = later.terms[second].quantifier else { continue }
            isSettled.later.insert(second)
            let isPart = belongsToRest(second, in: later.terms, right)
            add(.quantifier, isPart ? .revision : weight(ofLone: quantifier), nil, second, "A quantifier was added")
        }
    }

    /// Whether an operator belongs to words that are on one side only: those around it are.
    private func belongsToRest(_ index: Int, in terms: [Term], _ rest: [Int]) -> Bool {
        let next = terms.indices.first { $0 > index && terms[$0].quantifier == nil && terms[$0].modal == nil }
        return next.map(rest.contains) ?? (index > 0 && rest.contains(index - 1))
    }

    /// "Any" is "all" where nothing is denied.
    private func weight(_ first: Int, _ second: Int) -> Difference.Weight {
        let pair = [earlier.terms[first].quantifier, later.terms[second].quantifier]
        guard pair.contains(.any) else { return .contradiction }
        let isDenied = (earlier.terms + later.terms).contains { !$0.negations.isEmpty }
        return pair.contains(.all) && !isDenied ? .form : .undecided
    }

    private func weight(ofLone quantifier: Quantifier) -> Difference.Weight {
        quantifier.domain == .choice ? .form : .undecided
    }

    mutating func compareModals() {
        for first in left where earlier.terms[first].modal != nil {
            guard let modal = earlier.terms[first].modal else { continue }
            isSettled.earlier.insert(first)
            guard let second = right.first(where: { later.terms[$0].modal != nil }),
                let other = later.terms[second].modal
            else {
                let isPart = belongsToRest(first, in: earlier.terms, left)
                add(
                    .antonym, isPart ? .revision : .undecided, first, nil,
                    "Whether it must, should or may be is missing")
                continue
            }
            isSettled.later.insert(second)
            let areNear = [modal, other].allSatisfy { $0 == .may || $0 == .can }
            add(
                .antonym, modal.opposes(other) ? .contradiction : areNear ? .form : .undecided, first, second,
                "What must be is not what may be")
        }
        for second in right where later.terms[second].modal != nil {
            isSettled.later.insert(second)
            let isPart = belongsToRest(second, in: later.terms, right)
            add(.antonym, isPart ? .revision : .undecided, nil, second, "Whether it must, should or may be was added")
        }
    }
}
