/// A JSON value by itself, for building documents.
///
/// Equality is that of JSON: the order of members does not count, `1` equals `1.0`, and texts are compared as UTF-8
/// bytes (a Swift `String` comparison would merge canonically equivalent ones). The nesting is handled by recursion, so
/// that a value may be nested at most ``maximumDepth`` levels.
public enum JSONValue: Sendable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A finite number.
    case number(Double)
    /// An integer; beyond ±(2^53 - 1) its canonical form is that of the nearest double.
    case integer(Int64)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)

    /// How many arrays and objects may be inside each other in a value: 1,024, which fits a thread's stack.
    public static let maximumDepth = 1024

    /// The value that a node of a document is.
    ///
    /// - Precondition: The node is nested at most ``maximumDepth`` levels; the default `JSONLimits` allow far fewer.
    public init(_ node: JSONNode) {
        self.init(node, depth: 0)
    }

    private init(_ node: JSONNode, depth: Int) {
        precondition(depth <= Self.maximumDepth, "depth \(depth) is above \(Self.maximumDepth)")
        switch node.kind {
        case .null: self = .null
        case .bool: self = .bool(node.boolValue ?? false)
        case .number: self = node.integerValue.map(JSONValue.integer) ?? .number(node.doubleValue ?? 0)
        case .string: self = .string(node.stringValue ?? "")
        case .array: self = .array(node.elements.map { JSONValue($0, depth: depth + 1) })
        case .object:
            let members = node.members.map {
                JSONObject.Member(name: $0.name, value: JSONValue($0.value, depth: depth + 1))
            }
            self = .object(JSONObject(distinct: members))
        }
    }

    /// The value of a member; nil where there is none or this is no object.
    public subscript(_ name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    /// Replaces the value of a member in its place, adds the member at the end, or with nil removes it.
    ///
    /// - Precondition: This is an object.
    public mutating func set(_ name: String, _ value: JSONValue?) {
        guard case .object(var object) = self else { preconditionFailure("a member was set on no object") }
        self = .null  // so that `object` is the only owner of its members
        object[name] = value
        self = .object(object)
    }
}

extension JSONValue: Equatable {
    /// Whether both are the same JSON value.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.integer(let integer), .number(let number)), (.number(let number), .integer(let integer)):
            JSONNumber.integer(exactly: number) == integer
        case (.string(let left), .string(let right)): left.hasSameUTF8(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}
