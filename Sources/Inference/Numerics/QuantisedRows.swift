internal import CKernels

/// Activations of several tokens as int8 with a scale for each 32 values: what matrices of quants are multiplied with.
@safe struct QuantisedRows: Sendable {
    /// The number of rows that there is room for.
    let rowCount: Int
    /// The number of values of a row, whole blocks or not: only whole ones can be quantised.
    let width: Int
    private let quants: PagedMemory
    private let scales: PagedMemory
    private let biases: PagedMemory
    private let sums: PagedMemory

    init(rowCount: Int, width: Int) throws(InferenceError) {
        self.rowCount = rowCount
        self.width = width
        quants = try PagedMemory(byteCount: rowCount * width)
        let blockCount = rowCount * width / Int(BK1_BLOCK)
        scales = try PagedMemory(byteCount: blockCount * MemoryLayout<Float>.stride)
        biases = try PagedMemory(byteCount: blockCount * MemoryLayout<Int32>.stride)
        sums = try PagedMemory(byteCount: 2 * blockCount * MemoryLayout<Int32>.stride)
    }

    /// The rows from `first` on, for the kernels; valid while a copy of the value lives.
    @unsafe func activations(from first: Int = 0) -> bk1_q8_activations {
        precondition(first >= 0 && first < rowCount, "row \(first) of \(rowCount)")
        let block = first * width / Int(BK1_BLOCK)
        return unsafe bk1_q8_activations(
            quants: quants.pointer(to: Int8.self) + first * width, scales: scales.pointer(to: Float.self) + block,
            biases: biases.pointer(to: Int32.self) + block, sums: sums.pointer(to: Int32.self) + 2 * block,
            columns: width)
    }
}
