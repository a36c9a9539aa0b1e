/// What became of a document in a recomputation, in the order of bars and legends: what holds, what changed, what nobody
/// knows.
package enum ReportedOutcome: String, Sendable, Hashable, CaseIterable {
    case identical, equivalent
    case bySample = "by sample"
    case revised, contradicted, unanswerable, unstable, undecided, failed
    case voided = "void"
    case open = "not checked"

    /// What it means, in a sentence.
    var meaning: String {
        switch self {
        case .identical: "The new model gives the same bytes."
        case .equivalent: "It says the same in other words."
        case .bySample: "Not asked; the probes of its stratum speak for it."
        case .revised: "It says more or less than the bound answer."
        case .contradicted: "It denies the bound answer."
        case .unanswerable: "It gives no answer."
        case .unstable: "Its answers deny one another."
        case .undecided: "Only a person can tell whether the answer changed."
        case .failed: "The check failed, and shows nothing of the answer."
        case .voided: "Withdrawn or superseded meanwhile."
        case .open: "Nobody has looked at it yet."
        }
    }

    /// How it is drawn.
    var fill: Fill {
        switch self {
        case .identical: .solidHolds
        case .equivalent: .stripedHolds
        case .bySample: .dottedHolds
        case .revised: .stripedChanged
        case .contradicted: .crossedDenied
        case .unanswerable: .levelDenied
        case .unstable: .uprightDenied
        case .undecided: .dottedQuiet
        case .failed: .crossedQuiet
        case .voided: .linedQuiet
        case .open: .emptyQuiet
        }
    }

    /// What people have to look at first.
    static let byWeight: [ReportedOutcome] = [
        .contradicted, .unanswerable, .unstable, .revised, .undecided, .failed, .voided, .equivalent, .bySample,
        .identical, .open,
    ]
}
