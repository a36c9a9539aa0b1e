import BinderyTestSupport
import Foundation

/// The encoder as its definition reads, in f64, one text at a time: a second implementation to test against.
struct NaiveBert {
    private let sample: SampleBert
    private let tensors: [String: [Double]]

    init(_ sample: SampleBert) {
        self.sample = sample
        tensors = Dictionary(uniqueKeysWithValues: sample.tensors.map { ($0.name, $0.values.map(Double.init)) })
    }

    /// The normalised mean of the last layer.
    func embed(_ tokens: [Int32]) -> [Double] {
        var hidden = tokens.enumerated().map { position, token in
            let word = row("word_embeddings", Int(token)), place = row("position_embeddings", position)
            return norm(sum(sum(word, place), row("token_type_embeddings", 0)), "embeddings.LayerNorm")
        }
        for layer in 0..<sample.layers {
            let name = "encoder.layer.\(layer)."
            let attended = attention(hidden, name + "attention.")
            hidden = zip(hidden, attended).map { before, attended in
                let middle = norm(sum(before, attended), name + "attention.output.LayerNorm")
                let inner = linear(name + "intermediate.dense", middle).map {
                    0.5 * $0 * (1 + erf($0 / 2.0.squareRoot()))
                }
                return norm(sum(middle, linear(name + "output.dense", inner)), name + "output.LayerNorm")
            }
        }
        let mean = (0..<sample.width).map { column in hidden.reduce(0) { $0 + $1[column] } / Double(hidden.count) }
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return mean.map { $0 / length }
    }

    private func attention(_ hidden: [[Double]], _ name: String) -> [[Double]] {
        let queries = hidden.map { linear(name + "self.query", $0) }
        let keys = hidden.map { linear(name + "self.key", $0) }
        let values = hidden.map { linear(name + "self.value", $0) }
        let width = sample.width / sample.heads
        return queries.map { query in
            let heads = (0..<sample.heads).flatMap { head in
                let part = head * width..<(head + 1) * width
                let scores = keys.map { key in
                    part.reduce(0) { $0 + query[$1] * key[$1] } / Double(width).squareRoot()
                }
                let weights = scores.map { exp($0 - (scores.max() ?? 0)) }
                return part.map { column in
                    zip(weights, values).reduce(0) { $0 + $1.0 * $1.1[column] } / weights.reduce(0, +)
                }
            }
            return linear(name + "output.dense", heads)
        }
    }

    private func tensor(_ name: String) -> [Double] { tensors[name] ?? [] }

    private func row(_ table: String, _ index: Int) -> [Double] {
        Array(tensor("embeddings.\(table).weight")[index * sample.width..<(index + 1) * sample.width])
    }

    private func linear(_ name: String, _ input: [Double]) -> [Double] {
        let weights = tensor(name + ".weight")
        return tensor(name + ".bias").enumerated().map { row, bias in
            input.indices.reduce(bias) { $0 + weights[row * input.count + $1] * input[$1] }
        }
    }

    private func sum(_ left: [Double], _ right: [Double]) -> [Double] { zip(left, right).map(+) }

    private func norm(_ input: [Double], _ name: String) -> [Double] {
        let mean = input.reduce(0, +) / Double(input.count)
        let variance = input.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(input.count)
        let weights = tensor(name + ".weight"), biases = tensor(name + ".bias")
        return input.indices.map {
            (input[$0] - mean) / (variance + 1e-12).squareRoot() * weights[$0] + biases[$0]
        }
    }
}
