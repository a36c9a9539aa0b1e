public import BoundKnowledge
public import Cryptography
public import KnowledgeRegistry
internal import Signing

extension Bindery {
    /// Makes and signs the attestation of a finding; nothing is published.
    ///
    /// - Parameter key: an auditor's; whether it is one, the registry judges when the attestation is published.
    /// - Throws: `RegistryError.notFound` if the registry has no such object; `ObjectError` for evidence that is too long.
    public func attest(
        _ finding: AttestedFinding, in registry: Registry, with key: Ed25519PrivateKey
    ) throws -> BoundObject {
        try refuseDemoKey(key.publicKey, in: registry)
        guard let target = try registry.decodedObject(at: finding.object) else {
            throw RegistryError(
                .notFound, at: registry.path, "the registry has no object \(finding.object)",
                remedy: "Check the address.")
        }
        var attestation = Attestation(
            object: finding.object, claim: target.claim, kind: finding.kind, outcome: finding.outcome)
        attestation.model = finding.model
        attestation.evidence = finding.evidence
        let now = environment.clock()
        let envelope = Envelope(
            registry: registry.description.origin, name: "\(target.envelope.name): \(finding.kind.rawValue)",
            issuer: Issuer(id: DIDKey(key.publicKey), name: registry.description.name), validFrom: now,
            subject: .attestation(attestation), random: environment.random)
        return try sign(envelope, with: key, at: now)
    }
}
