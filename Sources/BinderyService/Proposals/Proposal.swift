public import BoundKnowledge
internal import JSON

/// An unsigned next version of a document that waits for a person, with the reason why.
public struct Proposal: Sendable {
    /// What a person decided.
    public struct Decision: Sendable, Hashable {
        /// The version that was published; `nil` for a proposal that was rejected.
        public let published: Address?
        /// When it was decided.
        public let date: Timestamp
        /// A sentence by whoever decided.
        public let note: String?
    }

    /// Its name.
    public let id: ProposalID
    /// The version that it would follow.
    public let object: Address
    /// The version that it would publish, without any approval. Its issuer is that of `object`.
    public let draft: BoundObject
    /// What the draft says.
    public let document: BoundDocument
    /// Why it is proposed.
    public let reason: ProposalReason
    /// When it was proposed.
    public let date: Timestamp
    /// What a person decided; `nil` while it waits.
    public private(set) var decision: Decision?

    /// A proposal; `nil` for a draft that is no later version of a document, or carries approvals.
    init?(_ draft: BoundObject, reason: ProposalReason, date: Timestamp, decision: Decision? = nil) {
        guard case .boundDocument(let document) = draft.envelope.subject, let object = document.previous,
            draft.approvals.isEmpty
        else { return nil }
        id = ProposalID(document)
        (self.object, self.draft, self.document) = (object, draft, document)
        (self.reason, self.date, self.decision) = (reason, date, decision)
    }

    /// The same proposal, decided.
    func decided(by decision: Decision) -> Proposal {
        var proposal = self
        proposal.decision = decision
        return proposal
    }

    /// Whether a later version is this proposal, as it was or edited when it was accepted.
    func isPublished(as version: BoundDocument) -> Bool {
        if ProposalID(version) == id { return true }
        return version.previous == object && version.answer.origin == .modelEdited
            && version.derivation?.outputDigest == document.derivation?.outputDigest
    }
}
