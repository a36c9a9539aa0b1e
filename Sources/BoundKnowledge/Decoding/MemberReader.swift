internal import DataIntegrity
internal import JSON
internal import Signing

/// Collects the findings of one decoding, so many that a hostile object cannot fill the memory with them.
final class FindingList {
    static let maximumCount = 1_000

    private(set) var findings: [Finding] = []
    private var cursor = JSONPointerCursor()
    /// Where the keys of the object are looked up.
    let keys: ResolvedKeys

    init(keys: ResolvedKeys) { self.keys = keys }

    /// Reports on a value.
    func report(_ code: String, at node: JSONNode, _ problem: @autoclosure () -> String, remedy: String) {
        report(code, at: cursor.pointer(of: node), problem(), remedy: remedy)
    }

    /// Reports on a member of `object`, whether it is there or not; names of the format need no escape in a pointer.
    func report(
        _ code: String, atMember name: StaticString, of object: JSONNode, _ problem: @autoclosure () -> String,
        remedy: String
    ) {
        report(code, at: "\(cursor.pointer(of: object))/\(name)", problem(), remedy: remedy)
    }

    private func report(
        _ code: String, at pointer: @autoclosure () -> String, _ problem: @autoclosure () -> String, remedy: String
    ) {
        guard findings.count < Self.maximumCount else {
            if findings.count == Self.maximumCount {
                findings.append(
                    Finding(
                        "more-findings", .informs, at: "", "only the first \(Self.maximumCount) findings are listed",
                        remedy: "Correct these first, then verify again."))
            }
            return
        }
        findings.append(Finding(code, .rejects, at: pointer(), problem(), remedy: remedy))
    }
}

/// Reads the members of one object strictly: each is asked for once, and `finish()` refuses the ones that nobody asked for.
struct MemberReader {
    let list: FindingList
    private let object: JSONNode
    /// The places of the members that were asked for, a bit each.
    private var read: UInt64 = 0
    /// No type has as many members.
    private static let maximumCount = 64

    /// `nil`, with a finding, if `node` is no object, or one with more members than any type has.
    init?(_ node: JSONNode, _ list: FindingList) {
        guard node.kind == .object else {
            list.report(
                "type-mismatch", at: node, "found \(Self.summary(node)), expected an object",
                remedy: "Correct the member and sign again.")
            return nil
        }
        guard node.count <= Self.maximumCount else {
            list.report(
                "unknown-member", at: node,
                "found \(node.count) members, no object of the format has more than \(Self.maximumCount)",
                remedy: "Remove those that the format does not know.")
            return nil
        }
        object = node
        self.list = list
    }

    /// The member, or `nil` when it is absent.
    mutating func node(_ name: StaticString) -> JSONNode? {
        guard let member = object.member(name) else { return nil }
        read |= 1 << UInt64(member.place)
        return member.value
    }

    /// Whether the member is there, read or not, in whatever form.
    func contains(_ name: StaticString) -> Bool { object.member(name) != nil }

    /// The member in `form`; absent, or in another form, is reported.
    mutating func required<Value>(_ name: StaticString, _ form: Form<Value>) -> Value? {
        guard let node = node(name) else {
            reportMissing(name, expected: form.expected())
            return nil
        }
        return Self.read(node, form, list)
    }

    /// The member in `form` or `nil`; another form is reported.
    mutating func optional<Value>(_ name: StaticString, _ form: Form<Value>) -> Value? {
        guard let node = node(name) else { return nil }
        return Self.read(node, form, list)
    }

    /// A required `did:key`.
    mutating func requiredKey(_ name: StaticString) -> DIDKey? {
        requiredKey(name, expected: "the did:key of a sound Ed25519 key, `did:key:z6Mk…`") { keys, node in
            node.withStringUTF8 { keys.did($0) } ?? nil
        }
    }

    /// A required verification method of a `did:key`.
    mutating func requiredVerificationMethod(_ name: StaticString) -> DIDKey? {
        requiredKey(name, expected: "`did:key:z6Mk…#z6Mk…` of a sound Ed25519 key") { keys, node in
            node.withStringUTF8 { keys.did(ofMethod: $0) } ?? nil
        }
    }

    private mutating func requiredKey(
        _ name: StaticString, expected: String, _ read: (ResolvedKeys, JSONNode) -> DIDKey?
    ) -> DIDKey? {
        guard let node = node(name) else {
            reportMissing(name, expected: expected)
            return nil
        }
        if let key = read(list.keys, node) { return key }
        Self.reportMismatch(node, expected: expected, list)
        return nil
    }

    /// A required member that `decode` reads as an object.
    mutating func object<Value>(_ name: StaticString, _ decode: (inout MemberReader) -> Value?) -> Value? {
        guard let node = node(name) else {
            reportMissing(name, expected: "an object")
            return nil
        }
        return Self.object(node, list, decode)
    }

    /// An optional member that `decode` reads as an object.
    mutating func optionalObject<Value>(_ name: StaticString, _ decode: (inout MemberReader) -> Value?) -> Value? {
        guard let node = node(name) else { return nil }
        return Self.object(node, list, decode)
    }

