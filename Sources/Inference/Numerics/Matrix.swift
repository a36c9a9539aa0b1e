internal import CKernels

/// A matrix of weights in the layout of the kernels: `rowCount` outputs of `columnCount` inputs.
@safe struct Matrix: Sendable {
    /// How the weights are stored.
    enum Storage: Sendable {
        /// 8-bit quants with a binary16 scale for each 32.
        case quantised
        /// f32: also what F16 and BF16 become.
        case floats
    }

    let rowCount: Int
    let columnCount: Int
    let storage: Storage
    private let memory: PagedMemory

    /// The groups of rows that are computed side by side.
    var groupCount: Int { Self.groupCount(rowCount) }

    /// The bytes that the packed weights take.
    var byteCount: Int { memory.byteCount }

    /// Packs a tensor of `[columns, rows]`.
    ///
    /// - Throws: `notFinite`, `noMemory`, or `unsupported` for a type that no kernel multiplies with.
    init(_ tensor: GGUFTensor, of file: GGUFFile, by pool: ThreadPool) throws(InferenceError) {
        storage = try Self.storage(of: tensor, file)
        rowCount = tensor.rowCount
        columnCount = tensor.rowLength
        memory = try PagedMemory(byteCount: Self.byteCount(tensor, storage))
        let packing = MatrixPacking(tensor, into: memory, scalesAt: Self.scaleOffset(rowCount, columnCount))
        let isFinite = file.withBytes(of: tensor) { bytes in packing.run(bytes, by: pool) }
        // Reads the tensor again, to name the place.
        if !isFinite { try file.requireFinite(tensor) }
    }

    /// The matrix for the kernels of `quantised` storage; valid while a copy of the value lives.
    @unsafe var quantised: bk1_q8_matrix {
        unsafe bk1_q8_matrix(
            quants: memory.pointer(to: UInt8.self),
            scales: memory.pointer(to: UInt16.self, atByte: Self.scaleOffset(rowCount, columnCount)), rows: rowCount,
            columns: columnCount)
    }

    /// The matrix for the kernels of `floats` storage; valid while a copy of the value lives.
    @unsafe var floats: bk1_f32_matrix {
        unsafe bk1_f32_matrix(values: memory.pointer(to: Float.self), rows: rowCount, columns: columnCount)
    }

    /// Writes one row, as f32, to `output`, which has room for `columnCount` values.
    @unsafe func copyRow(_ row: Int, to output: UnsafeMutablePointer<Float>) {
        precondition(row >= 0 && row < rowCount, "row \(row) of \(rowCount)")
        switch storage {
        case .quantised:
            var matrix = unsafe quantised
            unsafe bk1_row_q8_0(&matrix, row, output)
        case .floats:
            var matrix = unsafe floats
            unsafe bk1_row_f32(&matrix, row, output)
        }
    }

    private static func groupCount(_ rowCount: Int) -> Int { (rowCount + Int(BK1_GROUP) - 1) / Int(BK1_GROUP) }

    /// The scales stand behind the quants of all groups.
    private static func scaleOffset(_ rowCount: Int, _ columnCount: Int) -> Int {
        groupCount(rowCount) * Int(BK1_GROUP) * columnCount
    }

    private static func byteCount(_ tensor: GGUFTensor, _ storage: Storage) -> Int {
        let count = scaleOffset(tensor.rowCount, tensor.rowLength)
        return switch storage {
        case .quantised: count + count / Int(BK1_BLOCK) * MemoryLayout<UInt16>.stride
        case .floats: count * MemoryLayout<Float>.stride
        }
    }

    private static func storage(of tensor: GGUFTensor, _ file: GGUFFile) throws(InferenceError) -> Storage {
        switch tensor.type {
        case .q8_0: return .quantised
        case .f32, .f16, .bf16: return .floats
        case .q4_0, .q4_K, .q5_K, .q6_K:
            throw InferenceError(
                .unsupported, at: "\(file.name): \(tensor.name)",
                "found weights of type \(tensor.type), expected F32, F16, BF16 or Q8_0",
                remedy: "Convert the model to Q8_0.")
        }
    }
}
