package import BoundKnowledge
package import GitStore

/// What the index knows about one object.
package struct ObjectRecord: Sendable {
    /// 0-based place in the order of publication.
    package let position: Int64
    package let address: Address
    package let claim: Claim
    package let type: ObjectType
    /// The git blob that holds the bytes.
    package let blob: GitObjectID
    package let lineage: LineageID?
    package let version: Int64?
    /// The object that a withdrawal or attestation is about.
    package let target: Address?
    /// What an attestation does to the quarantine of its target.
    package let quarantine: QuarantineEffect?

    init(position: Int64, blob: GitObjectID, object: BoundObject) {
        self.init(
            position: position, address: object.address, claim: object.claim, type: object.type, blob: blob,
            lineage: object.envelope.subject.lineage, version: object.envelope.subject.version,
            target: object.envelope.subject.target?.object, quarantine: object.envelope.subject.quarantineEffect)
    }

    init(
        position: Int64, address: Address, claim: Claim, type: ObjectType, blob: GitObjectID, lineage: LineageID?,
        version: Int64?, target: Address?, quarantine: QuarantineEffect?
    ) {
        self.position = position
        self.address = address
        self.claim = claim
        self.type = type
        self.blob = blob
        self.lineage = lineage
        self.version = version
        self.target = target
        self.quarantine = quarantine
    }
}

extension Subject {
    /// The object that a withdrawal or attestation is about, and its claim.
    var target: (object: Address, claim: Claim)? {
        switch self {
        case .withdrawal(let subject): (subject.object, subject.claim)
        case .attestation(let subject): (subject.object, subject.claim)
        case .boundDocument, .modelManifest, .aliasSet, .trustRoot: nil
        }
    }
}
