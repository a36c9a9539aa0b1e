public import JSON

/// What differs between two bound documents: the answer by sentences, everything else by members.
public struct DocumentComparison: Sendable {
    /// A member that only one of them has, or that they state differently.
    public struct MemberChange: Sendable {
        /// An RFC 6901 JSON Pointer into the object.
        public let pointer: String
        /// What the old document states; `nil` where it has no such member.
        public let old: JSONValue?
        /// What the new document states; `nil` where it has no such member.
        public let new: JSONValue?
    }

    /// The answer's text.
    public let answer: TextDifference
    /// Members other than the answer's text and digest, version and predecessor, which differ between any two versions.
    public let members: [MemberChange]

    /// The way from `old` to `new`; `nil` where one of them is no bound document.
    public init?(from old: BoundObject, to new: BoundObject) {
        guard case .boundDocument(let before) = old.envelope.subject,
            case .boundDocument(let after) = new.envelope.subject
        else { return nil }
        answer = TextDifference(from: TextParts(before.answer.text), to: TextParts(after.answer.text))
        members = Self.changes(from: old.envelope.comparedMembers, to: new.envelope.comparedMembers, at: "")
    }

    private static func changes(from old: JSONValue?, to new: JSONValue?, at pointer: String) -> [MemberChange] {
        if case .object(let before)? = old, case .object(let after)? = new {
            let names = before.members.map(\.name) + after.members.map(\.name).filter { before[$0] == nil }
            return names.flatMap { changes(from: before[$0], to: after[$0], at: pointer + "/" + escaped($0)) }
        }
        return old == new ? [] : [MemberChange(pointer: pointer, old: old, new: new)]
    }

    private static func escaped(_ name: String) -> String {
        String(
            decoding: name.utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case UInt8(ascii: "~"): Array("~0".utf8)
                case UInt8(ascii: "/"): Array("~1".utf8)
                default: [byte]
                }
            }, as: UTF8.self)
    }
}

extension Envelope {
    /// What two versions of a document may differ in for another reason than being two versions of one text.
    fileprivate var comparedMembers: JSONValue {
        var subject = self.subject.json
        if case .object(var answer)? = subject["answer"] {
            (answer["text"], answer["digestMultibase"]) = (nil, nil)
            subject.set("answer", .object(answer))
        }
        subject.set("version", nil)
        subject.set("previous", nil)
        var value: JSONValue = ["issuer": issuer.json]
        value.set("validUntil", validUntil.map { .string("\($0)") })
        value.set("credentialSubject", subject)
        return value
    }
}
