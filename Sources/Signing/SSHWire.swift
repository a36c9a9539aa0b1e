public import Cryptography

/// The SSH wire encoding of what we need ([RFC 4251 §5](https://www.rfc-editor.org/rfc/rfc4251#section-5),
/// [RFC 8709 §4](https://www.rfc-editor.org/rfc/rfc8709#section-4)).
enum SSHWire {
    static let algorithm = Array("ssh-ed25519".utf8)

    static func string(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt32(bytes.count)
        return [UInt8(count >> 24), UInt8(count >> 16 & 0xff), UInt8(count >> 8 & 0xff), UInt8(count & 0xff)] + bytes
    }

    static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

    static func publicKey(_ key: Ed25519PublicKey) -> [UInt8] { string(algorithm) + string(key.bytes) }

    /// Reads fields from the front; `nil` where the bytes end too early.
    struct Reader {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: [UInt8]) { rest = bytes[...] }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func take(_ count: Int) -> [UInt8]? {
            guard count <= rest.count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }

        mutating func string() -> [UInt8]? {
            guard let length = take(4) else { return nil }
            return take(length.reduce(0) { $0 << 8 | Int($1) })
        }
    }
}

/// The texts by which OpenSSH names an Ed25519 public key.
public struct SSHPublicKey: Sendable {
    private let key: Ed25519PublicKey

    /// The SSH names of `key`.
    public init(_ key: Ed25519PublicKey) { self.key = key }

    /// One line of `authorized_keys` or, after a principal, of `allowed_signers`: `ssh-ed25519 AAAA…`.
    public var text: String { "ssh-ed25519 " + PowerOfTwoBase.base64.encode(SSHWire.publicKey(key)) }

    /// `SHA256:` and unpadded base64 of the digest, as `ssh-keygen -l` prints it.
    public var fingerprint: String {
        let digest = SHA256.digest(of: SSHWire.publicKey(key))
        return "SHA256:" + PowerOfTwoBase.base64.encode(digest.bytes).prefix { $0 != "=" }
    }
}
