internal import BoundKnowledge

extension AnswerCheck {
    /// The components that are worth a check of their own: where the answer changed, and several of them may be the cause.
    public func wantedAlone(of change: ModelChange) -> [BindingComponent] {
        decision.outcome.map { $0.isMaterial && $0 != .failed } == true ? change.separable : []
    }

    /// Takes into account what a check of the same answer found in which one component alone was changed.
    ///
    /// Its cost is part of this one's. A check that failed, or of which only a person can tell, tells nothing.
    ///
    /// - Precondition: `check` is of the same answer.
    public mutating func record(_ check: AnswerCheck, ofChanging component: BindingComponent) {
        precondition(
            check.answer.document == answer.document,
            "found a check of \(check.answer.document), expected one of \(answer.document)")
        cost = cost + check.cost
        guard let outcome = check.decision.outcome, outcome != .failed else { return }
        checkedAlone[component] = outcome.isMaterial
    }
}
