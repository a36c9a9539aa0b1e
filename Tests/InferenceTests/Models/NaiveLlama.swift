import Foundation
import Inference

/// The decoders of the llama family as its definition reads, in f64, one token after another: a second implementation to test against.
struct NaiveLlama {
    private let sample: SampleLlama
    private let tensors: [String: [Double]]

    init(_ sample: SampleLlama) throws {
        self.sample = sample
        let file = try sample.file()
        var tensors: [String: [Double]] = [:]
        for tensor in file.tensors { tensors[tensor.name] = Self.values(tensor, file) }
        self.tensors = tensors
    }

    /// The logits of every token.
    func logits(_ tokens: [Int]) -> [[Double]] {
        var keys = Array(repeating: [[Double]](), count: sample.layers), values = keys
        return tokens.enumerated().map { position, token in
            var hidden = Array(matrix("token_embd")[token * sample.width..<(token + 1) * sample.width])
            for layer in 0..<sample.layers {
                let name = "blk.\(layer)."
                let input = norm(hidden, name + "attn_norm")
                keys[layer].append(rotated(normed(projected(name + "attn_k", input), name + "attn_k_norm"), position))
                values[layer].append(projected(name + "attn_v", input))
                let query = rotated(normed(projected(name + "attn_q", input), name + "attn_q_norm"), position)
                hidden = sum(hidden, times(name + "attn_output", attention(query, keys[layer], values[layer])))
                let second = norm(hidden, name + "ffn_norm")
                let gate = times(name + "ffn_gate", second), up = times(name + "ffn_up", second)
                hidden = sum(hidden, times(name + "ffn_down", zip(gate, up).map { $0 / (1 + exp(-$0)) * $1 }))
            }
            return times(sample.isTied ? "token_embd" : "output", norm(hidden, "output_norm"))
        }
    }

    private func matrix(_ name: String) -> [Double] { tensors[name + ".weight"] ?? [] }

    private func times(_ name: String, _ input: [Double]) -> [Double] {
        let weights = matrix(name)
        return (0..<weights.count / input.count).map { row in
            input.indices.reduce(0) { $0 + weights[row * input.count + $1] * input[$1] }
        }
    }

    /// The product, with the bias that the file may have for it.
    private func projected(_ name: String, _ input: [Double]) -> [Double] {
        let output = times(name, input)
        return tensors[name + ".bias"].map { sum(output, $0) } ?? output
    }

    /// Each head normalised, where the file has weights for it.
    private func normed(_ heads: [Double], _ name: String) -> [Double] {
        guard tensors[name + ".weight"] != nil else { return heads }
        return stride(from: 0, to: heads.count, by: sample.headWidth).flatMap {
            norm(Array(heads[$0..<$0 + sample.headWidth]), name)
        }
    }

    private func sum(_ left: [Double], _ right: [Double]) -> [Double] { zip(left, right).map(+) }

    private func norm(_ input: [Double], _ name: String) -> [Double] {
        let square = input.reduce(0) { $0 + $1 * $1 } / Double(input.count)
        return zip(input, matrix(name)).map { $0 / (square + 1e-5).squareRoot() * $1 }
    }

    private func rotated(_ heads: [Double], _ position: Int) -> [Double] {
        var heads = heads
        let width = sample.headWidth
        for start in stride(from: 0, to: heads.count, by: width) {
            for pair in 0..<width / 2 {
                let factor = Double(sample.ropeFactors?[pair] ?? 1) * Double(sample.linearFactor ?? 1)
                let angle = Double(position) * pow(10_000, -Double(2 * pair) / Double(width)) / factor
                let first = start + (sample.architecture == .llama ? 2 * pair : pair)
                let second = sample.architecture == .llama ? first + 1 : first + width / 2
                let x = heads[first], y = heads[second]
                heads[first] = x * cos(angle) - y * sin(angle)
                heads[second] = x * sin(angle) + y * cos(angle)
            }
        }
        return heads
    }

    private func attention(_ query: [Double], _ keys: [[Double]], _ values: [[Double]]) -> [Double] {
        let width = sample.headWidth
        return (0..<sample.heads).flatMap { head in
            let shared = head / (sample.heads / sample.keyValueHeads) * width
            let scores = keys.map { key in
                (0..<width).reduce(0) { $0 + query[head * width + $1] * key[shared + $1] } / Double(width).squareRoot()
            }
            let weights = scores.map { exp($0 - (scores.max() ?? 0)) }
            return (0..<width).map { column in
                zip(weights, values).reduce(0) { $0 + $1.0 * $1.1[shared + column] } / weights.reduce(0, +)
            }
        }
    }

    private static func values(_ tensor: GGUFTensor, _ file: GGUFFile) -> [Double] {
        let bytes = file.withBytes(of: tensor) { span in span.withUnsafeBytes { Array($0) } }
        func word(_ at: Int) -> UInt16 { UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8 }
        let count = tensor.rowLength * tensor.rowCount
        return (0..<count).map { index in
            switch tensor.type {
            case .f32: Double(Float(bitPattern: UInt32(word(4 * index)) | UInt32(word(4 * index + 2)) << 16))
            case .f16: Double(Float16(bitPattern: word(2 * index)))
            case .bf16: Double(Float(bitPattern: UInt32(word(2 * index)) << 16))
            case .q4_0, .q5_0, .q4_K, .q5_K, .q6_K: StoredBlocks(tensor.type, bytes: bytes).weight(index).value
            case .q8_0:
                Double(Float16(bitPattern: word(index / 32 * 34)))
                    * Double(Int8(bitPattern: bytes[index / 32 * 34 + 2 + index % 32]))
            }
        }
    }
}
