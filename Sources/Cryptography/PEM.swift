internal import CLibcrypto

/// PEM text of keys: PKCS#8 for private ones, SubjectPublicKeyInfo for public ones
/// ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468), [RFC 8410](https://www.rfc-editor.org/rfc/rfc8410)).
enum PEM {
    static func write(privateKey: KeyHandle, passphrase: SecretBytes?) throws(CryptographyError) -> SecretBytes {
        let output = try MemoryBIO()
        let cipher = unsafe passphrase == nil ? nil : EVP_aes_256_cbc()
        let holder = PassphraseHolder(passphrase)
        let status = unsafe PEM_write_bio_PKCS8PrivateKey(
            output.pointer, privateKey.pointer, cipher, nil, 0, passphraseCallback, holder.context)
        withExtendedLifetime(holder) {}
        guard status == 1 else { throw .library("writing a private key") }
        return output.contents()
    }

    static func readPrivateKey(_ text: SecretBytes, passphrase: SecretBytes?) throws(CryptographyError) -> KeyHandle {
        let input = try MemoryBIO.reading(text)
        let holder = PassphraseHolder(passphrase)
        let key = unsafe PEM_read_bio_PrivateKey(input.pointer, nil, passphraseCallback, holder.context)
        withExtendedLifetime(holder) {}
        guard let key = unsafe key else {
            let reason = takeLibraryError()
            guard holder.wasAsked else {
                throw CryptographyError(
                    .malformedKey, "the text holds no PEM private key (\(reason))",
                    remedy: "Expected `-----BEGIN PRIVATE KEY-----`; make a key with `bindery key new`.")
            }
            throw CryptographyError(
                .passphrase,
                passphrase == nil
                    ? "the private key is encrypted and no passphrase was given"
                    : "the passphrase does not open the key",
                remedy: "Give the key's passphrase.")
        }
        return unsafe KeyHandle(key)
    }

    static func write(publicKey: KeyHandle) throws(CryptographyError) -> String {
        let output = try MemoryBIO()
        guard unsafe PEM_write_bio_PUBKEY(output.pointer, publicKey.pointer) == 1 else {
            throw .library("writing a public key")
        }
        return output.contents().withBytes { span in
            unsafe span.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
        }
    }

    static func readPublicKey(_ text: [UInt8]) throws(CryptographyError) -> Ed25519PublicKey {
        let input = try unsafe MemoryBIO.reading(SecretBytes(copying: text.span.bytes))
        // A callback of our own: OpenSSL's would ask at the terminal for the passphrase of an encrypted block.
        let holder = PassphraseHolder(nil)
        let key = unsafe PEM_read_bio_PUBKEY(input.pointer, nil, passphraseCallback, holder.context)
        withExtendedLifetime(holder) {}
        guard let key = unsafe key else {
            throw CryptographyError(
                .malformedKey, "the text holds no PEM public key (\(takeLibraryError()))",
                remedy: "Expected `-----BEGIN PUBLIC KEY-----`; `bindery key export` writes one.")
        }
        let handle = unsafe KeyHandle(key)
        guard unsafe EVP_PKEY_get_id(handle.pointer) == EVP_PKEY_ED25519 else {
            throw CryptographyError(
                .wrongKeyType, "the key is of type \(keyTypeName(handle)), expected ED25519",
                remedy: "Only Ed25519 keys are used here.")
        }
        return try Ed25519PublicKey(bytes: rawPublicKey(handle))
    }
}

extension Ed25519PublicKey {
    /// SubjectPublicKeyInfo as PEM ([RFC 8410 §4](https://www.rfc-editor.org/rfc/rfc8410#section-4)).
    public func pem() throws(CryptographyError) -> String { try PEM.write(publicKey: importHandle()) }

    /// The key of a SubjectPublicKeyInfo PEM text, checked as `init(bytes:)` checks it.
    public init(pem: [UInt8]) throws(CryptographyError) { self = try PEM.readPublicKey(pem) }
}

/// What the C callback needs: the passphrase, and whether OpenSSL asked for one.
private final class PassphraseHolder {
    let passphrase: SecretBytes?
    var wasAsked = false

    init(_ passphrase: SecretBytes?) { self.passphrase = passphrase }

    /// A pointer to this object for a C call that ends before the object does.
    var context: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }
}

private func passphraseCallback(
    buffer: UnsafeMutablePointer<CChar>?, capacity: Int32, isWriting: Int32, context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context = unsafe context else { return -1 }
    let holder = unsafe Unmanaged<PassphraseHolder>.fromOpaque(context).takeUnretainedValue()
    holder.wasAsked = true
    guard let passphrase = holder.passphrase, passphrase.count <= Int(capacity) else { return -1 }
    return passphrase.withBytes { span in
        unsafe span.withUnsafeBytes { bytes in
            guard let source = bytes.baseAddress, bytes.count > 0 else { return 0 }
            unsafe buffer?.update(from: source.assumingMemoryBound(to: CChar.self), count: bytes.count)
            return Int32(bytes.count)
        }
    }
}

/// Owns one memory BIO whose buffer is wiped when it is freed.
@safe private struct MemoryBIO: ~Copyable {
    let pointer: OpaquePointer

    init() throws(CryptographyError) {
        guard let made = unsafe BIO_new(BIO_s_secmem()) else { throw .library("allocating a buffer") }
        unsafe pointer = made
    }

    static func reading(_ text: SecretBytes) throws(CryptographyError) -> MemoryBIO {
        let buffer = try MemoryBIO()
        let target = unsafe buffer.pointer
        let written = text.withBytes { span in
            unsafe span.withUnsafeBytes { unsafe BIO_write(target, $0.baseAddress, Int32(clamping: $0.count)) }
        }
        guard Int(written) == text.count || text.count == 0 else { throw .library("filling a buffer") }
        return buffer
    }

    deinit { unsafe BIO_free_all(pointer) }

    borrowing func contents() -> SecretBytes {
        var data: UnsafeMutablePointer<CChar>?
        let count = unsafe bindery_bio_get_mem_data(pointer, &data)
        let view = unsafe UnsafeRawBufferPointer(start: data, count: max(Int(count), 0))
        return SecretBytes(copying: unsafe view.bytes)
    }
}
