/// A tensor of a GGUF file: what it is called, its shape, and where its bytes are.
public struct GGUFTensor: Sendable, Hashable {
    /// The name, such as `blk.0.attn_q.weight`.
    public let name: String
    /// How elements are stored.
    public let type: TensorType
    /// The lengths of the dimensions, innermost first: `[columns, rows]` of a matrix.
    public let dimensions: [Int]
    /// The tensor's bytes in the file.
    public let byteRange: Range<Int>

    /// The number of elements of a row, which are stored next to each other.
    public var rowLength: Int { dimensions[0] }

    /// The number of rows, over all other dimensions.
    public var rowCount: Int { dimensions.dropFirst().reduce(1, *) }
}

/// A tensor as its header describes it, before it is known where tensor data begin.
///
/// [GGUF, `gguf_tensor_info_t`](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#file-structure)
struct GGUFTensorInfo {
    /// The fewest bytes that describe a tensor: a name of one byte and one dimension.
    static let minimumByteCount = 8 + 1 + 4 + 8 + 4 + 8

    let name: String
    let type: TensorType
    let dimensions: [Int]
    let byteCount: Int
    /// From the start of tensor data.
    let dataOffset: UInt64
    /// Where the description stands, for errors.
    let headerOffset: Int

    init(reading index: Int, from cursor: inout GGUFCursor) throws(InferenceError) {
        headerOffset = cursor.offset
        name = try cursor.name(most: GGUFLimits.maximumNameByteCount, "name of tensor \(index)")
        dimensions = try Self.dimensions(name, &cursor)
        let start = cursor.offset
        let number: UInt32 = try cursor.integer("type of \(name)")
        guard let type = TensorType(rawValue: number) else {
            let expected = TensorType.allCases.map(\.description).joined(separator: ", ")
            throw cursor.error(
                .unsupported, "type of \(name)", at: start,
                "found type \(TensorType.nameOfUnsupported(number)), expected one of \(expected)")
        }
        self.type = type
        dataOffset = try cursor.integer("offset of \(name)")
        byteCount = try Self.byteCount(name, type, dimensions, cursor)
    }

    private static func dimensions(_ name: String, _ cursor: inout GGUFCursor) throws(InferenceError) -> [Int] {
        let start = cursor.offset
        let count: UInt32 = try cursor.integer("number of dimensions of \(name)")
        guard (1...UInt32(GGUFLimits.maximumDimensionCount)).contains(count) else {
            throw cursor.error(
                .malformed, "number of dimensions of \(name)", at: start, "found \(count), expected 1 to 4")
        }
        var dimensions: [Int] = []
        for index in 0..<count {
            let start = cursor.offset
            let claimed: UInt64 = try cursor.integer("dimension \(index) of \(name)")
            guard claimed > 0, let length = Int(exactly: claimed) else {
                throw cursor.error(
                    .malformed, "dimension \(index) of \(name)", at: start,
                    "found a length of \(claimed), expected 1 to \(Int.max)")
            }
            dimensions.append(length)
        }
        return dimensions
    }

    private static func byteCount(
        _ name: String, _ type: TensorType, _ dimensions: [Int], _ cursor: GGUFCursor
    ) throws(InferenceError) -> Int {
        guard dimensions[0] % type.blockLength == 0 else {
            throw cursor.error(
                .malformed, "dimension 0 of \(name)", at: cursor.offset,
                "found a length of \(dimensions[0]), expected a multiple of \(type.blockLength) for \(type)")
        }
        var count = dimensions[0] / type.blockLength
        for factor in dimensions.dropFirst() + [type.blockByteCount] {
            let (product, overflow) = count.multipliedReportingOverflow(by: factor)
            guard !overflow else {
                throw cursor.error(
                    .malformed, "dimensions of \(name)", at: cursor.offset,
                    "found \(dimensions), the size of which is beyond \(Int.max) bytes")
            }
            count = product
        }
        return count
    }
}
