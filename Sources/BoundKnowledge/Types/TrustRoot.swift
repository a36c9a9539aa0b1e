public import Cryptography
public import JSON
public import Signing

/// A key and what it may do in its role.
public struct AuthorisedKey: Sendable, Hashable {
    /// The key.
    public var id: DIDKey
    /// Whose it is.
    public var name: String
    /// From when it may sign new entries.
    public var validFrom: Timestamp?
    /// Until when it may sign new entries.
    public var expires: Timestamp?
    /// The types that it signs, of those that its role signs; all without one.
    public var scope: [ObjectType]?

    /// A key without limits.
    public init(id: DIDKey, name: String) {
        self.id = id
        self.name = name
    }

    init?(_ reader: inout MemberReader) {
        let id = reader.requiredKey("id")
        let name = reader.required("name", .line)
        validFrom = reader.optional("validFrom", .time)
        expires = reader.optional("expires", .time)
        scope = reader.optionalArray("scope", of: Form<ObjectType>.choice)
        guard let id, let name else { return nil }
        (self.id, self.name) = (id, name)
    }

    var json: JSONValue {
        var value: JSONValue = ["id": .string("\(id)"), "name": .string(name)]
        value.set("validFrom", validFrom.map { .string("\($0)") })
        value.set("expires", expires.map { .string("\($0)") })
        value.set("scope", scope.map { .array($0.map { .string($0.rawValue) }) })
        return value
    }
}

/// The keys of a role, and how many of them must sign.
public struct RoleKeys: Sendable, Hashable {
    /// How many distinct keys must sign.
    public var threshold: Int64
    /// The keys that hold the role.
    public var keys: [AuthorisedKey]

    /// The keys of a role.
    public init(threshold: Int64, keys: [AuthorisedKey]) {
        self.threshold = threshold
        self.keys = keys
    }

    init?(_ reader: inout MemberReader) {
        let threshold = reader.required("threshold", .positiveCount)
        let keys = reader.objects("keys", isNonEmpty: false) { AuthorisedKey(&$0) }
        guard let threshold, let keys else { return nil }
        if !keys.isEmpty, threshold > keys.count {
            reader.report(
                "threshold", "threshold", "\(threshold) of \(keys.count) keys can never sign",
                remedy: "Lower the threshold or add keys, and sign again.")
        }
        (self.threshold, self.keys) = (threshold, keys)
    }

    var json: JSONValue { ["threshold": .integer(threshold), "keys": .array(keys.map(\.json))] }
}

/// Why a key is revoked.
public enum RevocationReason: String, Sendable, Hashable, CaseIterable {
    case keyCompromise = "key-compromise"
    case superseded, retired
}

/// The end of a key, as of a log index that root keys signed: what was logged before stays history.
public struct Revocation: Sendable, Hashable {
    /// The revoked key.
    public var key: DIDKey
    /// The first log index at which its signatures no longer count.
    public var revokedFrom: Int64
    /// The log's origin, at the size that the root keys saw.
    public var origin: String
    /// The log's size that the root keys saw.
    public var size: Int64
    /// The log's root hash at that size.
    public var rootHash: Digest
    /// Why.
    public var reason: RevocationReason

    /// A revocation.
    public init(
        key: DIDKey, revokedFrom: Int64, origin: String, size: Int64, rootHash: Digest, reason: RevocationReason
    ) {
        self.key = key
        self.revokedFrom = revokedFrom
        self.origin = origin
        self.size = size
        self.rootHash = rootHash
        self.reason = reason
    }

    init?(_ reader: inout MemberReader) {
        let key = reader.requiredKey("key")
        let revokedFrom = reader.required("revokedFrom", .count)
        let asOf = reader.object("asOf") { reader -> (String, Int64, Digest)? in
            let origin = reader.required("origin", .origin)
            let size = reader.required("size", .count)
            let rootHash = reader.required("rootHash", .digest)
            guard let origin, let size, let rootHash else { return nil }
            return (origin, size, rootHash)
        }
        let reason = reader.required("reason", Form<RevocationReason>.choice)
        guard let key, let revokedFrom, let asOf, let reason else { return nil }
        (self.key, self.revokedFrom, self.reason) = (key, revokedFrom, reason)
        (origin, size, rootHash) = asOf
    }

