/// What differs between two statements that speak of the same.
struct StatementComparison {
    let earlier: Statement
    let later: Statement
    let lexicon: Lexicon
    let isTight: Bool
    var matching: TermMatching
    let roles: RoleRules.Finding
    var differences: [Difference] = []
    let source: (earlier: [UInt8], later: [UInt8])
    /// Terms that are replaced by their like, which leaves nothing to be said about them as words.
    var isSettled: (earlier: Set<Int>, later: Set<Int>) = ([], [])

    /// Compares two statements.
    ///
    /// - Complexity: O(*n* · *m*) for *n* and *m* terms.
    static func differences(
        _ earlier: Statement, _ later: Statement, isTight: Bool, lexicon: Lexicon,
        source: (earlier: [UInt8], later: [UInt8])
    ) -> [Difference] {
        var comparison = StatementComparison(earlier, later, isTight: isTight, lexicon: lexicon, source: source)
        comparison.run()
        return comparison.differences
    }

    private init(
        _ earlier: Statement, _ later: Statement, isTight: Bool, lexicon: Lexicon,
        source: (earlier: [UInt8], later: [UInt8])
    ) {
        (self.earlier, self.later, self.isTight, self.lexicon, self.source) = (earlier, later, isTight, lexicon, source)
        matching = TermMatching(earlier.terms, later.terms, lexicon: lexicon)
        roles =
            lexicon.basis == .language ? RoleRules.finding(earlier, later, partners: matching.partners) : .kept
    }

    /// A statement of more terms than this is not compared term by term.
    private static let mostTerms = 2000

    private mutating func run() {
        guard max(earlier.terms.count, later.terms.count) <= Self.mostTerms else {
            if earlier.key != later.key { add(.structure, .undecided, nil, nil, "Too long to be compared") }
            return
        }
        compareQuantities()
        compareDates()
        compareKinds()
        compareNames()
        compareQuantifiers()
        compareModals()
        compareMatched()
        compareTenses()
        compareRoles()
        compareRest()
        if earlier.isQuestion != later.isQuestion {
            add(.structure, .undecided, nil, nil, "One is a question, and the other is none")
        }
        if !hasFrame { weaken() }
    }

    var left: [Int] { matching.leftEarlier.filter { !isSettled.earlier.contains($0) } }
    var right: [Int] { matching.leftLater.filter { !isSettled.later.contains($0) } }

    mutating func settle(_ first: Int, _ second: Int) {
        isSettled.earlier.insert(first)
        isSettled.later.insert(second)
    }

    // MARK: The rest

    private mutating func compareRest() {
        if let first = left.first(where: { earlier.terms[$0].value == .link }),
            let second = right.first(where: { later.terms[$0].value == .link })
        {
            add(.wording, .undecided, first, second, "Another address")
        }
        let one = left.filter { !isSoft(earlier.terms[$0]) && !repeats($0, earlier.terms, later.terms) }
        let other = right.filter { !isSoft(later.terms[$0]) && !repeats($0, later.terms, earlier.terms) }
        guard !one.isEmpty || !other.isEmpty else { return }
        if one.count + other.count == 1,
            (one.map { earlier.terms[$0] } + other.map { later.terms[$0] }).contains(where: { $0.key == "@not" })
        {
            return add(.polarity, .contradiction, one.first, other.first, "One denies what the other says")
        }
        let isDenial =
            one.count + other.count == 1 && (one.map { earlier.terms[$0] } + other.map { later.terms[$0] })[0].isNegated
        let weight: Difference.Weight = one.isEmpty || other.isEmpty ? (isDenial ? .undecided : .revision) : .undecided
        let kind =
            weight == .undecided
            ? .wording : kind(one.isEmpty ? other.map { later.terms[$0] } : one.map { earlier.terms[$0] })
        differences.append(
            Difference(
                kind: kind, weight: weight,
                earlier: one.first.flatMap { first in one.last.map { span(first...$0, earlier, source.earlier) } },
                later: other.first.flatMap { first in other.last.map { span(first...$0, later, source.later) } },
                note: weight == .undecided ? "Other words" : one.isEmpty ? "Words were added" : "Words are missing"))
    }

