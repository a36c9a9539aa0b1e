internal import DataIntegrity
internal import JSON
internal import Signing

/// Collects the findings of one decoding, so many that a hostile object cannot fill the memory with them.
final class FindingList {
    static let maximumCount = 1_000

    private(set) var findings: [Finding] = []
    /// Where the keys of the object are looked up.
    let keys: ResolvedKeys

    init(keys: ResolvedKeys) { self.keys = keys }

    func report(_ code: String, at path: Path, _ problem: String, remedy: String) {
        guard findings.count < Self.maximumCount else {
            if findings.count == Self.maximumCount {
                findings.append(
                    Finding(
                        "more-findings", .informs, at: "", "only the first \(Self.maximumCount) findings are listed",
                        remedy: "Correct these first, then verify again."))
            }
            return
        }
        findings.append(Finding(code, .rejects, at: path.pointer, problem, remedy: remedy))
    }
}

/// Where a value stands; the pointer text is made only when something is reported.
indirect enum Path {
    case root
    case member(Path, String)
    case name(Path, StaticString)
    case element(Path, Int)

    /// [RFC 6901 §3](https://www.rfc-editor.org/rfc/rfc6901#section-3): `~` and `/` are escaped.
    var pointer: String {
        switch self {
        case .root: ""
        case .member(let parent, let name): parent.pointer + "/" + Self.escaped(name)
        case .name(let parent, let name): parent.pointer + "/\(name)"
        case .element(let parent, let index): parent.pointer + "/\(index)"
        }
    }

    private static func escaped(_ name: String) -> String {
        name.unicodeScalars.reduce(into: "") { text, scalar in
            text += scalar == "~" ? "~0" : scalar == "/" ? "~1" : String(scalar)
        }
    }
}

/// Reads the members of one object strictly: each is asked for once, and `finish()` refuses the ones that nobody asked for.
struct MemberReader {
    let path: Path
    let list: FindingList
    private var members: [(member: JSONMember, byteCount: Int, isRead: Bool)]

    /// `nil`, with a finding, if `node` is no object.
    init?(_ node: JSONNode, at path: Path, _ list: FindingList) {
        guard node.kind == .object else {
            list.report(
                "type-mismatch", at: path, "found \(Self.summary(node)), expected an object",
                remedy: "Correct the member and sign again.")
            return nil
        }
        self.path = path
        self.list = list
        members = []
        members.reserveCapacity(node.count)
        // The quotes count too; a name with escapes is longer than its text, and rare.
        for member in node.members { members.append((member, member.nameByteRange.count - 2, false)) }
    }

    /// The member, or `nil` when it is absent.
    mutating func node(_ name: StaticString) -> JSONNode? {
        let byteCount = name.utf8CodeUnitCount
        for index in members.indices where members[index].byteCount >= byteCount && !members[index].isRead {
            guard members[index].member.nameIs(name) else { continue }
            members[index].isRead = true
            return members[index].member.value
        }
        return nil
    }

    /// Whether the member is there, read or not, in whatever form.
    func contains(_ name: StaticString) -> Bool { members.contains { $0.member.nameIs(name) } }

    /// The member in `form`; absent, or in another form, is reported.
    mutating func required<Value>(_ name: StaticString, _ form: Form<Value>) -> Value? {
        guard let node = node(name) else {
            reportMissing(name, expected: form.expected())
            return nil
        }
        return Self.read(node, form, at: .name(path, name), list)
    }

    /// The member in `form` or `nil`; another form is reported.
    mutating func optional<Value>(_ name: StaticString, _ form: Form<Value>) -> Value? {
        node(name).flatMap { Self.read($0, form, at: .name(path, name), list) }
    }

    /// A required `did:key`, or with `isMethod` its verification method.
    mutating func requiredKey(_ name: StaticString, isMethod: Bool = false) -> DIDKey? {
        let keys = list.keys
        let form =
            isMethod
            ? Form("`did:key:z6Mk…#z6Mk…` of a sound Ed25519 key") { $0.stringValue.flatMap { keys.did(ofMethod: $0) } }
            : Form("the did:key of a sound Ed25519 key, `did:key:z6Mk…`") { $0.stringValue.flatMap { keys.did($0) } }
        return required(name, form)
    }

    /// A required member that `decode` reads as an object.
    mutating func object<Value>(_ name: StaticString, _ decode: (inout MemberReader) -> Value?) -> Value? {
        guard let node = node(name) else {
            reportMissing(name, expected: "an object")
            return nil
        }
        return Self.object(node, at: .name(path, name), list, decode)
    }

    /// An optional member that `decode` reads as an object.
    mutating func optionalObject<Value>(_ name: StaticString, _ decode: (inout MemberReader) -> Value?) -> Value? {
        node(name).flatMap { Self.object($0, at: .name(path, name), list, decode) }
    }

    /// A required list; `isNonEmpty` refuses the empty one.
    mutating func array<Value>(
        _ name: StaticString, isNonEmpty: Bool, _ decode: (JSONNode, Path, FindingList) -> Value?
    ) -> [Value]? {
        guard let node = node(name) else {
            reportMissing(name, expected: "a list")
            return nil
        }
        return elements(node, name, isNonEmpty: isNonEmpty, decode)
    }

    /// An optional list, which is not empty when it is there.
    mutating func optionalArray<Value>(
        _ name: StaticString, _ decode: (JSONNode, Path, FindingList) -> Value?
    ) -> [Value]? {
        node(name).flatMap { elements($0, name, isNonEmpty: true, decode) }
    }

    /// Reports every member that was not read.
    func finish() {
        for entry in members where !entry.isRead {
            list.report(
                "unknown-member", at: .member(path, entry.member.name),
                "the format has no member \(Self.quotation(of: entry.member.name) ?? "of this name") here",
                remedy: "Remove it, or put it under `extensions` with an absolute URL as its name.")
        }
    }

    func report(_ code: String, _ name: StaticString, _ problem: String, remedy: String) {
        list.report(code, at: .name(path, name), problem, remedy: remedy)
    }

    static func object<Value>(
        _ node: JSONNode, at path: Path, _ list: FindingList, _ decode: (inout MemberReader) -> Value?
    ) -> Value? {
        guard var reader = MemberReader(node, at: path, list) else { return nil }
        let value = decode(&reader)
        reader.finish()
        return value
    }

    static func element<Value>(_ form: Form<Value>) -> (JSONNode, Path, FindingList) -> Value? {
        { node, path, list in read(node, form, at: path, list) }
    }

    private func elements<Value>(
        _ node: JSONNode, _ name: StaticString, isNonEmpty: Bool, _ decode: (JSONNode, Path, FindingList) -> Value?
    ) -> [Value]? {
        guard node.kind == .array, !isNonEmpty || node.count > 0 else {
            report(
                "type-mismatch", name,
                "found \(Self.summary(node)), expected a \(isNonEmpty ? "non-empty " : "")list",
                remedy: isNonEmpty
                    ? "Leave the member out, or give it an element." : "Correct the member and sign again.")
            return nil
        }
        let values = node.elements.enumerated().compactMap { index, element in
            decode(element, .element(.name(path, name), index), list)
        }
        return values.count == node.count ? values : nil
    }

    private static func read<Value>(
        _ node: JSONNode, _ form: Form<Value>, at path: @autoclosure () -> Path, _ list: FindingList
    ) -> Value? {
        if let value = form.read(node) { return value }
        list.report(
            "type-mismatch", at: path(), "found \(summary(node)), expected \(form.expected())",
            remedy: "Correct the member and sign again.")
        return nil
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
