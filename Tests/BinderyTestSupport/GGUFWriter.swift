/// Writes GGUF files for tests: correct ones, and those whose fields were set to something wrong before `bytes()`.
///
/// [GGUF specification](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#file-structure)
public struct GGUFWriter {
    /// A metadata value.
    public enum Value {
        /// The value types of the same names.
        case uint8(UInt8), uint32(UInt32), int32(Int32), uint64(UInt64), float32(Float), bool(Bool), string(String)
        /// Arrays of the value types of the same names.
        case strings([[UInt8]]), int32s([Int32]), float32s([Float]), uint32s([UInt32])
        /// A value type by number, and the bytes behind it as they are.
        case raw(type: UInt32, bytes: [UInt8])
    }

    /// A tensor.
    public struct Tensor {
        /// Its name.
        public var name: String
        /// The number of its type.
        public var type: UInt32
        /// The lengths of its dimensions, innermost first.
        public var dimensions: [UInt64]
        /// Its bytes.
        public var bytes: [UInt8]
        /// Its offset in tensor data, where it is not the next aligned one.
        public var offset: UInt64?
    }

    /// The first four bytes.
    public var magic: [UInt8] = Array("GGUF".utf8)
    /// The version of the format.
    public var version: UInt32 = 3
    /// Keys and values in order.
    public var metadata: [(key: String, value: Value)] = []
    /// Tensors in order.
    public var tensors: [Tensor] = []
    /// The alignment of tensor data; `general.alignment` is the caller's to write.
    public var alignment = 32
    /// The tensor count, where it is not the true one.
    public var tensorCount: UInt64?
    /// The number of keys, where it is not the true one.
    public var keyCount: UInt64?

    /// A file without keys or tensors.
    public init() {}

    /// Adds a key.
    public mutating func add(_ key: String, _ value: Value) { metadata.append((key, value)) }

    /// Adds a tensor of float32.
    public mutating func add(_ name: String, _ dimensions: [UInt64], float32s values: [Float]) {
        let bytes = values.flatMap { Self.bytes($0.bitPattern) }
        add(name, dimensions, type: 0, bytes: bytes)
    }

    /// Adds a tensor of any type.
    public mutating func add(_ name: String, _ dimensions: [UInt64], type: UInt32, bytes: [UInt8]) {
        tensors.append(Tensor(name: name, type: type, dimensions: dimensions, bytes: bytes))
    }

    /// The file.
    public func bytes() -> [UInt8] {
        var file = magic + Self.bytes(version)
        file += Self.bytes(tensorCount ?? UInt64(tensors.count)) + Self.bytes(keyCount ?? UInt64(metadata.count))
        for (key, value) in metadata { file += Self.bytes(key) + Self.bytes(value) }
        var data: [UInt8] = []
        for tensor in tensors {
            file += Self.bytes(tensor.name) + Self.bytes(UInt32(tensor.dimensions.count))
            file += tensor.dimensions.flatMap { Self.bytes($0) } + Self.bytes(tensor.type)
            pad(&data)
            file += Self.bytes(tensor.offset ?? UInt64(data.count))
            data += tensor.bytes
        }
        pad(&file)
        return file + data
    }

    private func pad(_ bytes: inout [UInt8]) {
        while bytes.count % alignment != 0 { bytes.append(0) }
    }

    private static func bytes(_ integer: some FixedWidthInteger) -> [UInt8] {
        (0..<integer.bitWidth / 8).map { UInt8(truncatingIfNeeded: integer >> (8 * $0)) }
    }

    private static func bytes(_ text: String) -> [UInt8] { bytes(Array(text.utf8)) }

    private static func bytes(_ text: [UInt8]) -> [UInt8] { bytes(UInt64(text.count)) + text }

    private static func array(_ type: UInt32, _ elements: [[UInt8]]) -> [UInt8] {
        bytes(UInt32(9)) + bytes(type) + bytes(UInt64(elements.count)) + elements.flatMap(\.self)
    }

    private static func bytes(_ value: Value) -> [UInt8] {
        switch value {
        case .uint8(let value): bytes(UInt32(0)) + [value]
        case .uint32(let value): bytes(UInt32(4)) + bytes(value)
        case .int32(let value): bytes(UInt32(5)) + bytes(value)
        case .float32(let value): bytes(UInt32(6)) + bytes(value.bitPattern)
        case .bool(let value): bytes(UInt32(7)) + [value ? 1 : 0]
        case .string(let value): bytes(UInt32(8)) + bytes(value)
        case .uint64(let value): bytes(UInt32(10)) + bytes(value)
        case .strings(let values): array(8, values.map { bytes($0) })
        case .int32s(let values): array(5, values.map { bytes($0) })
        case .uint32s(let values): array(4, values.map { bytes($0) })
        case .float32s(let values): array(6, values.map { bytes($0.bitPattern) })
        case .raw(let type, let raw): bytes(type) + raw
        }
    }
}
