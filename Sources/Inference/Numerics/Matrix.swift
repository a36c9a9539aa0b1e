internal import CKernels

/// A matrix of weights in the layout of the kernels: `rowCount` outputs of `columnCount` inputs.
@safe struct Matrix: Sendable {
    let rowCount: Int
    let columnCount: Int
    private let layout: MatrixLayout
    private let memory: PagedMemory

    /// How the weights are stored.
    var storage: MatrixLayout.Storage { layout.storage }

    /// The groups of rows that are computed side by side.
    var groupCount: Int { (rowCount + Int(BK1_GROUP) - 1) / Int(BK1_GROUP) }

    /// The bytes that the packed weights take.
    var byteCount: Int { memory.byteCount }

    /// Packs a tensor of `[columns, rows]`.
    ///
    /// - Throws: `notFinite` or `noMemory`.
    init(_ tensor: GGUFTensor, of file: GGUFFile, by pool: ThreadPool) throws(InferenceError) {
        try self.init(MatrixLayout(tensor), rowCount: tensor.rowCount, columnCount: tensor.rowLength)
        let packing = MatrixPacking(tensor, into: memory, layout)
        let isFinite = file.withBytes(of: tensor) { bytes in packing.run(bytes, by: pool) }
        // Reads the tensor again, to name the place.
        if !isFinite { try file.requireFinite(tensor) }
    }

    /// Packs a tensor of floats, `[rows, columns]`: as it is, or quantised by section 3 of docs/numerics-bk1.md.
    ///
    /// - Throws: `notFinite`, `noMemory`, or `unsupported` for rows that are no whole number of blocks.
    init(
        _ tensor: SafetensorsTensor, of file: SafetensorsFile, as precision: EncoderPrecision, by engine: Engine
    ) throws(InferenceError) {
        precondition(tensor.shape.count == 2, "found \(tensor.shape), expected rows and columns")
        guard let type = tensor.dtype.tensorType, precision == .f32 || tensor.shape[1] % Int(BK1_BLOCK) == 0 else {
            throw InferenceError(
                .unsupported, at: "\(file.name): \(tensor.name)",
                "found \(tensor.dtype.rawValue) \(tensor.shape), expected floats in blocks of \(BK1_BLOCK)",
                remedy: "Use the model with f32.")
        }
        let layout = MatrixLayout(precision.storage, rowCount: tensor.shape[0], columnCount: tensor.shape[1])
        try self.init(layout, rowCount: tensor.shape[0], columnCount: tensor.shape[1])
        let target: FloatPacking.Target =
            switch precision {
            case .f32: .floats(memory)
            case .int8: .quantised(memory, scaleOffset: layout.scaleOffset)
            }
        let packing = FloatPacking(
            FloatConversion(type), rowCount: rowCount, columnCount: columnCount, to: target, engine.kernels)
        // First, because the bits of a weight that is not finite do not survive the quantiser.
        try file.requireFinite(tensor)
        guard file.withBytes(of: tensor, { bytes in packing.run(bytes, by: engine.pool) }) else {
            throw InferenceError(
                .notFinite, at: "\(file.name): \(tensor.name)", "the scale of a block is beyond binary16",
                remedy: "Use the model with f32.")
        }
    }

    private init(_ layout: MatrixLayout, rowCount: Int, columnCount: Int) throws(InferenceError) {
        self.layout = layout
        self.rowCount = rowCount
        self.columnCount = columnCount
        memory = try PagedMemory(byteCount: layout.byteCount, inLargePages: true)
    }

    /// The matrix for the kernels of `quantised` storage; valid while a copy of the value lives.
    @unsafe var quantised: bk1_q8_matrix {
        unsafe bk1_q8_matrix(
            quants: memory.pointer(to: UInt8.self),
            scales: memory.pointer(to: UInt16.self, atByte: layout.scaleOffset), rows: rowCount, columns: columnCount)
    }

    /// The matrix for the kernels of `blocks` storage; valid while a copy of the value lives.
    @unsafe func blocks(_ format: bk1_format) -> bk1_block_matrix {
        unsafe bk1_block_matrix(
            quants: memory.pointer(to: UInt8.self),
            scales: memory.pointer(to: UInt8.self, atByte: layout.scaleOffset), rows: rowCount, columns: columnCount,
            format: format)
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
        case .blocks(let format):
            var matrix = unsafe blocks(format)
            unsafe bk1_row_blocks(&matrix, row, output)
        case .floats:
            var matrix = unsafe floats
            unsafe bk1_row_f32(&matrix, row, output)
        }
    }
}