    private func kind(_ terms: [Term]) -> Difference.Kind {
        if terms.allSatisfy({ $0.quantity != nil }) { return .number }
        if terms.allSatisfy({ $0.date != nil }) { return .date }
        return terms.allSatisfy(\.isName) ? .entity : .wording
    }

    /// Whether a word says what is said already: it is repeated, or is the dimension of the quantity before it.
    private func repeats(_ index: Int, _ terms: [Term], _ others: [Term]) -> Bool {
        let term = terms[index]
        guard term.value == .word, term.negations.isEmpty else { return false }
        if index > 0, let unit = terms[index - 1].quantity?.unit, !unit.isRatio {
            if lexicon.isDimension(term.key) { return true }
        }
        if lexicon.makesUp(term.key), index > 0, index + 1 < terms.count {
            if [index - 1, index + 1].allSatisfy({ terms[$0].quantity != nil }) { return true }
        }
        return others.contains { $0.key == term.key && $0.negations.isEmpty }
            && terms.contains { $0.key == term.key && $0.bytes != term.bytes && $0.negations.isEmpty }
    }

    /// What may be left out without saying less.
    private func isSoft(_ term: Term) -> Bool {
        switch term.value {
        case .link: true
        case .quantity(let quantity): quantity.number == .one && quantity.unit.isNone && term.negations.isEmpty
        case .word: ["exampl", "yes", "no", "@m", "@f"].contains(term.key) && term.negations.isEmpty
        default: false
        }
    }

    // MARK: Weights and spans

    /// Whether enough is shared for a contradiction to be one.
    private var hasFrame: Bool {
        guard isTight else { return false }
        let rest = min(left.count, right.count)
        let total = min(earlier.terms.count, later.terms.count)
        return rest * 2 <= total
    }

    private mutating func weaken() {
        differences = differences.map {
            guard $0.weight == .contradiction else { return $0 }
            return Difference(kind: $0.kind, weight: .undecided, earlier: $0.earlier, later: $0.later, note: $0.note)
        }
    }

    /// Whether one term stands where the other stood, between the same terms.
    func isReplaced(_ first: Int, _ second: Int) -> Bool {
        func partner(_ index: Int) -> Int? {
            matching.partners.indices.contains(index) ? matching.partners[index] : nil
        }
        let followsSame = first == 0 ? second == 0 : partner(first - 1) == second - 1
        let precedesSame =
            first == earlier.terms.count - 1 ? second == later.terms.count - 1 : partner(first + 1) == second + 1
        return followsSame || precedesSame
    }

    mutating func add(
        _ kind: Difference.Kind, _ weight: Difference.Weight, _ first: Int?, _ second: Int?, _ note: String
    ) {
        let isBoth = first == nil && second == nil
        differences.append(
            Difference(
                kind: kind, weight: weight,
                earlier: isBoth
                    ? span(earlier.bytes, source.earlier) : first.map { span(earlier.terms[$0].bytes, source.earlier) },
                later: isBoth
                    ? span(later.bytes, source.later) : second.map { span(later.terms[$0].bytes, source.later) },
                note: note))
    }

    func span(_ range: ClosedRange<Int>, _ statement: Statement, _ bytes: [UInt8]) -> Difference.Span {
        let (first, last) = (statement.terms[range.lowerBound].bytes, statement.terms[range.upperBound].bytes)
        return span(cover(first, last), bytes)
    }

    func span(_ range: Range<Int>, _ bytes: [UInt8]) -> Difference.Span {
        Difference.Span(bytes: range, text: String(decoding: bytes[range], as: UTF8.self))
    }
}
