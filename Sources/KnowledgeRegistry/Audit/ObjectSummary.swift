internal import BoundKnowledge
internal import Cryptography

/// What an audit takes along of one object: never its bytes, nor the object.
struct ObjectSummary: Sendable {
    let link: LineageLink
    let claim: Claim
    /// What a withdrawal or attestation is about.
    let target: (object: Address, claim: Claim)?
    /// What an attestation does to the quarantine of its target.
    let quarantine: QuarantineEffect?
    /// The manifest of the model that a document was derived by.
    let manifest: Address?
    /// SHA-256 of the readable head while the document is current, and neither withdrawn nor in quarantine; `nil` where another object has a say in it.
    let headDigest: Digest?

    init(_ object: BoundObject) {
        link = LineageLink(object)
        claim = object.claim
        target = object.envelope.subject.target
        quarantine = object.envelope.subject.quarantineEffect
        if case .boundDocument(let document) = object.envelope.subject,
            case .manifest(let address)? = document.derivation?.model
        {
            manifest = address
            headDigest = nil
        } else {
            manifest = nil
            headDigest = (ReadableHead(object, withdrawal: nil, quarantine: nil) { _ in nil }).map {
                SHA256.digest(of: $0.bytes)
            }
        }
    }
}
