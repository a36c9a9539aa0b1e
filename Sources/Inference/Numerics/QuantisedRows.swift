internal import CKernels

/// Activations of several tokens as int8 with a scale for each 32 values: what a Q8_0 matrix is multiplied with.
@safe struct QuantisedRows: Sendable {
    /// The number of rows that there is room for.
    let rowCount: Int
    /// The number of values that a row has room for.
    let widthCapacity: Int
    private let quants: PagedMemory
    private let scales: PagedMemory
    private let biases: PagedMemory

    init(rowCount: Int, widthCapacity: Int) throws(InferenceError) {
        self.rowCount = rowCount
        self.widthCapacity = widthCapacity
        quants = try PagedMemory(byteCount: rowCount * widthCapacity)
        let blockCount = rowCount * widthCapacity / Int(BK1_BLOCK)
        scales = try PagedMemory(byteCount: blockCount * MemoryLayout<Float>.stride)
        biases = try PagedMemory(byteCount: blockCount * MemoryLayout<Int32>.stride)
    }

    /// Rows of `width` values, from row `first` on, for the kernels.
    @unsafe func activations(width: Int, from first: Int = 0) -> bk1_q8_activations {
        precondition(width <= widthCapacity && first < rowCount, "row \(first) of \(rowCount), width \(width)")
        let block = first * width / Int(BK1_BLOCK)
        return unsafe bk1_q8_activations(
            quants: quants.pointer(to: Int8.self) + first * width, scales: scales.pointer(to: Float.self) + block,
            biases: biases.pointer(to: Int32.self) + block, columns: width)
    }
}
