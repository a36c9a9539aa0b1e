public import BoundKnowledge
public import GitStore

/// An object that was verified for publication. Only `RegistryWriter.admit` makes one, on any thread.
public struct Admission: Sendable {
    let object: BoundObject
    /// The trust root by which it was judged.
    let root: Address
}

/// An object on its way into a commit, admitted or refused, with the trust root by which it was judged.
///
/// A refusal takes its bytes along: a trust root that is published in front of it may authorise what the one before did not.
struct Candidate: Sendable {
    let bytes: [UInt8]
    let outcome: Result<BoundObject, RegistryError>
    let root: Address
}

extension Candidate {
    init(_ admission: Admission) {
        self.init(bytes: admission.object.bytes, outcome: .success(admission.object), root: admission.root)
    }
}

/// What publishing one object led to.
public struct Receipt: Sendable, Hashable {
    /// Whether this publication put the object there.
    public enum Status: String, Sendable, Hashable {
        /// Committed, and on disk.
        case published
        /// It was there already: the same bytes twice are a no-op.
        case known
    }

    /// The object.
    public let object: Address
    /// Its claim.
    public let claim: Claim
    /// Its type.
    public let type: ObjectType
    /// Its lineage, for documents and alias sets.
    public let lineage: LineageID?
    /// Its version, for documents, alias sets and trust roots.
    public let version: Int64?
    /// The commit that holds it, when this publication made it.
    public let commit: GitObjectID?
    /// Whether this publication put it there.
    public let status: Status

    /// The receipt of an object that is published already.
    package init(known object: BoundObject) { self.init(object, commit: nil) }

    init(_ object: BoundObject, commit: GitObjectID?) {
        self.object = object.address
        claim = object.claim
        type = object.type
        lineage = object.envelope.subject.lineage
        version = object.envelope.subject.version
        self.commit = commit
        status = commit == nil ? .known : .published
    }
}
