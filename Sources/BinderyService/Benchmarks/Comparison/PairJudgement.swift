package import AnswerComparison
package import MutationSuite

/// What comparing one pair of the suite found.
package struct PairJudgement: Sendable {
    /// What was found; in the order of how much an answer changed, then what samples alone can be.
    package enum Verdict: String, Sendable, CaseIterable {
        case identical, equivalent, revised, undecided, contradicted, unanswerable, unstable

        init(_ verdict: Comparison.Verdict) {
            self =
                switch verdict {
                case .identical: .identical
                case .equivalent: .equivalent
                case .revised: .revised
                case .contradicted: .contradicted
                case .undecided: .undecided
                }
        }

        /// Whether it says that nothing changed.
        var meansEquivalent: Bool { self == .identical || self == .equivalent }

        /// Whether it is what a label asks for.
        func meets(_ label: Label) -> Bool {
            switch label {
            case .equivalent: meansEquivalent
            case .contradicted: self == .contradicted
            case .revised: self == .revised
            case .unanswerable: self == .unanswerable
            case .unstable: self == .unstable
            }
        }
    }

    let pair: LabelledPair
    package let verdict: Verdict
    /// What the comparison says of the later answer that decided the verdict.
    let differences: [Difference]

    /// A judgement that is known already.
    package init(_ pair: LabelledPair, _ verdict: Verdict) {
        (self.pair, self.verdict, differences) = (pair, verdict, [])
    }

    /// Compares the samples with each other, then with the earlier answer.
    ///
    /// Most samples refuse: unanswerable. Two contradict each other: unstable. Otherwise the verdict in the middle, when
    /// those of all samples are put in order.
    package init(_ pair: LabelledPair, by comparator: AnswerComparator) throws {
        self.pair = pair
        let answered = pair.later.filter { !comparator.isUnanswered($0) }
        guard answered.count * 2 >= pair.later.count, !answered.isEmpty else {
            (verdict, differences) = (.unanswerable, [])
            return
        }
        if let contradiction = try Self.contradiction(among: answered, by: comparator) {
            (verdict, differences) = (.unstable, contradiction.differences)
            return
        }
        let comparisons = try answered.map { try comparator.compare(pair.earlier, $0) }
            .sorted { Self.rank($0.verdict) < Self.rank($1.verdict) }
        let middle = comparisons[comparisons.count / 2]
        (verdict, differences) = (Verdict(middle.verdict), middle.differences)
    }

    /// Whether the verdict is the right one.
    package var isRight: Bool { verdict.meets(pair.label) }

    private static func contradiction(
        among samples: [String], by comparator: AnswerComparator
    ) throws -> Comparison? {
        for (index, first) in samples.enumerated() {
            for second in samples[(index + 1)...] {
                let comparison = try comparator.compare(first, second)
                if comparison.verdict == .contradicted { return comparison }
            }
        }
        return nil
    }

    private static func rank(_ verdict: Comparison.Verdict) -> Int {
        Verdict.allCases.firstIndex(of: Verdict(verdict)) ?? 0
    }
}
