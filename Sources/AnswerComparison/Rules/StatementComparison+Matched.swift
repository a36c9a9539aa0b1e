/// What is said of terms that both statements have: denial, opposites, limits, places.
extension StatementComparison {
    mutating func compareMatched() {
        let opposed = Dictionary(matching.opposites, uniquingKeysWith: { first, _ in first })
        var flips: [(Int, Int)] = []
        var denials: [(Int, Int)] = []
        for (first, partner) in matching.partners.enumerated() {
            guard let second = partner else { continue }
            let isDenied = earlier.terms[first].isNegated != later.terms[second].isNegated
            if opposed[first] == second {
                if isDenied { addDenialOfOpposite(first, second) } else { flips.append((first, second)) }
            } else if isDenied {
                denials.append((first, second))
            } else {
                compareBounds(first, second)
                compareGovernors(first, second)
                compareTargets(first, second)
                compareConjunctions(first, second)
            }
        }
        addFlips(flips)
        addDenials(denials)
    }

    private mutating func addDenialOfOpposite(_ first: Int, _ second: Int) {
        let areComplements = lexicon.areComplements(earlier.terms[first].key, later.terms[second].key)
        add(.polarity, areComplements ? .form : .undecided, first, second, "One denies the opposite of the other")
    }

    private mutating func addFlips(_ flips: [(Int, Int)]) {
        let isConverse =
            flips.count == 1 && exchange != nil && !earlier.isJoined && !later.isJoined
            && !flips.contains { isSuperlative($0.0) }
        for (first, second) in flips {
            let weight: Difference.Weight =
                isConverse
                ? (isRelation(first) ? .form : .undecided) : flips.count.isMultiple(of: 2) ? .undecided : .contradiction
            add(.antonym, weight, first, second, isConverse ? "The converse, with the terms exchanged" : "Opposites")
        }
    }

    private func isSuperlative(_ index: Int) -> Bool { index > 0 && earlier.terms[index - 1].key == "most" }

    /// Whether a word is a comparison or a direction, so that its opposite says the same of exchanged terms.
    private func isRelation(_ index: Int) -> Bool {
        let term = earlier.terms[index]
        return lexicon.directions.contains(term.key)
            || index > 0 && ["more", "les"].contains(earlier.terms[index - 1].key)
            || ["more", "les", "<", ">"].contains(term.key)
    }

    private mutating func addDenials(_ denials: [(Int, Int)]) {
        let added = denials.filter { later.terms[$0.1].isNegated }.count
        let isMoved = added > 0 && added < denials.count
        for (first, second) in denials {
            let weight: Difference.Weight
            if exchange != nil || hasOtherDenial {
                weight = .undecided
            } else if isMoved {
                weight = denials.contains { earlier.terms[$0.0].startsClause } ? .contradiction : .undecided
            } else {
                weight = .contradiction
            }
            let (one, other) = (earlier.terms[first], later.terms[second])
            let spans = (
                one.negations.first.map { cover($0, one.bytes) } ?? one.bytes,
                other.negations.first.map { cover($0, other.bytes) } ?? other.bytes
            )
            differences.append(
                Difference(
                    kind: .polarity, weight: weight, earlier: span(spans.0, source.earlier),
                    later: span(spans.1, source.later),
                    note: "One denies what the other says"))
        }
    }

    /// Whether a word that denies without a "not" is left over: "keeps from" is no less a denial.
    private var hasOtherDenial: Bool {
        left.contains { lexicon.denials.contains(earlier.terms[$0].key) }
            || right.contains { lexicon.denials.contains(later.terms[$0].key) }
    }

