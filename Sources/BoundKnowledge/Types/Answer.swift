public import Cryptography
internal import DataIntegrity
internal import JSON
internal import Signing

/// How an answer came to be.
public enum AnswerOrigin: String, Sendable, Hashable, CaseIterable {
    case model
    case modelEdited = "model-edited"
    case human
}

/// How an answer's text is marked up.
public enum AnswerMediaType: String, Sendable, Hashable, CaseIterable {
    case markdown = "text/markdown"
    case plain = "text/plain"
}

/// The answer's exact text; its UTF-8 bytes are what `Accept: text/markdown` returns, so that anyone can hash what they read.
public struct Answer: Sendable, Hashable {
    /// The text.
    public let text: String
    /// How it is marked up.
    public let mediaType: AnswerMediaType
    /// SHA-256 of the text's exact UTF-8.
    public let digest: Digest
    /// How it came to be.
    public let origin: AnswerOrigin

    /// An answer; the digest is computed.
    public init(text: String, mediaType: AnswerMediaType = .markdown, origin: AnswerOrigin) {
        self.text = text
        self.mediaType = mediaType
        self.origin = origin
        digest = SHA256.digest(of: text)
    }

    init?(_ reader: inout MemberReader) {
        let text = reader.required("text", .prose)
        let mediaType = reader.required("mediaType", Form<AnswerMediaType>.choice)
        let digest = reader.required("digestMultibase", .digest)
        let origin = reader.required("origin", Form<AnswerOrigin>.choice)
        guard let text, let mediaType, let digest, let origin else { return nil }
        let computed = SHA256.digest(of: text)
        if digest != computed {
            reader.report(
                "answer-digest", "digestMultibase",
                "the text's digest is \(DigestMultibase.encode(computed)), the member states another",
                remedy: "The text or the digest was changed: fetch the object again from another source.")
        }
        (self.text, self.mediaType, self.digest, self.origin) = (text, mediaType, digest, origin)
    }

    var json: JSONValue {
        [
            "text": .string(text), "mediaType": .string(mediaType.rawValue),
            "digestMultibase": .string(DigestMultibase.encode(digest)), "origin": .string(origin.rawValue),
        ]
    }

    /// The ids that the text cites as `[^s1]`, each once, in order of appearance.
    public var citedSourceIDs: [String] {
        text.utf8.span.withUnsafeBufferPointer { Self.citations(in: $0) }
    }

    private static func citations(in text: UnsafeBufferPointer<UInt8>) -> [String] {
        var ids: [String] = []
        var known: Set<String> = []
        var start = 0
        while let index = PlainText.first(UInt8(ascii: "["), in: text, from: start) {
            start = index + 1
            var end = index + 3
            guard end < text.count, text[index + 1] == UInt8(ascii: "^"), text[index + 2] == UInt8(ascii: "s") else {
                continue
            }
            while end < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[end]) { end += 1 }
            guard end > index + 3, end < text.count, text[end] == UInt8(ascii: "]") else { continue }
            let id = String(decoding: text[index + 2..<end], as: UTF8.self)
            if known.insert(id).inserted { ids.append(id) }
        }
        return ids
    }
}

/// What a source is to the answer.
public enum SourceRole: String, Sendable, Hashable, CaseIterable {
    case grounding, citation, further
}

/// A source that the answer stands on, cites or recommends.
public struct Source: Sendable, Hashable {
    /// `s1`, `s2`, …
    public var id: String
    /// What it is to the answer.
    public var role: SourceRole
    /// Its title, with author and year as a reader needs them.
    public var title: String
    /// Where it is.
    public var url: String?
    /// SHA-256 of the bytes that were read.
    public var digest: Digest?
    /// Page, section or paragraph.
    public var locator: String?
    /// When it was read.
    public var retrieved: CalendarDate?

    /// A source.
    public init(
        id: String, role: SourceRole, title: String, url: String? = nil, digest: Digest? = nil, locator: String? = nil,
        retrieved: CalendarDate? = nil
    ) {
        self.id = id
        self.role = role
        self.title = title
        self.url = url
        self.digest = digest
        self.locator = locator
        self.retrieved = retrieved
    }

    /// The number of an id `s1`, `s2`, …; `nil` for any other text.
    static func number(ofID id: Span<UInt8>) -> Int? {
        guard (2...10).contains(id.count), id[0] == UInt8(ascii: "s"), id[1] != UInt8(ascii: "0") else { return nil }
        return CalendarArithmetic.number(id.extracting(1...))
    }

    init?(_ reader: inout MemberReader) {
        let id = reader.required("id", .line)
        let role = reader.required("role", Form<SourceRole>.choice)
        let title = reader.required("title", .line)
        let url = reader.optional("url", .url)
        let digest = reader.optional("digestMultibase", .digest)
        let locator = reader.optional("locator", .line)
        let retrieved = reader.optional("retrieved", .date)
        guard let id, let role, let title else { return nil }
        self.init(
            id: id, role: role, title: title, url: url, digest: digest, locator: locator, retrieved: retrieved)
    }

    var json: JSONValue {
        var value: JSONValue = ["id": .string(id), "role": .string(role.rawValue), "title": .string(title)]
        value.set("url", url.map(JSONValue.string))
        value.set("digestMultibase", digest.map { .string(DigestMultibase.encode($0)) })
        value.set("locator", locator.map(JSONValue.string))
        value.set("retrieved", retrieved.map { .string("\($0)") })
        return value
    }
}
