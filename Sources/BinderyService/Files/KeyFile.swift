public import Cryptography

/// Private keys in PEM files of mode 0600.
public enum KeyFile {
    /// Writes a new private key file; one that exists is never replaced.
    public static func write(
        _ key: Ed25519PrivateKey, to path: String, passphrase: SecretBytes?
    ) throws {
        let pem = try key.pem(passphrase: passphrase)
        var bytes = pem.withBytes { span in span.withUnsafeBytes { Array($0) } }
        defer { SecretBytes.wipe(&bytes) }
        try SafeFile.write(bytes, to: path, mode: 0o600, replaces: false)
    }

    /// Refuses a path at which there is a file.
    public static func requireAbsent(_ path: String) throws { try SafeFile.requireAbsent(path) }

    /// Reads a private key file.
    ///
    /// - Parameter passphrase: asked for only when the file is encrypted.
    /// - Throws: `ServiceError.noPermission` when others can read the file, or a `FileError` with what is wrong with the key.
    public static func readPrivate(
        _ path: String, passphrase: () throws -> SecretBytes?
    ) throws -> Ed25519PrivateKey {
        var bytes = try SafeFile.read(path, limit: 1 << 16)
        defer { SecretBytes.wipe(&bytes) }
        try SafeFile.requireOwnerOnly(path, "key")
        let pem = SecretBytes(copying: bytes.span.bytes)
        return try FileError.naming(path) {
            do {
                return try Ed25519PrivateKey(pem: pem)
            } catch let error as CryptographyError {
                guard error.code == .passphrase, let secret = try passphrase() else { throw error }
                return try Ed25519PrivateKey(pem: pem, passphrase: secret)
            }
        }
    }

    /// The public key of a private or public key file, or of a did:key text.
    public static func readPublic(_ path: String, passphrase: () throws -> SecretBytes?) throws -> Ed25519PublicKey {
        var bytes = try SafeFile.read(path, limit: 1 << 16)
        // It may be a private key: its bytes become no string, and are wiped.
        defer { SecretBytes.wipe(&bytes) }
        if bytes.contains("-----BEGIN PUBLIC KEY-----".utf8) {
            return try FileError.naming(path) { try Ed25519PublicKey(pem: bytes) }
        }
        return try readPrivate(path, passphrase: passphrase).publicKey
    }
}
