public import Cryptography
internal import Signing

/// The keys of the demonstration: derived from public words, so that nobody mistakes them for secrets.
///
/// They are refused in every registry whose origin is not under `demo.bindery.example`.
public enum DemoKey {
    /// The first part of the demonstration's origin.
    public static let originPrefix = "demo.bindery.example/"

    /// The demonstration's key of a role: its seed is SHA-256("bindery demo key, not secret: <role>").
    public static func key(for role: Role) throws(CryptographyError) -> Ed25519PrivateKey {
        let seed = SHA256.digest(of: "bindery demo key, not secret: \(role.rawValue)")
        return try Ed25519PrivateKey(seed: seed.bytes.span.bytes)
    }

    /// Whether `key` is one of the demonstration's.
    public static func contains(_ key: Ed25519PublicKey) -> Bool { publicKeys.contains(key) }

    private static let publicKeys: Set<Ed25519PublicKey> = Set(
        Role.allCases.compactMap { try? key(for: $0).publicKey })

    /// A finding for each demo key that a trust root of another registry names, and for an issuer that is one.
    static func findings(_ envelope: Envelope) -> [Finding] {
        guard !envelope.registry.utf8.starts(with: originPrefix.utf8) else { return [] }
        var findings = contains(envelope.issuer.id.publicKey) ? [finding(at: "/issuer/id")] : []
        guard case .trustRoot(let root) = envelope.subject else { return findings }
        for role in Role.allCases {
            for (index, key) in (root.roles[role]?.keys ?? []).enumerated() where contains(key.id.publicKey) {
                findings.append(finding(at: "/credentialSubject/roles/\(role.rawValue)/keys/\(index)/id"))
            }
        }
        return findings
    }

    private static func finding(at pointer: String) -> Finding {
        Finding(
            "demo-key", .rejects, at: pointer, "the key is a demonstration key, which everyone holds",
            remedy: "Make your own with `bindery key new`.")
    }
}
