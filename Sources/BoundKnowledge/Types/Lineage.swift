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
        var bytes = Array("{\"question\":".utf8)
        JSONCanonical.append(question, to: &bytes)
        bytes += ",\"scope\":{".utf8
        scope.appendCanonicalMembers(to: &bytes)
        bytes += "}}".utf8
        // 26 characters of five bits lie within the first 17 bytes.
        let encoded = PowerOfTwoBase.base32.encode(SHA256.digest(of: bytes).bytes.prefix(17))
        text = String(encoded.utf8.prefix(26)) ?? encoded
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
        let jurisdiction = reader.optional("jurisdiction", .line)
        let audience = reader.optional("audience", .line)
        let subject = reader.optional("subject", .line)
        guard let language else { return nil }
        self.init(language: language, jurisdiction: jurisdiction, audience: audience, subject: subject)
    }

    /// The members in canonical order, without braces: every lineage is a hash over them.
    func appendCanonicalMembers(to bytes: inout [UInt8]) {
        var separator = ""
        func append(_ name: String, _ value: String?) {
            guard let value else { return }
            bytes += separator.utf8
            bytes += name.utf8
            JSONCanonical.append(value, to: &bytes)
            separator = ","
        }
        append("\"audience\":", audience)
        append("\"jurisdiction\":", jurisdiction)
        append("\"language\":", language)
        append("\"subject\":", subject)
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
