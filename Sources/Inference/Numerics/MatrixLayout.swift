internal import CKernels

/// How the kernels find the weights of a matrix, and the bytes that these take.
struct MatrixLayout: Sendable {
    /// How the weights are stored.
    enum Storage: Sendable {
        /// 8-bit quants with a binary16 scale for each 32.
        case quantised
        /// Nibbles, with the scales of one of the block types.
        case blocks(bk1_format)
        /// f32: also what F16 and BF16 become.
        case floats
    }

    let storage: Storage
    /// Where the scales begin: behind the quants of all groups.
    let scaleOffset: Int
    /// The bytes of quants and scales, or of floats.
    let byteCount: Int

    /// The layout of a tensor of `[columns, rows]`.
    init(_ tensor: GGUFTensor) {
        self.init(Self.storage(of: tensor.type), rowCount: tensor.rowCount, columnCount: tensor.rowLength)
    }

    init(_ storage: Storage, rowCount: Int, columnCount: Int) {
        self.storage = storage
        let group = Int(BK1_GROUP)
        let count = (rowCount + group - 1) / group * group * columnCount
        switch storage {
        case .quantised:
            scaleOffset = count
            byteCount = count + count / Int(BK1_BLOCK) * MemoryLayout<UInt16>.stride
        case .blocks(let format):
            scaleOffset = bk1_quant_bytes(format, rowCount, columnCount)
            byteCount = scaleOffset + bk1_scale_bytes(format, rowCount, columnCount)
        case .floats:
            scaleOffset = 0
            byteCount = count * MemoryLayout<Float>.stride
        }
    }

    private static func storage(of type: TensorType) -> Storage {
        switch type {
        case .q8_0: .quantised
        case .q4_0: .blocks(BK1_Q4_0)
        case .q4_K: .blocks(BK1_Q4_K)
        case .q5_K: .blocks(BK1_Q5_K)
        case .q6_K: .blocks(BK1_Q6_K)
        case .q5_0: .blocks(BK1_Q5_0)
        case .f32, .f16, .bf16: .floats
        }
    }
}
