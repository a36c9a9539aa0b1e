internal import Cryptography
public import JSON

/// The name of a question in a scope: what all versions of an answer share.
public struct LineageID: Sendable, Hashable, CustomStringConvertible {
    /// 26 characters of `a-z2-7`.
    public let text: String

    /// The lineage that `text` spells; `nil` for anything else.
    public init?(_ text: String) {
        let isBase32 = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte)
        }
        guard text.utf8.count == 26, isBase32 else { return nil }
        self.text = text
    }

    /// The lineage of a question: the first 26 characters of base32(SHA-256(JCS({"question", "scope"}))).
    public init(question: String, scope: Scope) {
        let subject: JSONValue = ["question": .string(question), "scope": scope.json]
        text = String(PowerOfTwoBase.base32.encode(SHA256.digest(of: subject.canonicalBytes()).bytes).prefix(26))
    }

    /// What people read.
    public var description: String { text }
}

/// For whom and where an answer holds. Never a model, tenant or prompt: those would break history at each model change.
public struct Scope: Sendable, Hashable {
    /// BCP 47 tag of the answer's language.
    public var language: String
    /// Where it holds, for example a country.
    public var jurisdiction: String?
    /// For whom it is written.
    public var audience: String?
    /// What it is about, where the question alone does not say.
    public var subject: String?

    /// A scope.
    public init(language: String, jurisdiction: String? = nil, audience: String? = nil, subject: String? = nil) {
        self.language = language
        self.jurisdiction = jurisdiction
        self.audience = audience
        self.subject = subject
    }

    init?(_ reader: inout MemberReader) {
        let language = reader.required("language", .languageTag)
        jurisdiction = reader.optional("jurisdiction", .line)
        audience = reader.optional("audience", .line)
        subject = reader.optional("subject", .line)
        guard let language else { return nil }
        self.language = language
    }

    /// The scope as it stands in an object.
    public var json: JSONValue {
        var value: JSONValue = ["language": .string(language)]
        value.set("jurisdiction", jurisdiction.map(JSONValue.string))
        value.set("audience", audience.map(JSONValue.string))
        value.set("subject", subject.map(JSONValue.string))
        return value
    }
}
