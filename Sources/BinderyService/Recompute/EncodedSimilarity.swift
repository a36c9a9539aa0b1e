internal import AnswerComparison
internal import Inference

/// How alike sentences are, by their vectors: it proposes pairs, and decides nothing.
struct EncodedSimilarity: SentenceSimilarity {
    let encoder: SentenceEncoder

    func similarities(_ earlier: [String], _ later: [String]) throws -> [[Float]] {
        let (rows, columns) = (try encoder.embed(earlier), try encoder.embed(later))
        return rows.map { row in columns.map { column in zip(row, column).reduce(0) { $0 + $1.0 * $1.1 } } }
    }
}