    var json: JSONValue {
        [
            "key": .string("\(key)"), "revokedFrom": .integer(revokedFrom),
            "asOf": [
                "origin": .string(origin), "size": .integer(size),
                "rootHash": .string(DigestMultibase.encode(rootHash)),
            ],
            "reason": .string(reason.rawValue),
        ]
    }
}

/// Who may do what in a registry: the `credentialSubject` of a TrustRoot (`docs/format/objects.md` section 8).
public struct TrustRoot: ObjectPart {
    /// 1, 2, …
    public var version: Int64
    /// The version before this one.
    public var previous: Address?
    /// Until when it authorises new entries.
    public var expires: Timestamp
    /// The keys of every role, by role.
    public var roles: [Role: RoleKeys]
    /// Keys that no longer count.
    public var revoked: [Revocation]
    /// Members that never affect verification.
    public var extensions: JSONValue?

    /// A first trust root.
    public init(expires: Timestamp, roles: [Role: RoleKeys]) {
        version = 1
        self.expires = expires
        self.roles = roles
        revoked = []
    }

    init?(_ reader: inout MemberReader) {
        let version = reader.required("version", .positiveCount)
        previous = reader.optional("previous", .address)
        let expires = reader.required("expires", .time)
        let roles = reader.object("roles") { Self.readRoles(&$0) }
        let revoked = reader.objects("revoked", isNonEmpty: false) { Revocation(&$0) }
        extensions = reader.extensions()
        guard let version, let expires, let roles, let revoked else { return nil }
        (self.version, self.expires, self.roles, self.revoked) = (version, expires, roles, revoked)
        checkRelations(reader)
    }

    private static func readRoles(_ reader: inout MemberReader) -> [Role: RoleKeys]? {
        let root = reader.object("root") { RoleKeys(&$0) }
        let publisher = reader.object("publisher") { RoleKeys(&$0) }
        let auditor = reader.object("auditor") { RoleKeys(&$0) }
        let log = reader.object("log") { RoleKeys(&$0) }
        let commit = reader.object("commit") { RoleKeys(&$0) }
        let witness = reader.object("witness") { RoleKeys(&$0) }
        guard let root, let publisher, let auditor, let log, let commit, let witness else { return nil }
        return [
            .root: root, .publisher: publisher, .auditor: auditor, .log: log, .commit: commit, .witness: witness,
        ]
    }

    private func checkRelations(_ reader: MemberReader) {
        if (previous == nil) != (version == 1) {
            reader.report(
                "version-chain", "previous", "version 1 names no predecessor, and every later version names one",
                remedy: "Correct the member and sign again.")
        }
        if roles[.root]?.keys.isEmpty ?? true {
            reader.report("missing-member", "roles", "no key holds the role root", remedy: "Name a root key.")
        }
        var known: Set<DIDKey> = []
        for key in Role.allCases.flatMap({ roles[$0]?.keys.map(\.id) ?? [] }) where !known.insert(key).inserted {
            reader.report(
                "key-in-two-roles", "roles", "\(key) stands twice; one key holds one role",
                remedy: "Make a key for each role.")
        }
        for role in Role.allCases {
            for key in roles[role]?.keys ?? [] {
                for type in key.scope ?? [] where type.signingRole != role {
                    reader.report(
                        "key-scope", "roles", "a key of \(role.rawValue) has \(type.rawValue) in its scope",
                        remedy: "Name types that the role signs.")
                }
            }
        }
    }

    /// The `credentialSubject` as it stands in an object.
    public var json: JSONValue {
        var value: JSONValue = ["formatVersion": 1, "version": .integer(version)]
        value.set("previous", previous.map { .string("\($0)") })
        value.set("expires", .string("\(expires)"))
        var roleMembers: JSONValue = [:]
        for role in Role.allCases {
            roleMembers.set(role.rawValue, (roles[role] ?? RoleKeys(threshold: 1, keys: [])).json)
        }
        value.set("roles", roleMembers)
        value.set("revoked", .array(revoked.map(\.json)))
        value.set("extensions", extensions)
        return value
    }
}
