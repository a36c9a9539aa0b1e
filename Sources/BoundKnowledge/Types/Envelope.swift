public import Cryptography
public import JSON
public import Signing

/// Who issues an object.
public struct Issuer: Sendable, Hashable {
    /// The issuer's key; one proof is by it.
    public var id: DIDKey
    /// The issuer's name.
    public var name: String

    /// An issuer.
    public init(id: DIDKey, name: String) {
        self.id = id
        self.name = name
    }

    init?(_ reader: inout MemberReader) {
        let id = reader.requiredKey("id")
        let name = reader.required("name", .line)
        guard let id, let name else { return nil }
        (self.id, self.name) = (id, name)
    }

    var json: JSONValue { ["id": .string("\(id)"), "name": .string(name)] }
}

/// An attachment, by digest.
public struct RelatedResource: Sendable, Hashable {
    /// Where it is, or what it is called.
    public var id: String
    /// SHA-256 of its bytes.
    public var digest: Digest
    /// Its media type.
    public var mediaType: String
    /// Its title.
    public var name: String
    /// Its size in bytes.
    public var byteSize: Int64

    init?(_ reader: inout MemberReader) {
        let id = reader.required("id", .url)
        let digest = reader.required("digestMultibase", .digest)
        let mediaType = reader.required("mediaType", .line)
        let name = reader.required("name", .line)
        let byteSize = reader.required("byteSize", .count)
        guard let id, let digest, let mediaType, let name, let byteSize else { return nil }
        (self.id, self.digest, self.mediaType, self.name, self.byteSize) = (id, digest, mediaType, name, byteSize)
    }

    var json: JSONValue {
        [
            "id": .string(id), "digestMultibase": .string(DigestMultibase.encode(digest)),
            "mediaType": .string(mediaType), "name": .string(name), "byteSize": .integer(byteSize),
        ]
    }
}

/// An object without its proofs: what approvals are given to (`docs/format/objects.md` section 2).
public struct Envelope: Sendable, Hashable {
    /// The exact `@context`.
    public static let context = ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v1"]

    /// SHA-256 of the frozen file behind each entry of `context`. They are shipped or installed once, and never fetched by a verifier.
    public static let contextDigests = [
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
        "4aa6f6cae3415cf4a1a96c25d52267d3c2450dc93578a1ae1b9e134ad31269c9",
    ]

    /// Whether a value is the exact `@context`.
    static func isContext(_ node: JSONNode) -> Bool {
        guard node.kind == .array, node.count == context.count else { return false }
        return zip(node.elements, context).allSatisfy { $0.isString($1) }
    }

    /// `urn:bound-knowledge:…`.
    public var id: String
    /// The origin of the registry's log.
    public var registry: String
    /// A title for people.
    public var name: String
    /// Who issues it.
    public var issuer: Issuer
    /// From when the claim holds.
    public var validFrom: Timestamp
    /// Until when the claim holds.
    public var validUntil: Timestamp?
    /// What it is about.
    public var subject: Subject
    /// Attachments.
    public var relatedResources: [RelatedResource]?

    /// An envelope whose `id` is derived: by lineage and version for a document, at random for every other type.
    public init(
        registry: String, name: String, issuer: Issuer, validFrom: Timestamp, subject: Subject, random: RandomSource
    ) {
        id =
            if case .boundDocument(let document) = subject {
                "urn:bound-knowledge:\(document.lineage):\(document.version)"
            } else {
                "urn:bound-knowledge:\(subject.type.urnKind):\(PowerOfTwoBase.base32.encode(random.bytes(16)))"
            }
        self.registry = registry
        self.name = name
        self.issuer = issuer
        self.validFrom = validFrom
        self.subject = subject
    }

    init?(_ type: ObjectType, _ reader: inout MemberReader) {
        let id = reader.required("id", .line)
        let registry = reader.required("registry", .origin)
        let name = reader.required("name", .line)
        let issuer = reader.object("issuer") { Issuer(&$0) }
        let validFrom = reader.required("validFrom", .time)
        let validUntil = reader.optional("validUntil", .time)
        let subject = reader.object("credentialSubject") { reader in
            _ = reader.required("formatVersion", .positiveCount)
            return Subject(type, &reader)
        }
        let relatedResources = reader.optionalObjects("relatedResource") { RelatedResource(&$0) }
        guard let id, let registry, let name, let issuer, let validFrom, let subject else { return nil }
        (self.id, self.registry, self.name, self.issuer) = (id, registry, name, issuer)
        (self.validFrom, self.validUntil, self.subject) = (validFrom, validUntil, subject)
        self.relatedResources = relatedResources
        checkRelations(reader)
    }

    private func checkRelations(_ reader: MemberReader) {
        if let validUntil, validUntil <= validFrom {
            reader.report(
                "time-order", "validUntil", "the claim ends at \(validUntil), not after it begins",
                remedy: "Correct the times and sign again.")
        }
        if !hasCorrectID {
            reader.report(
                "id-mismatch", "id", "the id does not follow from the type, the lineage and the version",
                remedy:
                    "Expected `urn:bound-knowledge:<lineage>:<version>`, or the type's kind and 26 base32 characters.")
        }
        if let relatedResources, TextRules.holdsDuplicate(relatedResources.map(\.id)) {
            reader.report("duplicate", "relatedResource", "an id stands twice", remedy: "Attach each resource once.")
        }
    }

    private var hasCorrectID: Bool {
        if case .boundDocument(let document) = subject {
            return Self.id(id.utf8.span, names: document.lineage, version: document.version)
        }
        let prefix = "urn:bound-knowledge:\(subject.type.urnKind):"
        guard id.utf8.starts(with: prefix.utf8) else { return false }
        return PowerOfTwoBase.base32.decode(id.utf8.dropFirst(prefix.utf8.count))?.count == 16
    }

    /// Whether an id's UTF-8 is `urn:bound-knowledge:<lineage>:<version>`.
    private static func id(_ id: Span<UInt8>, names lineage: LineageID, version: Int64) -> Bool {
        let prefix: StaticString = "urn:bound-knowledge:"
        let colon = prefix.utf8CodeUnitCount + lineage.text.utf8.count
        return id.count > colon && id.starts(with: prefix) && id[colon] == UInt8(ascii: ":")
            && id.extracting(prefix.utf8CodeUnitCount..<colon).isEqual(to: lineage.text.utf8.span)
            && id.extracting((colon + 1)...).isEqual(to: String(version).utf8.span)
    }

    /// The object without `proof`.
    public var json: JSONValue {
        var value: JSONValue = ["@context": .array(Self.context.map(JSONValue.string)), "id": .string(id)]
        value.set("type", ["VerifiableCredential", .string(subject.type.rawValue)])
        value.set("registry", .string(registry))
        value.set("name", .string(name))
        value.set("issuer", issuer.json)
        value.set("validFrom", .string("\(validFrom)"))
        value.set("validUntil", validUntil.map { .string("\($0)") })
        value.set("credentialSubject", subject.json)
        value.set("relatedResource", relatedResources.map { .array($0.map(\.json)) })
        return value
    }
}
