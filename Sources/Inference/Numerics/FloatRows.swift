/// Rows of f32 that kernels read and write: activations of one token each.
@safe struct FloatRows: Sendable {
    /// The number of rows that there is room for.
    let rowCount: Int
    /// The number of values of a row.
    let width: Int
    private let memory: PagedMemory

    init(rowCount: Int, width: Int) throws(InferenceError) {
        self.rowCount = rowCount
        self.width = width
        memory = try PagedMemory(byteCount: rowCount * width * MemoryLayout<Float>.stride)
    }

    /// The address of a row; valid while a copy of the value lives.
    @unsafe func row(_ index: Int) -> UnsafeMutablePointer<Float> {
        precondition(index >= 0 && index < rowCount, "row \(index) of \(rowCount)")
        return unsafe memory.pointer(to: Float.self) + index * width
    }

    /// Lends a row.
    func withRow<Result, Failure: Error>(
        _ index: Int, _ body: (Span<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe UnsafeBufferPointer(start: row(index), count: width).span)
    }
}
