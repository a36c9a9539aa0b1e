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
        layout = MatrixLayout(tensor)
        rowCount = tensor.rowCount
        columnCount = tensor.rowLength
        memory = try PagedMemory(byteCount: layout.byteCount)
        let packing = MatrixPacking(tensor, into: memory, layout)
        let isFinite = file.withBytes(of: tensor) { bytes in packing.run(bytes, by: pool) }
        // Reads the tensor again, to name the place.
        if !isFinite { try file.requireFinite(tensor) }
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
