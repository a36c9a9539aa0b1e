public import Cryptography

/// The Multikey form of Ed25519 keys: multibase `z` (base58btc) of the bytes `ed 01` and the 32-byte public key
/// ([CID 1.0 §2.2.2](https://www.w3.org/TR/cid-1.0/#Multikey)).
public enum Multikey {
    private static let publicPrefix: [UInt8] = [0xed, 0x01]
    private static let secretPrefix: [UInt8] = [0x80, 0x26]
    private static let characterCount = 48

    /// `publicKeyMultibase` of `key`: 48 characters that start `z6Mk`.
    public static func encode(_ key: Ed25519PublicKey) -> String {
        "z" + Base58.encode(publicPrefix + key.bytes)
    }

    /// The key of a `publicKeyMultibase` text, with the checks of `Ed25519PublicKey`.
    public static func decode(_ text: String) throws(SigningError) -> Ed25519PublicKey {
        let characters = Array(text.utf8)
        guard characters.first == UInt8(ascii: "z"), characters.count <= 2 * characterCount else {
            throw malformed("it does not start with `z`, or is longer than a key")
        }
        guard let bytes = Base58.decode(characters.dropFirst()) else {
            throw malformed("a character is not in the base58 alphabet")
        }
        guard !bytes.starts(with: secretPrefix) else {
            throw SigningError(
                .secretKey, "a secret key (secretKeyMultibase) stands where a public key is wanted",
                remedy: "Treat that key as lost: make a new one, and publish only the public half.")
        }
        guard bytes.count == publicPrefix.count + Ed25519PublicKey.byteCount, bytes.starts(with: publicPrefix) else {
            throw malformed("it decodes to \(bytes.count) bytes, not to ed 01 and 32 bytes")
        }
        do {
            return try Ed25519PublicKey(bytes: Array(bytes.dropFirst(publicPrefix.count)))
        } catch {
            throw SigningError(.malformedKey, error.problem, remedy: error.remedy)
        }
    }

    private static func malformed(_ reason: String) -> SigningError {
        SigningError(
            .malformedKey, "the text is no Ed25519 Multikey: \(reason)",
            remedy: "Encode the key as `z` and base58btc of the bytes ed 01 and the 32-byte public key.")
    }
}

/// The `did:key` identifier of an Ed25519 key, and of the one verification method in it
/// ([did:key](https://w3c-ccg.github.io/did-key-spec/)).
public struct DIDKey: Sendable, Hashable, CustomStringConvertible {
    /// The key that the identifier holds.
    public let publicKey: Ed25519PublicKey
    /// The Multikey text.
    public let multikey: String

    /// The identifier of `publicKey`.
    public init(_ publicKey: Ed25519PublicKey) {
        self.publicKey = publicKey
        multikey = Multikey.encode(publicKey)
    }

    /// An identifier without fragment: `did:key:z6Mk…`.
    public init(_ text: String) throws(SigningError) {
        guard text.utf8.starts(with: "did:key:".utf8) else {
            throw SigningError(
                .malformedKey, "the identifier does not start with `did:key:`",
                remedy: "Name an Ed25519 key as `did:key:` and its Multikey.")
        }
        let multikey = String(decoding: text.utf8.dropFirst(8), as: UTF8.self)
        publicKey = try Multikey.decode(multikey)
        self.multikey = multikey
    }

    /// A verification method: the identifier, `#`, and the same Multikey again.
    public init(verificationMethod text: String) throws(SigningError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw SigningError(
                .malformedKey, "the verification method has \(parts.count - 1) fragments, expected one",
                remedy: "Write it as `did:key:z6Mk…#z6Mk…`.")
        }
        try self.init(String(decoding: parts[0], as: UTF8.self))
        guard parts[1].elementsEqual(multikey.utf8) else {
            throw SigningError(
                .malformedKey, "the fragment of the verification method is not its key",
                remedy: "Write it as `did:key:z6Mk…#z6Mk…` with one and the same Multikey.")
        }
    }

    /// The identifier of the only verification method.
    public var verificationMethod: String { "\(self)#\(multikey)" }

    /// What people read.
    public var description: String { "did:key:\(multikey)" }

    /// Whether both are the same.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.publicKey == rhs.publicKey }

    /// Combines what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(publicKey) }
}
