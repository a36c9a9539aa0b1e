import BinderyTestSupport
import CKernels
import Inference

/// A product of a random matrix in nibbles with random rows.
struct BlockProduct {
    private let format: bk1_format
    private let blocks: StoredBlocks
    private let rows: Int
    private let columns: Int
    private let input: [Float]

    init(_ type: TensorType, seed: UInt64) {
        let formats: [TensorType: bk1_format] = [
            .q4_0: BK1_Q4_0, .q5_0: BK1_Q5_0, .q4_K: BK1_Q4_K, .q5_K: BK1_Q5_K, .q6_K: BK1_Q6_K,
        ]
        format = formats[type] ?? BK1_Q4_0
        var generator = SeededGenerator(seed: seed)
        rows = Int.random(in: 1...50, using: &generator)
        columns = type.blockLength * Int.random(in: 1...3, using: &generator)
        input = floats(columns * Int.random(in: 1...20, using: &generator), &generator)
        blocks = StoredBlocks(type, count: rows * columns, &generator)
    }

    private var groups: Int { (rows + 15) / 16 }

    /// Lends the packed matrix.
    private func withPacked<Result>(_ body: (bk1_block_matrix) -> Result) -> Result {
        var quants = [UInt8](repeating: 0, count: bk1_quant_bytes(format, rows, columns))
        var scales = [UInt16](repeating: 0, count: bk1_scale_bytes(format, rows, columns) / 2)
        return quants.withUnsafeMutableBufferPointer { quants in
            scales.withUnsafeMutableBytes { scales in
                let scales = scales.assumingMemoryBound(to: UInt8.self)
                guard let q = quants.baseAddress, let s = scales.baseAddress else { preconditionFailure("no memory") }
                precondition(bk1_pack_blocks(format, blocks.bytes, rows, columns, 0, groups, q, s), "scales are finite")
                return body(bk1_block_matrix(quants: q, scales: s, rows: rows, columns: columns, format: format))
            }
        }
    }

    /// The product by `kernels`, in two calls that share the groups.
    func run(_ kernels: bk1_kernels) -> [Float] {
        let quantised = QuantisedInput(input, columns: columns, by: kernels)
        var output = [Float](repeating: 0, count: quantised.tokens * rows)
        withPacked { matrix in
            var matrix = matrix, activations = quantised.activations
            for range in [0..<groups / 2, groups / 2..<groups] {
                kernels.matmul_blocks(
                    &matrix, &activations, quantised.tokens, range.lowerBound, range.upperBound, &output, rows)
            }
        }
        return output
    }

    /// The weights that are looked up, and those of the file.
    func lookedUp() -> [(found: Float, stored: Double)] {
        withPacked { matrix in
            var matrix = matrix
            return (0..<rows).flatMap { row in
                var values = [Float](repeating: 0, count: columns)
                bk1_row_blocks(&matrix, row, &values)
                return values.enumerated().map { ($1, blocks.weight(row * columns + $0).value) }
            }
        }
    }

    /// In f64, from the file's blocks: each sum, and that of the magnitudes.
    func naive(_ kernels: bk1_kernels) -> [(sum: Double, magnitude: Double)] {
        let quantised = QuantisedInput(input, columns: columns, by: kernels)
        return (0..<quantised.tokens).flatMap { token in
            (0..<rows).map { row in
                (0..<columns).reduce(into: (sum: 0.0, magnitude: 0.0)) { result, column in
                    let weight = blocks.weight(row * columns + column)
                    let value = quantised.value(token * columns + column)
                    result.sum += weight.value * value
                    result.magnitude += weight.magnitude * abs(value)
                }
            }
        }
    }
}
