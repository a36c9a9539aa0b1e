extension AnswerCheck {
    /// The check of an answer that the new model gives again, byte for byte, for which no sample is needed; `nil` where
    /// it does not.
    ///
    /// - Parameter policy: the one in force.
    public init?(agreementOf answer: RecordedAnswer, _ verified: VerifiedAnswer, under policy: RecomputePolicy) {
        guard case .identical = verified.result else { return nil }
        let rule = OutcomeRule(for: answer, by: verified.basis, under: policy)
        self.init(
            answer: answer, verified: verified, rule: rule, samples: [], texts: [],
            decision: rule.decide(verified, samples: []), cost: verified.cost, judge: nil)
    }
}