    func cover(_ first: Range<Int>, _ second: Range<Int>) -> Range<Int> {
        min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound)
    }

    private mutating func compareBounds(_ first: Int, _ second: Int) {
        guard let quantity = earlier.terms[first].quantity, let other = later.terms[second].quantity else { return }
        if quantity.relation(to: other) == .rounded {
            add(.number, .form, first, second, "The same number as far as it is stated")
        } else if quantity.unit != other.unit {
            add(.unit, .form, first, second, "The same in another unit")
        }
        guard quantity.bound != other.bound else { return }
        if quantity.bound.opposes(other.bound) {
            add(.quantifier, .contradiction, first, second, "A lower limit is not an upper one")
        } else {
            let isSoft = [quantity.bound, other.bound].allSatisfy { [.about, .exactly, .precisely].contains($0) }
            add(.quantifier, isSoft ? .form : .undecided, first, second, "One states a limit, and the other does not")
        }
    }

    /// "From Oslo" is not "to Oslo", and "by 5 %" not "to 5 %".
    private mutating func compareGovernors(_ first: Int, _ second: Int) {
        guard earlier.isPassive == later.isPassive, let one = earlier.terms[first].governor,
            let other = later.terms[second].governor, one != other
        else { return }
        let pairs: [Set<String>] = [
            ["from", "to"], ["from", "into"], ["from", "toward"], ["over", "under"], ["for", "against"],
            ["inside", "outside"], ["within", "beyond"], ["above", "below"], ["since", "until"], ["up", "down"],
        ]
        if pairs.contains([one, other]) {
            add(.antonym, .contradiction, first, second, "\"\(one)\" is not \"\(other)\"")
        } else if earlier.terms[first].quantity != nil, [one, other].contains("by"), [one, other].contains("to") {
            add(.number, .contradiction, first, second, "A change by an amount is not one to it")
        }
    }

    /// "Only A uses B" is not "A uses only B".
    private mutating func compareTargets(_ first: Int, _ second: Int) {
        guard let quantifier = earlier.terms[first].quantifier, quantifier.domain != .frequency,
            first + 1 < earlier.terms.count, second + 1 < later.terms.count,
            let target = matching.partners[first + 1], target != second + 1, matching.isMatchedLater[second + 1],
            first == 0 || second == 0 || target != second - 1 && matching.partners[first - 1] != second + 1
        else { return }
        add(.quantifier, .undecided, first, second, "The quantifier stands before another word")
    }

    /// What was is not what is.
    mutating func compareTenses() {
        guard !earlier.tenses.isEmpty, !later.tenses.isEmpty, earlier.tenses.isDisjoint(with: later.tenses) else {
            return
        }
        add(.wording, .undecided, nil, nil, "Another tense")
    }

    private mutating func compareConjunctions(_ first: Int, _ second: Int) {
        guard let one = earlier.terms[first].conjunction, let other = later.terms[second].conjunction, one != other,
            [one, other].contains("or")
        else { return }
        add(.wording, .undecided, first, second, "\"And\" is not \"or\"")
    }

    /// Two terms that have changed places.
    private var exchange: (Int, Int)? {
        if case .exchanged(let first, let second) = roles { (first, second) } else { nil }
    }

    mutating func compareRoles() {
        if lexicon.basis == .exactAndNumeric {
            let order = matching.partners.compactMap { $0 }
            if order != order.sorted() { add(.wording, .undecided, nil, nil, "The words stand in another order") }
            return
        }
        if earlier.kind == .row, later.kind == .row {
            let order = matching.partners.compactMap { $0 }
            if order != order.sorted() { add(.structure, .undecided, nil, nil, "The cells stand in another order") }
        }
        switch roles {
        case .kept: return
        case .exchanged(let first, let second):
            guard matching.opposites.isEmpty, !differences.contains(where: { $0.kind == .polarity }) else { return }
            let isJoined = earlier.isJoined || later.isJoined
            add(
                .entity, isJoined ? .undecided : .contradiction, min(first, second),
                matching.partners[max(first, second)],
                "Two terms have changed places")
        case .unclear: add(.wording, .undecided, nil, nil, "The words stand in another order")
        }
    }
}
