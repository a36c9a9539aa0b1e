internal import CLibcrypto

/// An Ed25519 private key. The seed lives inside OpenSSL and is wiped when the last copy goes.
public struct Ed25519PrivateKey: Sendable {
    /// The number of bytes of a seed.
    public static let seedByteCount = 32

    /// The public half, derived from the seed by OpenSSL (never taken from a caller: signing under a wrong public key leaks the seed).
    public let publicKey: Ed25519PublicKey
    private let handle: KeyHandle

    /// A key from its 32-byte seed; the caller wipes its own copy.
    public init(seed: RawSpan) throws(CryptographyError) {
        guard seed.byteCount == Self.seedByteCount else {
            throw CryptographyError(
                .malformedKey, "the seed has \(seed.byteCount) bytes, expected \(Self.seedByteCount)",
                remedy: "Pass the raw 32 bytes of an Ed25519 private key.")
        }
        let key = unsafe seed.withUnsafeBytes { bytes in
            unsafe EVP_PKEY_new_raw_private_key(
                EVP_PKEY_ED25519, nil, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        }
        guard let key = unsafe key else { throw .library("importing a private key") }
        try self.init(owning: unsafe KeyHandle(key))
    }

    /// A new key from OpenSSL's generator.
    public static func generate() throws(CryptographyError) -> Ed25519PrivateKey {
        guard let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nil) else { throw .library("making a key") }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1, unsafe EVP_PKEY_keygen(context, &key) == 1,
            let key = unsafe key
        else { throw .library("making a key") }
        return try Ed25519PrivateKey(owning: unsafe KeyHandle(key))
    }

    init(owning handle: KeyHandle) throws(CryptographyError) {
        let type = unsafe EVP_PKEY_get_id(handle.pointer)
        guard type == EVP_PKEY_ED25519 else {
            throw CryptographyError(
                .wrongKeyType, "the key is of type \(keyTypeName(handle)), expected ED25519",
                remedy: "Make one with `bindery key new`, or with `openssl genpkey -algorithm ED25519`.")
        }
        self.handle = handle
        publicKey = try Ed25519PublicKey(bytes: rawPublicKey(handle))
    }

    /// The 64-byte signature of `message` (pure Ed25519, [RFC 8032 §5.1.6](https://www.rfc-editor.org/rfc/rfc8032#section-5.1.6)).
    public func signature(for message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .library("signing") }
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: Ed25519PublicKey.signatureByteCount)
        var count = signature.count
        guard unsafe EVP_DigestSignInit(context, nil, nil, nil, handle.pointer) == 1,
            unsafe EVP_DigestSign(context, &signature, &count, message, message.count) == 1,
            count == signature.count
        else { throw .library("signing") }
        return signature
    }

    /// PKCS#8 PEM, encrypted with AES-256-CBC (PBES2) when there is a passphrase
    /// ([RFC 5958](https://www.rfc-editor.org/rfc/rfc5958), [RFC 8410 §7](https://www.rfc-editor.org/rfc/rfc8410#section-7)).
    public func pem(passphrase: SecretBytes? = nil) throws(CryptographyError) -> SecretBytes {
        try PEM.write(privateKey: handle, passphrase: passphrase)
    }

    /// The key of a PKCS#8 PEM file, encrypted or not.
    ///
    /// - Throws: `malformedKey`, `passphrase` or `wrongKeyType`.
    public init(pem: SecretBytes, passphrase: SecretBytes? = nil) throws(CryptographyError) {
        try self.init(owning: PEM.readPrivateKey(pem, passphrase: passphrase))
    }
}

/// OpenSSL's name of the key's type.
func keyTypeName(_ handle: KeyHandle) -> String {
    guard let name = unsafe EVP_PKEY_get0_type_name(handle.pointer) else { return "unknown" }
    return unsafe String(cString: name)
}

/// The 32 bytes of the public half.
func rawPublicKey(_ handle: KeyHandle) throws(CryptographyError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Ed25519PublicKey.byteCount)
    var count = bytes.count
    guard unsafe EVP_PKEY_get_raw_public_key(handle.pointer, &bytes, &count) == 1, count == bytes.count else {
        throw .library("reading a public key")
    }
    return bytes
}
