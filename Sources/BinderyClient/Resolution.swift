public import BoundKnowledge
public import HTTPClient
public import Retrieval

/// What came of a question.
public struct Resolution: Sendable {
    /// What the mirror says. Only which document answers is its word; the documents themselves are verified.
    public enum Told: String, Sendable, Hashable {
        case answer, withdrawn, quarantined, rejected, ambiguous, none
    }

    /// A document that the mirror names.
    public struct Candidate: Sendable {
        /// The document.
        public let object: FetchedObject
        /// How the question is the document's own. `nil`: the mirror says so, by a wording that was not seen.
        public let match: ExactMatch?
    }

    /// What the mirror says.
    public let told: Told
    /// Who says it; `nil` where no mirror has an answer.
    public let mirror: HTTPLocation?
    /// The documents that it names.
    public let candidates: [Candidate]
    /// What mirrors did, and what is unproved.
    public let findings: [Finding]

    /// The document that answers: the only one, and it holds.
    public var answer: BoundDocument? { told == .answer ? candidates.first?.object.document : nil }
}
