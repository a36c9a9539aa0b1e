public import Cryptography
internal import JSON

/// A name made of a SHA-256 digest: `sha256:` and 64 lower-case hexadecimal digits.
public protocol SHA256Name: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The digest in the name.
    var digest: Digest { get }
    /// The name of a digest.
    init(_ digest: Digest)
}

extension SHA256Name {
    /// The name that `text` spells; `nil` for upper case, another length or another prefix.
    public init?(_ text: String) { self.init(utf8: text.utf8.span) }

    /// The name that a text's UTF-8 spells, as `init(_:)`.
    init?(utf8: Span<UInt8>) {
        let prefix: StaticString = "sha256:"
        guard utf8.count == prefix.utf8CodeUnitCount + 2 * Digest.byteCount, utf8.starts(with: prefix),
            let digest = Digest(hexadecimal: utf8.extracting(prefix.utf8CodeUnitCount...))
        else { return nil }
        self.init(digest)
    }

    /// What people read.
    public var description: String { "sha256:\(digest)" }

    /// Orders by value.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.digest < rhs.digest }
}

/// The address of an object: the digest of its exact bytes, `proof` included. `curl … | sha256sum` gives the same digits.
public struct Address: SHA256Name {
    /// The digest in the name.
    public let digest: Digest

    /// The name of a digest.
    public init(_ digest: Digest) { self.digest = digest }

    /// The address of an object's bytes.
    public init(of bytes: [UInt8]) { digest = SHA256.digest(of: bytes) }
}

/// The claim of an object: the digest of its canonical bytes without `proof`, the same for every set of approvals.
public struct Claim: SHA256Name {
    /// The digest in the name.
    public let digest: Digest

    /// The name of a digest.
    public init(_ digest: Digest) { self.digest = digest }

    /// The claim of a canonical object.
    init(of root: JSONNode) { digest = SHA256.digest(of: root.canonicalBytes(omitting: ["proof"])) }
}
