/// The weights of a decoder of the llama family, packed for the kernels.
struct LlamaWeights: Sendable {
    /// One vector each for queries, keys and values.
    struct AttentionVectors: Sendable {
        let query: FloatRows
        let key: FloatRows
        let value: FloatRows
    }

    /// The weights of the norms of one query head and one key head.
    struct HeadNorms: Sendable {
        let query: FloatRows
        let key: FloatRows
    }

    /// The weights of one layer.
    struct Layer: Sendable {
        let attentionNorm: FloatRows
        let query: Matrix
        let key: Matrix
        let value: Matrix
        /// What is added to each; `nil` where the architecture adds nothing.
        let biases: AttentionVectors?
        /// The norms of single heads; `nil` where the architecture has none.
        let headNorms: HeadNorms?
        let attentionOutput: Matrix
        let feedForwardNorm: FloatRows
        let gate: Matrix
        let up: Matrix
        let down: Matrix
    }

    let embeddings: Matrix
    let layers: [Layer]
    let outputNorm: FloatRows
    /// The embeddings again, where the file has no `output.weight`.
    let output: Matrix
    /// What the frequency of each rotated pair is divided by; `nil` where the file does not scale.
    let ropeFactors: [Float]?
    private let isTied: Bool

    /// The bytes of all packed matrices.
    var byteCount: Int {
        let layers = layers.flatMap { [$0.query, $0.key, $0.value, $0.attentionOutput, $0.gate, $0.up, $0.down] }
        let all = layers + (isTied ? [embeddings] : [embeddings, output])
        return all.reduce(0) { $0 + $1.byteCount }
    }

    init(_ file: GGUFFile, _ shape: LlamaConfiguration, by pool: ThreadPool) throws(InferenceError) {
        let reader = LlamaTensorReader(file, pool)
        try reader.requireOnlyKnownTensors(shape)
        embeddings = try reader.matrix("token_embd", columns: shape.width, rows: shape.vocabularyCount)
        isTied = file.tensor("output.weight") == nil
        output =
            isTied
            ? embeddings : try reader.matrix("output", columns: shape.width, rows: shape.vocabularyCount)
        outputNorm = try reader.vector("output_norm", shape.width)
        let factors =
            file.tensor("rope_freqs.weight") == nil
            ? nil : try reader.vector("rope_freqs", shape.ropeWidth / 2)
        ropeFactors = factors?.withRow(0) { row in row.indices.map { row[$0] } }
        try reader.requirePositive(ropeFactors ?? [], "rope_freqs")
        var layers: [Layer] = []
        for index in 0..<shape.layerCount { layers.append(try Layer(index, reader, shape)) }
        self.layers = layers
    }
}

extension LlamaWeights.Layer {
    fileprivate init(
        _ index: Int, _ reader: LlamaTensorReader, _ shape: LlamaConfiguration
    ) throws(InferenceError) {
        let name = "blk.\(index)."
        attentionNorm = try reader.vector(name + "attn_norm", shape.width)
        query = try reader.matrix(name + "attn_q", columns: shape.width, rows: shape.queryWidth)
        key = try reader.matrix(name + "attn_k", columns: shape.width, rows: shape.keyValueWidth)
        value = try reader.matrix(name + "attn_v", columns: shape.width, rows: shape.keyValueWidth)
        biases = try reader.biases(name, shape)
        headNorms = try reader.headNorms(name, shape)
        attentionOutput = try reader.matrix(name + "attn_output", columns: shape.queryWidth, rows: shape.width)
        feedForwardNorm = try reader.vector(name + "ffn_norm", shape.width)
        gate = try reader.matrix(name + "ffn_gate", columns: shape.width, rows: shape.feedForwardWidth)
        up = try reader.matrix(name + "ffn_up", columns: shape.width, rows: shape.feedForwardWidth)
        down = try reader.matrix(name + "ffn_down", columns: shape.feedForwardWidth, rows: shape.width)
    }
}

/// Tensors of a file by the names that the llama family gives them.
private struct LlamaTensorReader {
    private let file: GGUFFile
    private let pool: ThreadPool

    init(_ file: GGUFFile, _ pool: ThreadPool) {
        self.file = file
        self.pool = pool
    }

    func matrix(_ name: String, columns: Int, rows: Int) throws(InferenceError) -> Matrix {
        try Matrix(try file.requiredTensor("\(name).weight", dimensions: [columns, rows]), of: file, by: pool)
    }

    func biases(_ name: String, _ shape: LlamaConfiguration) throws(InferenceError) -> LlamaWeights.AttentionVectors? {
        guard shape.architecture.hasAttentionBias else { return nil }
        return LlamaWeights.AttentionVectors(
            query: try vector(name + "attn_q", shape.queryWidth, "bias"),
            key: try vector(name + "attn_k", shape.keyValueWidth, "bias"),
            value: try vector(name + "attn_v", shape.keyValueWidth, "bias"))
    }

    func headNorms(_ name: String, _ shape: LlamaConfiguration) throws(InferenceError) -> LlamaWeights.HeadNorms? {
        guard shape.architecture.normalisesHeads else { return nil }
        return LlamaWeights.HeadNorms(
            query: try vector(name + "attn_q_norm", shape.headWidth),
            key: try vector(name + "attn_k_norm", shape.headWidth))
    }

    /// A vector of floats.
    func vector(_ name: String, _ count: Int, _ part: String = "weight") throws(InferenceError) -> FloatRows {
        let tensor = try file.requiredTensor("\(name).\(part)", dimensions: [count])
        guard tensor.type.blockLength == 1 else {
            throw InferenceError(
                .unsupported, at: "\(file.name): \(tensor.name)", "found a vector of type \(tensor.type)",
                remedy: "Convert the model again; vectors are F32, F16 or BF16.")
        }
        try file.requireFinite(tensor)
        let row = try FloatRows(rowCount: 1, width: count)
        file.withBytes(of: tensor) { bytes in
            unsafe bytes.withUnsafeBytes { source in
                let values = unsafe FloatConversion(tensor.type).values(source, 0, count: count)
                unsafe row.row(0).update(from: values, count: count)
            }
        }
        return row
    }

    func requirePositive(_ values: [Float], _ name: String) throws(InferenceError) {
        guard let index = values.firstIndex(where: { !($0 > 0) }) else { return }
        throw InferenceError(
            .malformed, at: "\(file.name): \(name).weight",
            "found \(values[index]) at \(index), expected a number above 0",
            remedy: "Convert the model again from its source.")
    }

    /// A tensor that the graph would not use, such as a bias, would change answers by its absence.
    func requireOnlyKnownTensors(_ shape: LlamaConfiguration) throws(InferenceError) {
        let layer = shape.architecture.layerTensors
        var known: Set<String> = ["token_embd.weight", "output_norm.weight", "output.weight", "rope_freqs.weight"]
        for index in 0..<shape.layerCount { known.formUnion(layer.map { "blk.\(index).\($0)" }) }
        guard let tensor = file.tensors.first(where: { !known.contains($0.name) }) else { return }
        throw InferenceError(
            .unsupported, at: "\(file.name): \(tensor.name)",
            "the architecture \(shape.architecture.rawValue) has no such tensor here",
            remedy: "Use a plain model of it: other biases and mixtures of experts are not implemented.")
    }
}
