public import BoundKnowledge
public import Cryptography
internal import JSON
public import KnowledgeRegistry

/// What a person found who has read an answer.
public enum ReviewOutcome: String, Sendable, CaseIterable {
    /// It holds.
    case passed
    /// It does not.
    case failed

    fileprivate var attestationOutcome: AttestationOutcome {
        switch self {
        case .passed: .passed
        case .failed: .failed
        }
    }
}

extension Bindery {
    /// Makes and signs an auditor's review of a document; nothing is published. One that passed ends a quarantine
    /// (`docs/format/objects.md` section 5.1).
    ///
    /// - Parameters:
    ///   - note: a sentence on what was looked at; it is published.
    ///   - key: an auditor's; whether it is one, the registry judges when the attestation is published.
    /// - Throws: `RegistryError.notFound` if the registry has no such object, `ServiceError.usage` for one that is no
    ///   document; `ObjectError` for a note that is too long.
    public func review(
        _ address: Address, _ outcome: ReviewOutcome, note: String? = nil, in registry: Registry,
        with key: Ed25519PrivateKey
    ) throws -> BoundObject {
        if let object = try registry.decodedObject(at: address) {
            guard case .boundDocument = object.envelope.subject else {
                throw ServiceError(
                    .usage, at: "\(address)", "the object is a \(object.type.rawValue), expected a document",
                    remedy: "Name the document that you have read.")
            }
        }
        let finding = AttestedFinding(
            object: address, kind: .reviewed, outcome: outcome.attestationOutcome, model: nil,
            evidence: note.map { ["note": .string($0)] })
        return try attest(finding, in: registry, with: key)
    }
}
