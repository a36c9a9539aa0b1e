public import JSON

/// A part of an object. Two are equal when they stand in an object as the same JSON.
public protocol ObjectPart: Sendable, Hashable {
    /// The part as it stands in an object.
    var json: JSONValue { get }
}

extension ObjectPart {
    /// Whether both stand in an object as the same JSON.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.json == rhs.json }

    /// Combines the canonical bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(json.canonicalBytes()) }
}
