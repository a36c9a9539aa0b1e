/// What a report of a recomputation says first.
struct RecomputeHeadline {
    /// The most important thing, in one sentence.
    let sentence: String
    /// What else has to be known of it.
    let detail: String?

    init(_ figures: RecomputeFigures) {
        switch figures.state {
        case .modelSuspect: (sentence, detail) = Self.suspect(figures)
        case .unfinished: (sentence, detail) = Self.unfinished(figures, why: "It is not finished.")
        case .budgetExhausted: (sentence, detail) = Self.unfinished(figures, why: "The budget is used up.")
        case .nothingToDo:
            (sentence, detail) = ("No document depends on this model, so none was checked.", nil)
        case .done: (sentence, detail) = Self.done(figures)
        }
    }

    private static func suspect(_ figures: RecomputeFigures) -> (String, String) {
        let broken = Phrases.grouped(figures.count(of: .contradicted, .unanswerable))
        let checked = Phrases.count(figures.checkedCount, "question", "questions")
        return (
            "The model is suspect: to \(broken) of \(checked) it gives a contradicting answer or none.",
            "That is more than the policy believes of a sound model. Nothing goes on until somebody has looked at what "
                + "changed, and runs the recomputation again with --continue."
        )
    }

    private static func unfinished(_ figures: RecomputeFigures, why: String) -> (String, String) {
        let open = Phrases.grouped(figures.count(of: .open))
        let all = Phrases.count(figures.affectedCount, "document", "documents")
        return (
            "\(why) Of \(all), \(open) are still to be looked at.",
            found(figures) + " so far. Run the recomputation again: it goes on where it stopped."
        )
    }

    private static func done(_ figures: RecomputeFigures) -> (String, String?) {
        let sampled = figures.count(of: .bySample)
        let bySample =
            sampled == 0
            ? nil
            : "\(Phrases.count(sampled, "more answer is", "more answers are")) attested by sample: not asked, but "
                + "bounded by what the probes of their stratum showed."
        return (found(figures) + ".", bySample)
    }

    private static func found(_ figures: RecomputeFigures) -> String {
        let checked = Phrases.count(figures.checkedCount, "answer", "answers")
        let changed = figures.changedCount == 0 ? "none" : Phrases.grouped(figures.changedCount)
        let untold =
            figures.untoldCount == 0 ? "" : ", and for \(Phrases.grouped(figures.untoldCount)) it cannot be told"
        return "Of \(checked) checked, \(changed) changed\(untold)"
    }
}
