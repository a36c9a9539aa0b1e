public import BoundKnowledge
internal import KnowledgeRegistry

/// What became of a proposal. It is found out whenever somebody looks: what it waits on goes on meanwhile.
public enum ProposalState: Sendable, Hashable {
    /// A person may accept or reject it.
    case waiting
    /// It was published as this version.
    case accepted(Address)
    /// A person rejected it.
    case rejected
    /// It can no longer be accepted; the text says why.
    case void(String)

    /// `waiting`, `accepted`, `rejected` or `void`.
    public var name: String {
        switch self {
        case .waiting: "waiting"
        case .accepted: "accepted"
        case .rejected: "rejected"
        case .void: "void"
        }
    }

    /// What became of a proposal in the registry as it is indexed now.
    init(of proposal: Proposal, in registry: Registry) throws {
        if let decision = proposal.decision {
            self = decision.published.map { .accepted($0) } ?? .rejected
            return
        }
        let versions = try registry.history(of: proposal.document.lineage)?.versions ?? []
        guard let object = versions.first(where: { $0.address == proposal.object }) else {
            self = .void("the registry has no object \(proposal.object)")
            return
        }
        if let next = versions.first(where: { $0.document.version == proposal.document.version }) {
            self = .init(of: proposal, replacedBy: next)
        } else if case .withdrawn(let withdrawal, _) = object.status {
            self = .void("the document is withdrawn by \(withdrawal)")
        } else {
            self = .waiting
        }
    }

    /// The state where the version that is proposed is there already. A crash may come between a publication and the note of it.
    private init(of proposal: Proposal, replacedBy next: LineageHistory.Version) {
        if proposal.isPublished(as: next.document) {
            self = .accepted(next.address)
        } else if next.document.answer.digest == proposal.document.answer.digest {
            self = .void("version \(next.document.version), \(next.address), has that answer already")
        } else {
            self = .void("version \(next.document.version) was published meanwhile, \(next.address)")
        }
    }
}
