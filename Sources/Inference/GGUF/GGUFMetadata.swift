/// The metadata of a GGUF file: checked when the file is opened, decoded when asked for.
///
/// [GGUF, Standardized key-value
/// pairs](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#standardized-key-value-pairs)
public struct GGUFMetadata: Sendable {
    /// Where a value stands, and what it is.
    struct Entry: Sendable {
        let type: GGUFValueType
        /// Of an array's elements.
        let element: GGUFValueType?
        /// Of an array's elements; 1 for any other value.
        let count: Int
        /// The first byte of the value, behind the element type and count of an array.
        let offset: Int
        /// The bytes of key, type and value.
        var pairRange = 0..<0
    }

    let file: FileBytes
    /// Keys are ASCII, so that equal strings are equal bytes.
    private var entries: [String: Entry] = [:]
    /// The keys, in the file's order.
    public private(set) var keys: [String] = []

    /// Reads and checks `count` keys and values.
    init(reading count: Int, from cursor: inout GGUFCursor) throws(InferenceError) {
        file = cursor.file
        for index in 0..<count {
            let start = cursor.offset
            let key = try cursor.name(most: GGUFLimits.maximumKeyByteCount, "metadata key \(index)")
            var entry = try Self.entry(key, &cursor)
            entry.pairRange = start..<cursor.offset
            guard entries.updateValue(entry, forKey: key) == nil else {
                throw cursor.error(.duplicate, key, at: start, "the key stands twice")
            }
            keys.append(key)
        }
    }

    /// The value of a key; `nil` where the file does not have it.
    func entry(_ key: String) -> Entry? { entries[key] }

    private static func entry(_ key: String, _ cursor: inout GGUFCursor) throws(InferenceError) -> Entry {
        let type = try valueType(key, &cursor)
        guard type == .array else {
            let offset = cursor.offset
            try skip(type, key, &cursor, depth: 0)
            return Entry(type: type, element: nil, count: 1, offset: offset)
        }
        let (element, count) = try arrayHeader(key, &cursor)
        let offset = cursor.offset
        try skip(count, of: element, key, &cursor, depth: 1)
        return Entry(type: type, element: element, count: count, offset: offset)
    }

    private static func valueType(_ key: String, _ cursor: inout GGUFCursor) throws(InferenceError) -> GGUFValueType {
        let start = cursor.offset
        let number: UInt32 = try cursor.integer(key)
        guard let type = GGUFValueType(rawValue: number) else {
            throw cursor.error(.malformed, key, at: start, "found value type \(number), expected 0 to 12")
        }
        return type
    }

    private static func arrayHeader(
        _ key: String, _ cursor: inout GGUFCursor
    ) throws(InferenceError) -> (GGUFValueType, Int) {
        let element = try valueType(key, &cursor)
        return (element, try cursor.count(ofAtLeast: element.minimumByteCount, key))
    }

    private static func skip(
        _ type: GGUFValueType, _ key: String, _ cursor: inout GGUFCursor, depth: Int
    ) throws(InferenceError) {
        switch type {
        case .string: _ = try cursor.string(key)
        case .bool:
            let start = cursor.offset
            let value: UInt8 = try cursor.integer(key)
            guard value <= 1 else {
                throw cursor.error(.malformed, key, at: start, "found \(value) for a bool, expected 0 or 1")
            }
        case .array:
            guard depth < GGUFLimits.maximumArrayDepth else {
                let most = GGUFLimits.maximumArrayDepth
                throw cursor.error(.limit, key, at: cursor.offset, "found more than \(most) arrays inside each other")
            }
            let (element, count) = try arrayHeader(key, &cursor)
            try skip(count, of: element, key, &cursor, depth: depth + 1)
        default: _ = try cursor.take(type.minimumByteCount, key)
        }
    }

    private static func skip(
        _ count: Int, of element: GGUFValueType, _ key: String, _ cursor: inout GGUFCursor, depth: Int
    ) throws(InferenceError) {
        if let size = element.byteCount, element != .bool {
            // No overflow: `count` elements fit the bytes that are left.
            _ = try cursor.take(count * size, key)
        } else {
            for _ in 0..<count { try skip(element, key, &cursor, depth: depth) }
        }
    }
}
