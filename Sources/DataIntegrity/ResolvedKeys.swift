public import Cryptography
public import Signing
internal import Synchronization

/// Reads `did:key` identifiers, and remembers the last few: an auditor meets the same signers again and again.
public final class ResolvedKeys: Sendable {
    /// Compared as bytes: as texts, `K` and the Kelvin sign would be one.
    private let known = Mutex<[DIDKey]>([])
    private static let bound = 64
    private static let prefix: StaticString = "did:key:"

    /// Nothing remembered yet.
    public init() {}

    /// The key of a verification method, or `nil` where it is no acceptable Ed25519 `did:key`.
    public func key(ofMethod method: String) -> Ed25519PublicKey? { did(ofMethod: method)?.publicKey }

    /// The identifier that a verification method belongs to, or `nil` where it is no acceptable Ed25519 `did:key`.
    public func did(ofMethod method: String) -> DIDKey? { did(ofMethod: method.utf8.span) }

    /// The identifier that `text` spells, or `nil` where it is no acceptable Ed25519 `did:key`.
    public func did(_ text: String) -> DIDKey? { did(text.utf8.span) }

    /// The identifier that the UTF-8 of a verification method belongs to, as `did(ofMethod:)`.
    package func did(ofMethod method: Span<UInt8>) -> DIDKey? {
        // `did:key:`, the Multikey, `#`, and the Multikey again.
        let prefixCount = Self.prefix.utf8CodeUnitCount
        let (count, remainder) = (method.count - prefixCount - 1).quotientAndRemainder(dividingBy: 2)
        guard count > 0, remainder == 0, method[prefixCount + count] == UInt8(ascii: "#"),
            method.extracting(prefixCount..<prefixCount + count)
                .isEqual(to: method.extracting((prefixCount + count + 1)...))
        else { return nil }
        return did(method.extracting(..<(prefixCount + count)))
    }

    /// The identifier that a text's UTF-8 spells, as `did(_:)`.
    package func did(_ text: Span<UInt8>) -> DIDKey? {
        guard text.starts(with: Self.prefix) else { return nil }
        let multikey = text.extracting(Self.prefix.utf8CodeUnitCount...)
        if let key = known.withLock({ known in known.first { $0.multikey.utf8.span.isEqual(to: multikey) } }) {
            return key
        }
        guard let utf8 = try? UTF8Span(validating: text), let key = try? DIDKey(String(copying: utf8)) else {
            return nil
        }
        known.withLock { known in
            if known.count >= Self.bound { known.removeAll() }
            known.append(key)
        }
        return key
    }
}
