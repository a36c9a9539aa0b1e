internal import BoundKnowledge
internal import JSON

/// What a mirror says of an object's standing (`Schemas/openapi.json`, Status): claims to be proved, nothing more.
struct StatusPage: Sendable {
    let supersededBy: Address?
    let withdrawnBy: Address?
    let quarantinedBy: Address?

    /// - Throws: `MirrorFault` where the page is about another object, or names nothing for what it claims.
    init(_ bytes: [UInt8], of address: Address) throws(MirrorFault) {
        let root = try PageReader.root(of: bytes)
        guard try PageReader.address("object", of: root) == address else {
            throw .malformed("its status is not about \(address)")
        }
        let status = root["status"]?.stringValue
        supersededBy = try PageReader.address("supersededBy", of: root)
        withdrawnBy = try PageReader.address("withdrawnBy", of: root)
        quarantinedBy = try PageReader.address("quarantinedBy", of: root)
        let isNamed =
            switch status {
            case "current": true
            case "superseded": supersededBy != nil
            case "withdrawn": withdrawnBy != nil
            case "quarantined": quarantinedBy != nil
            default: false
            }
        guard isNamed else { throw .malformed("its status of \(address) is none, or names no object for it") }
    }
}
