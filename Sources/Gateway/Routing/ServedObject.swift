internal import BoundKnowledge
internal import HTTPTypes
internal import KnowledgeRegistry

/// An object as it is served: its bytes, and what its headers say. Everything here is immutable, like the object.
struct ServedObject: Sendable {
    static let mediaType = "application/vc"
    static let markdown = "text/markdown"
    static let forever = "public, max-age=31536000, immutable"

    let address: Address
    let bytes: [UInt8]
    /// The answer's text, of a document.
    let answer: String?
    private let answerTag: String?
    private let lineage: LineageID?
    private let previous: Address?
    /// Whether it is shown to holders of the token only. So is what this program cannot read: it may be restricted.
    let isRestricted: Bool

    /// - Parameter isAboutRestricted: asked of what is no document: whether it is about a restricted one.
    init(_ address: Address, bytes: [UInt8], isAboutRestricted: () throws -> Bool) rethrows {
        let object = try? BoundObject(unverified: bytes)
        let document = object?.document
        self.address = address
        self.bytes = bytes
        answer = document?.answer.text
        answerTag = document.map { "\"sha256:\($0.answer.digest)\"" }
        lineage = document?.lineage
        previous = object?.envelope.subject.previous
        isRestricted =
            if let document { !Audience.everybody.sees(document) } else { try object == nil || isAboutRestricted() }
    }

    /// The types that it comes in, the default first.
    var mediaTypes: [String] {
        (answer == nil ? [Self.mediaType] : [Self.mediaType, Self.markdown]) + [PageHeaders.mediaType]
    }

    /// The entity tag of a form: the digest of the very bytes.
    func entityTag(of type: String) -> String {
        type == Self.markdown ? answerTag ?? "" : "\"\(address)\""
    }

    /// The value of `Link`. What moves is behind the linked addresses, so that it may be kept for ever.
    var links: String {
        var links = ["</status/\(address)>; rel=\"status\""]
        if let lineage { links.append("</documents/\(lineage)>; rel=\"latest-version\"") }
        if let previous { links.append("</objects/\(previous)>; rel=\"predecessor-version\"") }
        return links.joined(separator: ", ")
    }

    func headers(of type: String) -> HTTPFields {
        var headers: HTTPFields = [.eTag: entityTag(of: type), .vary: "Accept", .link: links]
        headers[.cacheControl] = isRestricted ? "private, no-store" : Self.forever
        return headers
    }
}

extension BoundObject {
    var document: BoundDocument? {
        if case .boundDocument(let document) = envelope.subject { document } else { nil }
    }
}

extension HTTPField.Name {
    /// `Link`, which is a valid name; the type has no constant for it.
    static let link = HTTPField.Name("Link") ?? .vary
}