    /// A required list of values in `form`; `isNonEmpty` refuses the empty one.
    mutating func array<Value>(_ name: StaticString, of form: Form<Value>, isNonEmpty: Bool) -> [Value]? {
        requiredElements(name, isNonEmpty: isNonEmpty) { Self.read($0, form, $1) }
    }

    /// An optional list of values in `form`, which is not empty when it is there.
    mutating func optionalArray<Value>(_ name: StaticString, of form: Form<Value>) -> [Value]? {
        optionalElements(name) { Self.read($0, form, $1) }
    }

    /// A required list of objects that `decode` reads; `isNonEmpty` refuses the empty one.
    mutating func objects<Value>(
        _ name: StaticString, isNonEmpty: Bool, _ decode: (inout MemberReader) -> Value?
    ) -> [Value]? {
        requiredElements(name, isNonEmpty: isNonEmpty) { Self.object($0, $1, decode) }
    }

    /// An optional list of objects that `decode` reads, which is not empty when it is there.
    mutating func optionalObjects<Value>(
        _ name: StaticString, _ decode: (inout MemberReader) -> Value?
    ) -> [Value]? {
        optionalElements(name) { Self.object($0, $1, decode) }
    }

    /// Reports every member that was not read.
    func finish() {
        guard read.nonzeroBitCount < object.count else { return }
        for (place, member) in object.members.enumerated() where read >> UInt64(place) & 1 == 0 {
            list.report(
                "unknown-member", at: member.value,
                "the format has no member \(Self.quotation(of: member.name) ?? "of this name") here",
                remedy: "Remove it, or put it under `extensions` with an absolute URL as its name.")
        }
    }

    /// Reports on the member `name`, whether it is there or not.
    func report(_ code: String, _ name: StaticString, _ problem: @autoclosure () -> String, remedy: String) {
        list.report(code, atMember: name, of: object, problem(), remedy: remedy)
    }

    static func object<Value>(
        _ node: JSONNode, _ list: FindingList, _ decode: (inout MemberReader) -> Value?
    ) -> Value? {
        guard var reader = MemberReader(node, list) else { return nil }
        let value = decode(&reader)
        reader.finish()
        return value
    }

    private mutating func requiredElements<Value>(
        _ name: StaticString, isNonEmpty: Bool, _ decode: (JSONNode, FindingList) -> Value?
    ) -> [Value]? {
        guard let node = node(name) else {
            reportMissing(name, expected: "a list")
            return nil
        }
        return Self.elements(node, isNonEmpty: isNonEmpty, list, decode)
    }

    private mutating func optionalElements<Value>(
        _ name: StaticString, _ decode: (JSONNode, FindingList) -> Value?
    ) -> [Value]? {
        guard let node = node(name) else { return nil }
        return Self.elements(node, isNonEmpty: true, list, decode)
    }

    private static func elements<Value>(
        _ node: JSONNode, isNonEmpty: Bool, _ list: FindingList, _ decode: (JSONNode, FindingList) -> Value?
    ) -> [Value]? {
        guard node.kind == .array, !isNonEmpty || node.count > 0 else {
            list.report(
                "type-mismatch", at: node,
                "found \(summary(node)), expected a \(isNonEmpty ? "non-empty " : "")list",
                remedy: isNonEmpty
                    ? "Leave the member out, or give it an element." : "Correct the member and sign again.")
            return nil
        }
        var values: [Value] = []
        values.reserveCapacity(min(node.count, 1_024))
        for element in node.elements {
            if let value = decode(element, list) { values.append(value) }
        }
        return values.count == node.count ? values : nil
    }

    private static func read<Value>(_ node: JSONNode, _ form: Form<Value>, _ list: FindingList) -> Value? {
        if let value = form.read(node) { return value }
        reportMismatch(node, expected: form.expected(), list)
        return nil
    }

    private static func reportMismatch(_ node: JSONNode, expected: String, _ list: FindingList) {
        list.report(
            "type-mismatch", at: node, "found \(summary(node)), expected \(expected)",
            remedy: "Correct the member and sign again.")
    }

    private func reportMissing(_ name: StaticString, expected: String) {
        report("missing-member", name, "the member is missing, expected \(expected)", remedy: "Add it and sign again.")
    }

    /// A few words for a finding; never a whole text.
    private static func summary(_ node: JSONNode) -> String {
        switch node.kind {
        case .null: return "null"
        case .bool: return "a boolean"
        case .number: return "the number \(String(decoding: node.canonicalBytes().prefix(32), as: UTF8.self))"
        case .array: return node.count == 0 ? "an empty list" : "a list"
        case .object: return "an object"
        case .string:
            let text = node.stringValue ?? ""
            return quotation(of: text) ?? "a string of \(text.utf8.count) bytes"
        }
    }

    /// `text` in back quotes where it is short and does nothing to a terminal.
    private static func quotation(of text: String) -> String? {
        text.utf8.count <= 80 && !InvisibleCharacters.contains(text) && TextRules.isLine(text) ? "`\(text)`" : nil
    }
}
