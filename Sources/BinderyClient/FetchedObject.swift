public import BoundKnowledge
public import HTTPClient

/// An object that was asked for, with what is known of it. Its bytes have the address; whether it holds is the verdict's to say.
public struct FetchedObject: Sendable {
    /// Where the bytes came from.
    public enum Source: Sendable, Hashable {
        /// The cache on disk.
        case cache
        /// A mirror.
        case mirror(HTTPLocation)
    }

    /// The exact bytes.
    public let bytes: [UInt8]
    /// Where they came from.
    public let source: Source
    /// The verdict under the trust root, with the findings about the object.
    public let verification: Verification
    /// What mirrors did instead of giving it, and what is said of the trust roots; no finding here touches the verdict.
    public let mirrorFindings: [Finding]

    /// The address.
    public var address: Address { verification.address }
    /// The verdict.
    public var verdict: Verdict { verification.verdict }
    /// All findings.
    public var findings: [Finding] { verification.findings + mirrorFindings }
    /// Whether it may be used: it holds, be it of another time.
    public var holds: Bool { verdict == .verified || verdict == .stale }
    /// The object, if its format could be read; it is worth nothing where it does not hold.
    public var object: BoundObject? { verification.object }

    /// The bound document, if it is one and holds.
    public var document: BoundDocument? {
        guard holds, case .boundDocument(let document)? = object?.envelope.subject else { return nil }
        return document
    }
}
