public import Cryptography
internal import Signing
internal import Synchronization

/// Finds the keys of `did:key` verification methods, and remembers the last few: an auditor meets the same signers again and again.
public final class ResolvedKeys: Sendable {
    // By bytes: as texts, `K` and the Kelvin sign would be one.
    private let known = Mutex<[[UInt8]: Ed25519PublicKey]>([:])
    private static let bound = 64

    /// Nothing remembered yet.
    public init() {}

    /// The key that `method` names, or `nil` where it is no acceptable Ed25519 `did:key`.
    public func key(of method: String) -> Ed25519PublicKey? {
        let name = Array(method.utf8)
        if let key = known.withLock({ $0[name] }) { return key }
        guard let key = try? DIDKey(verificationMethod: method).publicKey else { return nil }
        known.withLock { known in
            if known.count >= Self.bound { known.removeAll() }
            known[name] = key
        }
        return key
    }
}
