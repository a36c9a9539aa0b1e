internal import CLibcrypto

/// An Ed25519 public key that is safe to verify under ([RFC 8032 §5.1](https://www.rfc-editor.org/rfc/rfc8032#section-5.1)).
///
/// OpenSSL imports any 32 bytes. Here the encodings of the eight small-order points are refused, because under them a signature
/// can be made for every message without a private key, and so is y >= p, because one key would have two texts.
public struct Ed25519PublicKey: Sendable, Hashable, CustomStringConvertible {
    /// The number of bytes of an encoded key.
    public static let byteCount = 32
    /// The number of bytes of a signature.
    public static let signatureByteCount = 64

    /// The encoded point: y little-endian, the sign of x in the top bit of the last byte.
    public let bytes: [UInt8]
    private let contexts: SignatureContexts

    /// A key from its 32-byte encoding.
    ///
    /// - Throws: `malformedKey` for another length, `weakKey` for a small-order point or y >= 2^255 - 19.
    public init(bytes: [UInt8]) throws(CryptographyError) {
        guard bytes.count == Self.byteCount else {
            throw CryptographyError(
                .malformedKey, "the public key has \(bytes.count) bytes, expected \(Self.byteCount)",
                remedy: "Pass the raw 32 bytes of an Ed25519 public key.")
        }
        var ordinate = bytes
        ordinate[31] &= 0x7f
        guard !SmallOrderPoint.ordinates.contains(ordinate) else {
            throw CryptographyError(
                .weakKey,
                "the public key \(Hexadecimal.encode(bytes)) is a point of small order: anyone can forge under it",
                remedy: "Refuse it and ask its owner for a key made by a sound generator.")
        }
        guard !Self.exceedsFieldPrime(ordinate) else {
            throw CryptographyError(
                .weakKey, "the public key \(Hexadecimal.encode(bytes)) is not canonical: y is not below 2^255 - 19",
                remedy: "Refuse it and ask its owner for the canonical encoding.")
        }
        self.bytes = bytes
        contexts = SignatureContexts()
    }

    /// The key as OpenSSL holds it.
    func importHandle() throws(CryptographyError) -> KeyHandle {
        guard let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count) else {
            throw .library("importing a public key")
        }
        return unsafe KeyHandle(key)
    }

    /// Whether `signature` is this key's over `message`. A signature of a wrong length is simply not one.
    ///
    /// - Complexity: O(`message`), about 0.1 ms for short messages.
    public func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == Self.signatureByteCount else { return false }
        if let used = contexts.take(), used.accepts(signature, for: message) {
            contexts.keep(used)
            return true
        }
        defer { ERR_clear_error() }
        // OpenSSL may one day refuse a context because it was used before, so only a new one says no.
        guard let key = try? importHandle(), let fresh = SignatureContext(key),
            fresh.accepts(signature, for: message)
        else { return false }
        contexts.keep(fresh)
        return true
    }

    /// The raw key in hexadecimal.
    public var description: String { Hexadecimal.encode(bytes) }

    /// Whether both are the same.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.bytes == rhs.bytes }

    /// Combines what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    /// Whether a little-endian y without sign bit is at least p = 2^255 - 19 = `ed ff … ff 7f`.
    private static func exceedsFieldPrime(_ ordinate: [UInt8]) -> Bool {
        ordinate[31] == 0x7f && ordinate[1..<31].allSatisfy { $0 == 0xff } && ordinate[0] >= 0xed
    }
}

/// The y coordinates, sign bit cleared, of the fourteen encodings of the eight points whose order divides 8.
///
/// 0, 1, p - 1, p, p + 1 and the two of order 8; each stands with either sign bit, which is fourteen texts.
enum SmallOrderPoint {
    static let ordinates: [[UInt8]] =
        [
            [0] + [UInt8](repeating: 0, count: 31),
            [1] + [UInt8](repeating: 0, count: 31),
            [0xec] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
            [0xed] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
            [0xee] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
        ]
        + [
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        ].compactMap { Hexadecimal.decode($0.utf8) }
}

/// Owns one `EVP_PKEY`; freeing it wipes a private half.
///
/// `@unchecked Sendable`: an `EVP_PKEY` is not changed after import, and OpenSSL locks its own caches.
@safe final class KeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe EVP_PKEY_free(pointer) }
}
