/// Typed access. A key that is not there is `nil`; one whose value has another type, or does not fit, is an error that
/// names file and key. Integers of any width are taken where the value fits, since converters differ in the width they
/// write.
extension GGUFMetadata {
    /// An integer from 0 to 2^32 - 1.
    public func uint32(_ key: String) throws(InferenceError) -> UInt32? {
        guard let entry = entry(key) else { return nil }
        guard let value = integer(entry).flatMap(UInt32.init(exactly:)) else {
            throw mismatch(key, entry, expected: "an integer from 0 to \(UInt32.max)")
        }
        return value
    }

    /// A float32 or float64 that is finite.
    public func float32(_ key: String) throws(InferenceError) -> Float? {
        guard let entry = entry(key) else { return nil }
        let value: Float? =
            switch entry.type {
            case .float32: Float(bitPattern: file.integer(at: entry.offset))
            case .float64: Float(Double(bitPattern: file.integer(at: entry.offset)))
            default: nil
            }
        guard let value, value.isFinite else { throw mismatch(key, entry, expected: "a finite float32") }
        return value
    }

    /// A truth value.
    public func bool(_ key: String) throws(InferenceError) -> Bool? {
        guard let entry = entry(key) else { return nil }
        guard entry.type == .bool else { throw mismatch(key, entry, expected: "a bool") }
        return (file.integer(at: entry.offset) as UInt8) == 1
    }

    /// A text in UTF-8.
    public func string(_ key: String) throws(InferenceError) -> String? {
        guard let entry = entry(key) else { return nil }
        guard entry.type == .string else { throw mismatch(key, entry, expected: "a string") }
        var cursor = GGUFCursor(file: file, offset: entry.offset)
        guard let text = String(validating: file.copy(try cursor.string(key)), as: UTF8.self) else {
            throw mismatch(key, entry, expected: "UTF-8")
        }
        return text
    }

    /// An array of strings, as bytes: tokens need not be UTF-8.
    public func strings(_ key: String) throws(InferenceError) -> [[UInt8]]? {
        guard let entry = entry(key) else { return nil }
        guard entry.element == .string else { throw mismatch(key, entry, expected: "an array of strings") }
        var cursor = GGUFCursor(file: file, offset: entry.offset)
        var strings: [[UInt8]] = []
        strings.reserveCapacity(entry.count)
        for _ in 0..<entry.count { strings.append(file.copy(try cursor.string(key))) }
        return strings
    }

    /// An array of int32 or uint32 whose values fit an Int32.
    public func int32s(_ key: String) throws(InferenceError) -> [Int32]? {
        guard let entry = entry(key) else { return nil }
        guard entry.element == .int32 || entry.element == .uint32 else {
            throw mismatch(key, entry, expected: "an array of int32")
        }
        let values = (0..<entry.count).map { file.integer(at: entry.offset + 4 * $0) as Int32 }
        guard entry.element == .int32 || values.allSatisfy({ $0 >= 0 }) else {
            throw mismatch(key, entry, expected: "values up to \(Int32.max)")
        }
        return values
    }

    /// An array of float32.
    public func float32s(_ key: String) throws(InferenceError) -> [Float]? {
        guard let entry = entry(key) else { return nil }
        guard entry.element == .float32 else { throw mismatch(key, entry, expected: "an array of float32") }
        return (0..<entry.count).map { Float(bitPattern: file.integer(at: entry.offset + 4 * $0)) }
    }

    private func integer(_ entry: Entry) -> Int128? {
        let offset = entry.offset
        return switch entry.type {
        case .uint8: Int128(file.integer(at: offset) as UInt8)
        case .int8: Int128(file.integer(at: offset) as Int8)
        case .uint16: Int128(file.integer(at: offset) as UInt16)
        case .int16: Int128(file.integer(at: offset) as Int16)
        case .uint32: Int128(file.integer(at: offset) as UInt32)
        case .int32: Int128(file.integer(at: offset) as Int32)
        case .uint64: Int128(file.integer(at: offset) as UInt64)
        case .int64: Int128(file.integer(at: offset) as Int64)
        case .float32, .float64, .bool, .string, .array: nil
        }
    }

    private func mismatch(_ key: String, _ entry: Entry, expected: String) -> InferenceError {
        let found = entry.element.map { "an array of \($0)" } ?? integer(entry).map { "\(entry.type) \($0)" }
        return InferenceError(
            .wrongType, at: "\(file.name): \(key), byte \(entry.offset)",
            "found \(found ?? "\(entry.type)"), expected \(expected)",
            remedy: "Convert the model again with a converter that follows the GGUF specification.")
    }
}

/// Access to keys that must be there.
extension GGUFMetadata {
    /// As `uint32`; a key that is not there is an error.
    public func requiredUInt32(_ key: String) throws(InferenceError) -> UInt32 { try required(try uint32(key), key) }

    /// As `float32`; a key that is not there is an error.
    public func requiredFloat32(_ key: String) throws(InferenceError) -> Float { try required(try float32(key), key) }

    /// As `string`; a key that is not there is an error.
    public func requiredString(_ key: String) throws(InferenceError) -> String { try required(try string(key), key) }

    /// As `strings`; a key that is not there is an error.
    public func requiredStrings(_ key: String) throws(InferenceError) -> [[UInt8]] {
        try required(try strings(key), key)
    }

    private func required<Value>(_ value: Value?, _ key: String) throws(InferenceError) -> Value {
        guard let value else {
            throw InferenceError(
                .missing, at: "\(file.name): \(key)", "the key is not in the file",
                remedy: "Convert the model again; a model of this architecture needs the key.")
        }
        return value
    }
}
