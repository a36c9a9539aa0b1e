public import Cryptography
public import Signing
internal import Synchronization

/// Reads `did:key` identifiers, and remembers the last few: an auditor meets the same signers again and again.
public final class ResolvedKeys: Sendable {
    // By the bytes of the Multikey: as texts, `K` and the Kelvin sign would be one.
    private let known = Mutex<[[UInt8]: DIDKey]>([:])
    private static let bound = 64
    private static let prefix = Array("did:key:".utf8)

    /// Nothing remembered yet.
    public init() {}

    /// The key of a verification method, or `nil` where it is no acceptable Ed25519 `did:key`.
    public func key(ofMethod method: String) -> Ed25519PublicKey? { did(ofMethod: method)?.publicKey }

    /// The identifier that a verification method belongs to, or `nil` where it is no acceptable Ed25519 `did:key`.
    public func did(ofMethod method: String) -> DIDKey? {
        let bytes = Array(method.utf8)
        guard let separator = bytes.firstIndex(of: UInt8(ascii: "#")), bytes.starts(with: Self.prefix),
            bytes[Self.prefix.count..<max(separator, Self.prefix.count)] == bytes[(separator + 1)...]
        else { return nil }
        return did(ofMultikey: Array(bytes[(separator + 1)...]))
    }

    /// The identifier that `text` spells, or `nil` where it is no acceptable Ed25519 `did:key`.
    public func did(_ text: String) -> DIDKey? {
        let bytes = Array(text.utf8)
        return bytes.starts(with: Self.prefix) ? did(ofMultikey: Array(bytes.dropFirst(Self.prefix.count))) : nil
    }

    private func did(ofMultikey multikey: [UInt8]) -> DIDKey? {
        if let key = known.withLock({ $0[multikey] }) { return key }
        let text = "did:key:" + String(decoding: multikey, as: UTF8.self)
        guard let key = try? DIDKey(text) else { return nil }
        known.withLock { known in
            if known.count >= Self.bound { known.removeAll() }
            known[multikey] = key
        }
        return key
    }
}
