public import BoundKnowledge
internal import KnowledgeRegistry

/// What became of a finding. It is found out whenever somebody looks: what people do about it goes on meanwhile.
public enum FindingState: Sendable, Hashable {
    /// Nobody has settled it yet.
    case waiting
    /// The new answer was published as this version.
    case accepted(Address)
    /// A person rejected the new answer.
    case rejected
    /// An auditor has read the bound answer since, and signed in this attestation that it holds.
    case reviewed(Address)
    /// This version, of another answer, has taken the document's place.
    case superseded(by: Address)
    /// The document is withdrawn by this object.
    case withdrawn(by: Address)

    /// `waiting`, `accepted`, `rejected`, `reviewed`, `superseded` or `withdrawn`.
    public var name: String {
        switch self {
        case .waiting: "waiting"
        case .accepted: "accepted"
        case .rejected: "rejected"
        case .reviewed: "reviewed"
        case .superseded: "superseded"
        case .withdrawn: "withdrawn"
        }
    }

    /// The object that settled it; `nil` where it waits or none was published.
    public var object: Address? {
        switch self {
        case .waiting, .rejected: nil
        case .accepted(let object), .reviewed(let object), .superseded(by: let object), .withdrawn(by: let object):
            object
        }
    }

    /// For people, behind “since then”; `nil` where it waits.
    public var words: String? {
        switch self {
        case .waiting: nil
        case .accepted(let version): "accepted as \(version)"
        case .rejected: "the new answer was rejected"
        case .reviewed(let attestation): "read by an auditor and found to hold, \(attestation)"
        case .superseded(by: let version): "superseded by \(version)"
        case .withdrawn(by: let withdrawal): "withdrawn by \(withdrawal)"
        }
    }

    /// What became of a finding about a document.
    ///
    /// - Parameters:
    ///   - proposal: what became of the new answer, where it was proposed.
    ///   - started: when the recomputation began: a review before it knew nothing of the finding.
    init(of document: Address, proposal: ProposalState?, since started: Timestamp, in registry: Registry) throws {
        if case .accepted(let version)? = proposal {
            self = .accepted(version)
            return
        }
        switch try registry.status(of: document) {
        case .withdrawn(let withdrawal, _)?: self = .withdrawn(by: withdrawal)
        case .superseded(let version)?: self = .superseded(by: version)
        case .current?, .quarantined?, nil:
            if let review = try registry.passedReview(of: document, since: started) {
                self = .reviewed(review)
            } else {
                self = proposal == .rejected ? .rejected : .waiting
            }
        }
    }
}
