public import BoundKnowledge
public import Cryptography
public import KnowledgeRegistry
internal import Signing

/// What the next trust root changes.
public struct RootChange: Sendable {
    /// Keys that come in, by role.
    public var added: [(role: Role, key: Ed25519PublicKey, name: String)] = []
    /// Keys that go out.
    public var removed: [Ed25519PublicKey] = []
    /// New thresholds, by role.
    public var thresholds: [Role: Int64] = [:]
    /// How long the next root authorises new entries.
    public var lifetimeInDays = 365

    /// No change but a later end.
    public init() {}
}

extension Bindery {
    /// The unsigned draft of the next trust root; root keys approve it, then it is published.
    public func nextRoot(
        _ change: RootChange, for registry: Registry, pinned: Address
    ) throws -> BoundObject {
        let lifetime = try RootLifetime(days: change.lifetimeInDays, option: "--lifetime")
        guard change.added.allSatisfy({ TextRules.isLine($0.name) }) else {
            throw ServiceError(
                .usage, at: "--add", "found a key's name that is empty or has control characters, expected a line",
                remedy: "Write a name of one line.")
        }
        let (state, findings) = try registry.trust(from: pinned)
        guard let state else {
            throw RegistryError(
                .configuration, at: registry.path, "the trust root \(pinned) does not hold for this registry",
                remedy: "Check the pinned address.", findings: findings)
        }
        let now = environment.clock()
        var root = state.current.root
        root.version += 1
        root.previous = state.current.object.address
        root.expires = lifetime.end(from: now)
        for role in Role.allCases {
            var keys = root.roles[role] ?? RoleKeys(threshold: 1, keys: [])
            keys.keys.removeAll { change.removed.contains($0.id.publicKey) }
            keys.keys += change.added.filter { $0.role == role }.map {
                AuthorisedKey(id: DIDKey($0.key), name: $0.name)
            }
            keys.threshold = change.thresholds[role] ?? keys.threshold
            guard keys.threshold >= 1, keys.keys.isEmpty || keys.threshold <= keys.keys.count else {
                throw ServiceError(
                    .usage, at: "--threshold",
                    "found a threshold of \(keys.threshold) for \(role.rawValue), expected 1 to \(keys.keys.count), the number of its keys",
                    remedy: "Name another threshold with --threshold \(role.rawValue)=n, or add keys.")
            }
            root.roles[role] = keys
        }
        let current = state.current.object.envelope
        var issuer = current.issuer
        // The issuer must sign: a root key that left cannot, so the first that stays or comes in takes its place.
        let rootKeys = root.roles[.root]?.keys ?? []
        if let first = rootKeys.first, !rootKeys.contains(where: { $0.id == issuer.id }) { issuer.id = first.id }
        let envelope = Envelope(
            registry: current.registry, name: current.name, issuer: issuer, validFrom: now,
            subject: .trustRoot(root), random: environment.random)
        return try BoundObject(draft: BoundObject(envelope, approvals: []).bytes)
    }
}
