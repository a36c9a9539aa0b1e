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
        var keys = [("/issuer/id", envelope.issuer.id)]
        if case .trustRoot(let root) = envelope.subject {
            keys += Role.allCases.flatMap { role in
                (root.roles[role]?.keys ?? []).enumerated().map { index, key in
                    ("/credentialSubject/roles/\(role.rawValue)/keys/\(index)/id", key.id)
                }
            }
        }
        return keys.filter { contains($0.1.publicKey) }.map { pointer, _ in
            Finding(
                "demo-key", .rejects, at: pointer, "the key is a demonstration key, which everyone holds",
                remedy: "Make your own with `bindery key new`.")
        }
    }
}
