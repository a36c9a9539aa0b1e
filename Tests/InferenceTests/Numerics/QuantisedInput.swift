import CKernels

/// Rows of activations that a kernel has quantised.
final class QuantisedInput {
    let tokens: Int
    private let columns: Int
    private let quants: UnsafeMutablePointer<Int8>
    private let scales: UnsafeMutablePointer<Float>
    private let sums: UnsafeMutablePointer<Int32>

    init(_ input: [Float], columns: Int, by kernels: bk1_kernels) {
        self.columns = columns
        tokens = input.count / columns
        quants = .allocate(capacity: input.count)
        scales = .allocate(capacity: input.count / 32)
        sums = .allocate(capacity: 3 * input.count / 32)
        var activations = activations
        kernels.quantise(input, columns, tokens, &activations)
    }

    deinit {
        quants.deallocate()
        scales.deallocate()
        sums.deallocate()
    }

    /// For the kernels; valid while the object lives.
    var activations: bk1_q8_activations {
        bk1_q8_activations(
            quants: quants, scales: scales, biases: sums + 2 * (tokens * columns / 32), sums: sums, columns: columns)
    }

    /// The value that a quant stands for.
    func value(_ index: Int) -> Double { Double(quants[index]) * Double(scales[index / 32]) }
}
