public import Cryptography

/// Keys of the tests: the seed is SHA-256("bindery test key: <name>"), as `Tests/Interop` derives them too.
public enum TestKey {
    /// The key of a name such as `publisher`.
    public static func key(_ name: String) throws -> Ed25519PrivateKey {
        try Ed25519PrivateKey(seed: SHA256.digest(of: "bindery test key: \(name)").bytes.span.bytes)
    }
}
