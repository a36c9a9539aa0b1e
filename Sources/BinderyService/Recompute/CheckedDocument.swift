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
    /// What differs, for whoever looks at a proposal.
    let differences: [JSONValue]
    /// The answer of the new model that stands for the outcome, where it differs: what is proposed.
    let answer: AnswerOfModel?
    /// Why the check failed, where it did.
    let problem: String?

    /// An answer of the new model, with what is needed to bind it.
    struct AnswerOfModel: Sendable {
        let text: String
        /// The seed; `nil` for the recorded one, or for none.
        let seed: UInt64?
        /// The tokens of prompt and answer.
        let tokenCount: Int64
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
