public import AnswerComparison
public import Cryptography
public import Inference

/// How alike sentences are, by their vectors: it proposes pairs, and decides nothing.
public struct EncodedSimilarity: Sendable {
    /// SHA-256 of the encoder's weights.
    public let digest: Digest
    private let encoder: SentenceEncoder

    /// The encoder in a folder, as `SentenceEncoder` has it.
    public init(folder: String, engine: Engine) throws(InferenceError) {
        encoder = try SentenceEncoder(folder: folder, engine: engine)
        digest = try SafetensorsFile(mapping: "\(folder)/model.safetensors").digest()
    }
}

extension EncodedSimilarity: SentenceSimilarity {
    /// The dot products of the vectors of two lists of sentences: a row for each of `earlier`.
    public func similarities(_ earlier: [String], _ later: [String]) throws -> [[Float]] {
        let (rows, columns) = (try encoder.embed(earlier), try encoder.embed(later))
        return rows.map { row in columns.map { column in zip(row, column).reduce(0) { $0 + $1.0 * $1.1 } } }
    }
}
