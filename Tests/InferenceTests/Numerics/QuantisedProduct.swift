import BinderyTestSupport
import CKernels

/// A product of a random Q8_0 matrix with random rows.
struct QuantisedProduct {
    let rows: Int
    let columns: Int
    let tokens: Int
    var input: [Float]
    private let blocks: [UInt8]

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        rows = Int.random(in: 1...70, using: &generator)
        columns = 32 * Int.random(in: 1...6, using: &generator)
        tokens = Int.random(in: 1...30, using: &generator)
        input = floats(tokens * columns, &generator)
        blocks = randomQ8(rows * columns, &generator)
    }

    private struct Packed {
        var quants: [UInt8]
        var scales: [UInt16]
    }

    private var packed: Packed {
        let groups = (rows + 15) / 16
        var packed = Packed(
            quants: [UInt8](repeating: 0, count: groups * 16 * columns),
            scales: [UInt16](repeating: 0, count: groups * columns / 2))
        _ = bk1_pack_q8_0(blocks, rows, columns, 0, groups, &packed.quants, &packed.scales)
        return packed
    }

    /// The product by `kernels`, in two calls that share the groups.
    func run(_ kernels: bk1_kernels) -> [Float] {
        let quantised = QuantisedInput(input, columns: columns, by: kernels)
        var output = [Float](repeating: 0, count: tokens * rows)
        let packed = packed
        packed.quants.withUnsafeBufferPointer { weights in
            packed.scales.withUnsafeBufferPointer { scales in
                guard let weights = weights.baseAddress, let scales = scales.baseAddress else { return }
                var matrix = bk1_q8_matrix(quants: weights, scales: scales, rows: rows, columns: columns)
                var activations = quantised.activations
                let groups = (rows + 15) / 16
                for range in [0..<groups / 2, groups / 2..<groups] {
                    kernels.matmul_q8_0(
                        &matrix, &activations, tokens, range.lowerBound, range.upperBound, &output, rows)
                }
            }
        }
        return output
    }

    /// In f64, from the stored blocks and activations quantised plainly: each sum, and that of the magnitudes.
    func naive() -> [(sum: Double, magnitude: Double)] {
        (0..<tokens).flatMap { token in
            (0..<rows).map { row in
                var result = (sum: 0.0, magnitude: 0.0)
                for block in 0..<columns / 32 {
                    let start = (row * columns / 32 + block) * 34
                    let bits = UInt16(blocks[start]) | UInt16(blocks[start + 1]) << 8
                    let values = input[token * columns + block * 32..<token * columns + block * 32 + 32]
                    let largest = values.map(abs).max() ?? 0
                    let inverse = largest == 0 ? 0 : 127 / largest
                    for (index, value) in values.enumerated() {
                        let quant = Int8(bitPattern: blocks[start + 2 + index])
                        let term =
                            Double(quant) * Double((value * inverse).rounded(.toNearestOrEven))
                            * Double(Float16(bitPattern: bits)) * Double(largest / 127)
                        result.sum += term
                        result.magnitude += abs(term)
                    }
                }
                return result
            }
        }
    }
}

/// The blocks of `count` random weights, scales between 2^-9 and 2^-8.
func randomQ8(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    (0..<count / 32).flatMap { _ in
        let scale = 0x1800 | UInt16.random(in: 0..<0x400, using: &generator)
        let quants = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return [UInt8(truncatingIfNeeded: scale), UInt8(scale >> 8)] + quants
    }
}
