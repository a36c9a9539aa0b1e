internal import JSON

/// Reads the members of one JSON object: each is asked for by name, and ``finish()`` refuses what nobody asked for.
struct StrictObject {
    let pointer: String
    private let node: JSONNode
    private var known: Set<Int> = []

    /// The object that a file or a line is.
    ///
    /// - Throws: `malformed` for what is no JSON or too long, `wrongType` for a value that is no object.
    init(parsing bytes: [UInt8], maximumByteCount: Int) throws(RecomputeError) {
        let document: JSONDocument
        do {
            let limits = JSONLimits(maximumByteCount: maximumByteCount, maximumDepth: 8)
            document = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw RecomputeError(.malformed, at: error.location, error.problem, remedy: error.remedy)
        }
        try self.init(document.root, at: "")
    }

    /// - Throws: `wrongType` for a value that is no object.
    init(_ node: JSONNode, at pointer: String) throws(RecomputeError) {
        guard node.kind == .object else {
            throw Self.wrongType(pointer, found: node, expected: "an object")
        }
        (self.node, self.pointer) = (node, pointer)
    }

    /// The value of a member; `nil` where it is absent.
    mutating func optional<Value>(
        _ name: StaticString, _ expected: String, _ read: (JSONNode) -> Value?
    ) throws(RecomputeError) -> Value? {
        guard let member = node.member(name) else { return nil }
        known.insert(member.place)
        guard let value = read(member.value) else {
            throw Self.wrongType("\(pointer)/\(name)", found: member.value, expected: expected)
        }
        return value
    }

    /// The value of a member.
    ///
    /// - Throws: `missingMember` where it is absent.
    mutating func required<Value>(
        _ name: StaticString, _ expected: String, _ read: (JSONNode) -> Value?
    ) throws(RecomputeError) -> Value {
        guard let value = try optional(name, expected, read) else {
            throw RecomputeError(
                .missingMember, at: "\(pointer)/\(name)", "the member is missing, expected \(expected)",
                remedy: "Add it.")
        }
        return value
    }

    /// An object inside; `nil` where it is absent.
    mutating func object(_ name: StaticString) throws(RecomputeError) -> StrictObject? {
        guard let member = node.member(name) else { return nil }
        known.insert(member.place)
        return try StrictObject(member.value, at: "\(pointer)/\(name)")
    }

    /// The objects of an array, of at most `limit` elements; none where it is absent.
    mutating func objects(_ name: StaticString, limit: Int) throws(RecomputeError) -> [StrictObject] {
        let nodes = try optional(name, "an array of at most \(limit) objects") { node in
            node.kind == .array && node.count <= limit ? Array(node.elements) : nil
        }
        var objects: [StrictObject] = []
        for (index, node) in (nodes ?? []).enumerated() {
            objects.append(try StrictObject(node, at: "\(pointer)/\(name)/\(index)"))
        }
        return objects
    }

    /// Whether a member is there.
    func contains(_ name: StaticString) -> Bool { node.member(name) != nil }

    /// Refuses the members that nobody asked for.
    ///
    /// - Throws: `unknownMember` for the first of them.
    func finish() throws(RecomputeError) {
        for (place, member) in node.members.enumerated() where !known.contains(place) {
            throw RecomputeError(
                .unknownMember, at: "\(pointer)/\(Self.escaped(member))", "the format has no member of this name",
                remedy: "Correct the name or remove the member.")
        }
    }

    /// A member's name as the last part of a JSON pointer, cut where it is long.
    private static func escaped(_ member: JSONMember) -> Substring {
        (member.value.pointer.split(separator: "/").last ?? "").prefix(80)
    }

    private static func wrongType(_ pointer: String, found: JSONNode, expected: String) -> RecomputeError {
        RecomputeError(
            .wrongType, at: pointer.isEmpty ? "/" : pointer, "found \(summary(found)), expected \(expected)",
            remedy: "Correct the value.")
    }

    /// A value as an error quotes it: its kind, and a number or a short text itself.
    private static func summary(_ node: JSONNode) -> String {
        switch node.kind {
        case .number: node.doubleValue.map(JSONCanonical.number) ?? "a number"
        case .string: node.stringValue.map { $0.utf8.count <= 40 ? "`\($0)`" : "a longer text" } ?? "a text"
        case .bool: node.boolValue == true ? "true" : "false"
        case .null: "null"
        case .array: "an array of \(node.count)"
        case .object: "an object"
        }
    }
}
