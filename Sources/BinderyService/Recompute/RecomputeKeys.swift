internal import BoundKnowledge
public import Cryptography
internal import KnowledgeRegistry
internal import Signing

/// The keys with which effects are signed. What has no key waits for one.
public struct RecomputeKeys: Sendable {
    /// An auditor's, for attestations.
    public var auditor: Ed25519PrivateKey?
    /// A publisher's, for versions that the policy publishes without a person.
    public var publisher: Ed25519PrivateKey?

    /// Keys.
    public init(auditor: Ed25519PrivateKey? = nil, publisher: Ed25519PrivateKey? = nil) {
        (self.auditor, self.publisher) = (auditor, publisher)
    }
}

extension Bindery {
    /// Refuses keys that cannot sign, before anything is checked for them.
    ///
    /// A publisher's must stand in the newest trust root: a version that the registry refuses has used up some of what
    /// may be published in a day. The root is not verified here, and the registry decides again.
    ///
    /// - Throws: `ServiceError.noPermission` for a demonstration key; `RegistryError.refused`.
    func check(_ keys: RecomputeKeys, in registry: Registry) throws {
        for key in [keys.auditor, keys.publisher] {
            if let key { try refuseDemoKey(key.publicKey, in: registry) }
        }
        guard let publisher = keys.publisher.map({ DIDKey($0.publicKey) }),
            let root = try registry.newestRoot(),
            !(root.roles[.publisher]?.keys.contains { $0.id == publisher } ?? false)
        else { return }
        throw RegistryError(
            .refused, at: "\(publisher)", "trust root \(root.version) does not name the key as a publisher's",
            remedy: "Give the key of a publisher, or leave it out: new versions then wait for a person.")
    }
}

extension Registry {
    /// The trust root with the highest version; nothing about it is trusted.
    fileprivate func newestRoot() throws -> TrustRoot? {
        try rootCandidates().compactMap { candidate in
            guard case .trustRoot(let root) = try BoundObject(unverified: candidate.bytes).envelope.subject else {
                return nil
            }
            return root
        }.max { $0.version < $1.version }
    }
}
