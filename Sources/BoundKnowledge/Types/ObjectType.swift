/// The types of registry objects.
public enum ObjectType: String, Sendable, Hashable, CaseIterable {
    case boundDocument = "BoundDocument"
    case modelManifest = "ModelManifest"
    case attestation = "Attestation"
    case withdrawal = "Withdrawal"
    case aliasSet = "AliasSet"
    case trustRoot = "TrustRoot"

    /// The kind in `urn:bound-knowledge:<kind>:…`; bound documents are named by lineage and version instead.
    public var urnKind: String {
        switch self {
        case .boundDocument: "document"
        case .modelManifest: "model-manifest"
        case .attestation: "attestation"
        case .withdrawal: "withdrawal"
        case .aliasSet: "alias-set"
        case .trustRoot: "trust-root"
        }
    }

    /// The role whose keys sign the type (`docs/format/objects.md` section 9).
    public var signingRole: Role {
        switch self {
        case .boundDocument, .modelManifest, .aliasSet, .withdrawal: .publisher
        case .attestation: .auditor
        case .trustRoot: .root
        }
    }
}

/// What a key is for; one key holds one role.
public enum Role: String, Sendable, Hashable, CaseIterable {
    case root, publisher, auditor, log, commit, witness
}
