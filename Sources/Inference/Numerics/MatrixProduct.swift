internal import CKernels

/// What matrices are multiplied with: the same rows, as they are and quantised.
struct MultiplicationInput {
    let floats: FloatRows
    let quantised: QuantisedRows
}

/// The product of one matrix with the first rows of an input.
struct MatrixProduct {
    let matrix: Matrix
    private let output: FloatRows
    private let input: MultiplicationInput
    private let rowCount: Int

    init(_ matrix: Matrix, _ output: FloatRows, _ input: MultiplicationInput, _ rowCount: Int) {
        precondition(output.width == matrix.rowCount, "outputs of \(output.width), expected \(matrix.rowCount)")
        precondition(
            input.floats.width == matrix.columnCount, "inputs of \(input.floats.width), expected \(matrix.columnCount)")
        precondition(rowCount <= output.rowCount, "\(rowCount) rows, room for \(output.rowCount)")
        self.matrix = matrix
        self.output = output
        self.input = input
        self.rowCount = rowCount
    }

    /// The number of multiplications.
    var work: Int { matrix.rowCount * matrix.columnCount * rowCount }

    /// Computes the outputs of some groups of rows of the matrix.
    func run(_ groups: Range<Int>, _ kernels: Kernels) {
        let end = min(groups.upperBound, matrix.groupCount)
        switch matrix.storage {
        case .quantised:
            var weights = unsafe matrix.quantised
            var activations = unsafe input.quantised.activations()
            unsafe kernels.table.matmul_q8_0(
                &weights, &activations, rowCount, groups.lowerBound, end, output.row(0), output.width)
        case .blocks(let format):
            var weights = unsafe matrix.blocks(format)
            var activations = unsafe input.quantised.activations()
            unsafe kernels.table.matmul_blocks(
                &weights, &activations, rowCount, groups.lowerBound, end, output.row(0), output.width)
        case .floats:
            var weights = unsafe matrix.floats
            unsafe kernels.table.matmul_f32(
                &weights, input.floats.row(0), input.floats.width, rowCount, groups.lowerBound, end, output.row(0),
                output.width)
        }
    }
}
