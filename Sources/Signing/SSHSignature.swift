public import Cryptography

/// An SSH signature over a message, as git commits carry it
/// ([PROTOCOL.sshsig](https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig)).
///
/// Integers are big-endian; a string is its 32-bit length and its bytes. The hash is SHA-512, as `ssh-keygen -Y sign` writes it.
public struct SSHSignature: Sendable, Hashable {
    /// The namespace that git uses for commits and tags.
    public static let gitNamespace = "git"

    /// The key that signed.
    public let publicKey: Ed25519PublicKey
    /// What the signature is for.
    public let namespace: String
    private let hashAlgorithm: String
    private let signature: [UInt8]

    /// Signs `message` for `namespace`.
    public init(signing message: [UInt8], namespace: String, with key: Ed25519PrivateKey) throws(CryptographyError) {
        publicKey = key.publicKey
        self.namespace = namespace
        hashAlgorithm = "sha512"
        signature = try key.signature(
            for: Self.signedData(message, namespace: namespace, hashAlgorithm: hashAlgorithm) ?? [])
    }

    /// Whether the signature is over `message`, for `namespace`, by `publicKey`.
    public func isValid(for message: [UInt8], namespace: String) -> Bool {
        guard namespace.utf8.elementsEqual(self.namespace.utf8),
            let data = Self.signedData(message, namespace: namespace, hashAlgorithm: hashAlgorithm)
        else { return false }
        return publicKey.isValidSignature(signature, for: data)
    }

    /// The armoured text, with lines of 70 characters and a final line feed.
    public var armor: String {
        let blob =
            Array("SSHSIG".utf8) + [0, 0, 0, 1] + SSHWire.string(SSHWire.publicKey(publicKey))
            + SSHWire.string(namespace) + SSHWire.string("") + SSHWire.string(hashAlgorithm)
            + SSHWire.string(SSHWire.string("ssh-ed25519") + SSHWire.string(signature))
        let text = Array(PowerOfTwoBase.base64.encode(blob).utf8)
        let lines = stride(from: 0, to: text.count, by: 70).map { start in
            String(decoding: text[start..<min(start + 70, text.count)], as: UTF8.self) + "\n"
        }
        return "\(Self.header)\n\(lines.joined())\(Self.footer)\n"
    }

    /// The signature of an armoured text; line lengths are free.
    public init(armor: String) throws(SigningError) {
        let lines = armor.utf8.split(separator: UInt8(ascii: "\n")).map(Array.init)
        guard lines.count >= 3, lines.first == Array(Self.header.utf8), lines.last == Array(Self.footer.utf8),
            let blob = PowerOfTwoBase.base64.decode(Array(lines[1..<lines.count - 1].joined()))
        else { throw Self.malformed("it is not armoured base64 between its two marker lines") }
        var reader = SSHWire.Reader(blob)
        guard reader.take(6) == Array("SSHSIG".utf8), reader.take(4) == [0, 0, 0, 1] else {
            throw Self.malformed("it does not start with SSHSIG version 1")
        }
        guard let key = reader.string(), let namespace = reader.string(), reader.string() == [],
            let hash = reader.string(), let outer = reader.string(), reader.isAtEnd
        else { throw Self.malformed("a field is missing, reserved or surplus") }
        var keyReader = SSHWire.Reader(key)
        var signatureReader = SSHWire.Reader(outer)
        guard keyReader.string() == SSHWire.algorithm, let point = keyReader.string(), keyReader.isAtEnd,
            signatureReader.string() == SSHWire.algorithm, let signature = signatureReader.string(),
            signature.count == Ed25519PublicKey.signatureByteCount, signatureReader.isAtEnd
        else { throw Self.malformed("the key or the signature is not ssh-ed25519") }
        do {
            publicKey = try Ed25519PublicKey(bytes: point)
        } catch {
            throw SigningError(.malformedKey, error.problem, remedy: error.remedy)
        }
        self.namespace = String(decoding: namespace, as: UTF8.self)
        hashAlgorithm = String(decoding: hash, as: UTF8.self)
        self.signature = signature
    }

    private static let header = "-----BEGIN SSH SIGNATURE-----"
    private static let footer = "-----END SSH SIGNATURE-----"

    private static func signedData(_ message: [UInt8], namespace: String, hashAlgorithm: String) -> [UInt8]? {
        let hash: [UInt8]
        switch hashAlgorithm {
        case "sha512": hash = SHA512.digest(of: message)
        case "sha256": hash = SHA256.digest(of: message).bytes
        default: return nil
        }
        return Array("SSHSIG".utf8) + SSHWire.string(namespace) + SSHWire.string("") + SSHWire.string(hashAlgorithm)
            + SSHWire.string(hash)
    }

    private static func malformed(_ reason: String) -> SigningError {
        SigningError(
            .malformedSignature, "the text is no SSH signature: \(reason)",
            remedy: "Expected what `ssh-keygen -Y sign` writes for an Ed25519 key.")
    }
}
