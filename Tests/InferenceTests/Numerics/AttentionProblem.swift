import BinderyTestSupport
import CKernels
import Foundation

/// Attention of some heads over random keys and values.
struct AttentionProblem {
    let causal: Bool
    private let heads: Int
    private let width: Int
    private let position: Int
    private let tokens: Int
    private let capacity: Int
    private let queries: [Float]
    private let keys: [Float]
    private let values: [Float]
    private let scale: Float

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        heads = Int.random(in: 1...5, using: &generator)
        width = 8 * Int.random(in: 1...17, using: &generator)
        position = Int.random(in: 0...70, using: &generator)
        tokens = Int.random(in: 1...20, using: &generator)
        causal = seed % 4 != 0
        capacity = (position + tokens + 15) / 16 * 16
        scale = 1 / Float(width).squareRoot()
        queries = floats(tokens * heads * width, &generator)
        keys = floats(capacity * width, &generator)
        values = floats(capacity * width, &generator)
    }

    /// All tokens in one call.
    func run(_ kernels: bk1_kernels) -> [Float] { run(kernels, [0..<tokens]) }

    /// A call for each token.
    func runTokenByToken(_ kernels: bk1_kernels) -> [Float] { run(kernels, (0..<tokens).map { $0..<$0 + 1 }) }

    private func run(_ kernels: bk1_kernels, _ calls: [Range<Int>]) -> [Float] {
        var output = [Float](repeating: 0, count: queries.count)
        var scores = [Float](repeating: 0, count: Int(BK1_QUERY_TILE) * capacity)
        let blocks = blockedKeys
        queries.withUnsafeBufferPointer { queries in
            output.withUnsafeMutableBufferPointer { output in
                blocks.withUnsafeBufferPointer { keys in
                    values.withUnsafeBufferPointer { values in
                        scores.withUnsafeMutableBufferPointer { scores in
                            guard let q = queries.baseAddress, let o = output.baseAddress, let k = keys.baseAddress,
                                let v = values.baseAddress, let s = scores.baseAddress
                            else { return }
                            for call in calls {
                                let offset = call.lowerBound * heads * width
                                var work = bk1_attention(
                                    queries: q + offset, output: o + offset, stride: heads * width, keys: k, values: v,
                                    scores: s, capacity: capacity, heads: heads, width: width,
                                    position: position + call.lowerBound, tokens: call.count, scale: scale,
                                    causal: causal)
                                kernels.attention(&work)
                            }
                        }
                    }
                }
            }
        }
        return output
    }

    /// `[position][width]` to `[position / 16][width][16]`.
    private var blockedKeys: [Float] {
        var blocks = keys
        for index in 0..<capacity {
            for column in 0..<width {
                blocks[index / 16 * 16 * width + column * 16 + index % 16] = keys[index * width + column]
            }
        }
        return blocks
    }

    /// The definition, in f64.
    func naive() -> [Double] {
        (0..<tokens).flatMap { token in
            (0..<heads).flatMap { head in
                let query = queries[(token * heads + head) * width..<(token * heads + head + 1) * width]
                let visible = position + (causal ? token + 1 : tokens)
                let scores = (0..<visible).map { index in
                    zip(query, keys[index * width..<(index + 1) * width]).reduce(0) { $0 + Double($1.0) * Double($1.1) }
                        / Double(width).squareRoot()
                }
                let largest = scores.max() ?? 0
                let weights = scores.map { exp($0 - largest) }
                let sum = weights.reduce(0, +)
                return (0..<width).map { column in
                    (0..<visible).reduce(0) { $0 + weights[$1] * Double(values[$1 * width + column]) } / sum
                }
            }
        }
    }
}
