internal import JSON
internal import Signing

/// A decoded registry object with its exact bytes.
///
/// Only decoding and assembling make one, so its bytes are canonical and its members obey the format. Whether its approvals are
/// genuine and authorised is what `ObjectVerifier` says.
public struct BoundObject: Sendable {
    /// The exact RFC 8785 bytes, `proof` included.
    public let bytes: [UInt8]
    /// SHA-256 of `bytes`.
    public let address: Address
    /// SHA-256 of the canonical bytes without `proof`.
    public let claim: Claim
    /// Everything but the approvals.
    public let envelope: Envelope
    /// The approvals, ordered by verification method.
    public let approvals: [Approval]

    /// The type.
    public var type: ObjectType { envelope.subject.type }

    init(bytes: [UInt8], address: Address, claim: Claim, envelope: Envelope, approvals: [Approval]) {
        self.bytes = bytes
        self.address = address
        self.claim = claim
        self.envelope = envelope
        self.approvals = approvals
    }

    /// The object that `envelope` and its approvals make; the approvals are put in order, a key's last one counts.
    public init(_ envelope: Envelope, approvals: [Approval]) {
        let ordered = Self.ordered(approvals)
        var value = envelope.json
        let unsecured = value.canonicalBytes()
        value.set("proof", .array(ordered.map(\.json)))
        let bytes = value.canonicalBytes()
        self.init(
            bytes: bytes, address: Address(of: bytes), claim: Claim(Address(of: unsecured).digest), envelope: envelope,
            approvals: ordered)
    }

    /// The same object with one more approval, or with a newer one by the same key.
    public func adding(_ approval: Approval) -> BoundObject {
        BoundObject(envelope, approvals: approvals + [approval])
    }

    private static func ordered(_ approvals: [Approval]) -> [Approval] {
        var latest: [Approval] = []
        for approval in approvals {
            latest.removeAll { $0.key == approval.key }
            latest.append(approval)
        }
        return latest.sorted {
            $0.key.verificationMethod.utf8.lexicographicallyPrecedes($1.key.verificationMethod.utf8)
        }
    }
}
