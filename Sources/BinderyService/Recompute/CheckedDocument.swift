internal import AnswerComparison
internal import BoundKnowledge
internal import JSON
internal import Recompute

/// What the check of one document found, as it stands in the journal.
struct CheckedDocument: Sendable {
    let document: Address
    /// `nil` where only a person can tell.
    let outcome: Outcome?
    let cost: Cost
    /// What an attestation rests on; `nil` where there is no outcome.
    let evidence: JSONValue?
    /// What differs, for whoever looks at a proposal: as much of it as fits there.
    let differences: [JSONValue]
    /// The answer of the new model that stands for the outcome, where it differs and can be bound: what is proposed.
    let answer: AnswerOfModel?
    /// Why the check failed, where it did.
    let problem: String?

    /// An answer of the new model, with what is needed to bind it.
    struct AnswerOfModel: Sendable {
        let text: String
        /// The seed; `nil` for the recorded one, or for none.
        let seed: UInt64?
        /// The tokens of prompt and answer, where they were counted.
        let tokenCount: Int64?
    }
}

extension CheckedDocument {
    /// What the journal keeps of a check.
    init(_ check: AnswerCheck, _ evidence: Evidence?) throws {
        (document, outcome, cost) = (check.answer.document, check.decision.outcome, check.cost)
        self.evidence = try evidence?.json()
        let representative = check.indexOfRepresentative
        let found = representative.map { check.samples[$0].comparison.differences } ?? []
        differences = Self.fitting(found)
        // A model may write control characters, or nothing; no document holds such an answer.
        answer = representative.flatMap { index in
            guard TextRules.isProse(check.texts[index]) else { return nil }
            let seed = check.samples[index].seed
            // The first answer is the one that continues the recorded one: its tokens are those of the check.
            let count = check.verified.cost.prefilledTokens + check.verified.cost.generatedTokens
            return AnswerOfModel(text: check.texts[index], seed: seed, tokenCount: seed == nil ? count : nil)
        }
        problem =
            if case .failed(let problem, let remedy) = check.verified.result { "\(problem). \(remedy)" } else { nil }
    }
}

extension CheckedDocument {
    /// The first differences that leave half of a proposal's reason to the evidence.
    private static func fitting(_ differences: [Difference]) -> [JSONValue] {
        var room = Proposal.reasonByteLimit / 2
        var fitting: [JSONValue] = []
        for json in differences.lazy.map(\.json) {
            room -= json.canonicalBytes().count + 1
            guard room >= 0 else { break }
            fitting.append(json)
        }
        return fitting
    }

    /// The component that the outcome comes from; `nil` where it cannot be told.
    var cause: BindingComponent? {
        guard case .string(let name)? = evidence?["cause"] else { return nil }
        return BindingComponent(name: name)
    }
}

/// A line of a job's journal.
enum JournalLine: Sendable {
    case checked(CheckedDocument)
    case sampled(Address, JSONValue)
    case voided(Address)
    case continued
    /// The finding about a document is signed and published.
    case attested(Address, by: Address)
    /// The new answer to a document waits for a person, or did before.
    case proposed(Address, proposal: String)
    /// The new answer is published without a person.
    case superseded(Address, by: Address)
    /// Nothing was to be done about a document.
    case settled(Address)
}
