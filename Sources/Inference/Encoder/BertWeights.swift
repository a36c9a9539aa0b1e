/// The weights of an encoder of the BERT architecture, packed for the kernels.
struct BertWeights: Sendable {
    /// A matrix, and what is added to its product.
    struct Linear: Sendable {
        let matrix: Matrix
        let bias: FloatRows
    }

    /// The gain and the offset of a LayerNorm.
    struct Norm: Sendable {
        let weight: FloatRows
        let bias: FloatRows
    }

    /// The weights of one layer.
    struct Layer: Sendable {
        let query: Linear
        let key: Linear
        let value: Linear
        let attentionOutput: Linear
        let attentionNorm: Norm
        let intermediate: Linear
        let output: Linear
        let outputNorm: Norm
    }

    let words: FloatRows
    let positions: FloatRows
    let segments: FloatRows
    let embeddingNorm: Norm
    let layers: [Layer]

    /// Reads every tensor that the graph uses.
    ///
    /// - Throws: an error that names file and tensor, and shapes where they differ: `missing`, `malformed`,
    ///   `unsupported`, `notFinite`, `noMemory`.
    init(_ reader: BertTensorReader, _ shape: BertConfiguration) throws(InferenceError) {
        words = try reader.rows("embeddings.word_embeddings.weight", [shape.vocabularyCount, shape.width])
        positions = try reader.rows("embeddings.position_embeddings.weight", [shape.positionCount, shape.width])
        segments = try reader.rows("embeddings.token_type_embeddings.weight", [shape.segmentCount, shape.width])
        embeddingNorm = try reader.norm("embeddings.LayerNorm", shape.width)
        try reader.requireOnly(Self.knownTensors(layerCount: shape.layerCount))
        var layers: [Layer] = []
        for index in 0..<shape.layerCount { layers.append(try Layer(index, reader, shape)) }
        self.layers = layers
    }

    /// What the graph uses, and what published files have besides: positions by number, and a head for another task.
    private static func knownTensors(layerCount: Int) -> Set<String> {
        let linear = [
            "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
            "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm",
        ]
        let layers = (0..<layerCount).flatMap { index in linear.map { "encoder.layer.\(index).\($0)" } }
        let tables = ["word_embeddings", "position_embeddings", "token_type_embeddings"]
        let pairs = (layers + ["embeddings.LayerNorm", "pooler.dense"]).flatMap { ["\($0).weight", "\($0).bias"] }
        return Set(pairs + tables.map { "embeddings.\($0).weight" } + ["embeddings.position_ids"])
    }
}

extension BertWeights.Layer {
    fileprivate init(
        _ index: Int, _ reader: BertTensorReader, _ shape: BertConfiguration
    ) throws(InferenceError) {
        let name = "encoder.layer.\(index)."
        let width = shape.width, hidden = shape.feedForwardWidth
        query = try reader.linear(name + "attention.self.query", inputs: width, outputs: width)
        key = try reader.linear(name + "attention.self.key", inputs: width, outputs: width)
        value = try reader.linear(name + "attention.self.value", inputs: width, outputs: width)
        attentionOutput = try reader.linear(name + "attention.output.dense", inputs: width, outputs: width)
        attentionNorm = try reader.norm(name + "attention.output.LayerNorm", width)
        intermediate = try reader.linear(name + "intermediate.dense", inputs: width, outputs: hidden)
        output = try reader.linear(name + "output.dense", inputs: hidden, outputs: width)
        outputNorm = try reader.norm(name + "output.LayerNorm", width)
    }
}
