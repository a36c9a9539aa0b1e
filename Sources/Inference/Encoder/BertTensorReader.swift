/// Tensors of a file, loaded for the encoder.
struct BertTensorReader {
    private let file: SafetensorsFile
    private let precision: EncoderPrecision
    private let engine: Engine

    init(_ file: SafetensorsFile, _ precision: EncoderPrecision, _ engine: Engine) {
        self.file = file
        self.precision = precision
        self.engine = engine
    }

    /// A linear map: the matrix `NAME.weight` of `[outputs, inputs]`, and the vector `NAME.bias`.
    func linear(_ name: String, inputs: Int, outputs: Int) throws(InferenceError) -> BertWeights.Linear {
        let tensor = try file.requiredTensor("\(name).weight", shape: [outputs, inputs])
        return BertWeights.Linear(
            matrix: try Matrix(tensor, of: file, as: precision, by: engine),
            bias: try rows("\(name).bias", [outputs]))
    }

    /// The gain `NAME.weight` and the offset `NAME.bias` of a LayerNorm.
    func norm(_ name: String, _ width: Int) throws(InferenceError) -> BertWeights.Norm {
        BertWeights.Norm(weight: try rows("\(name).weight", [width]), bias: try rows("\(name).bias", [width]))
    }

    /// A tensor that is looked up or added, never multiplied with: it stays in f32.
    func rows(_ name: String, _ shape: [Int]) throws(InferenceError) -> FloatRows {
        let tensor = try file.requiredTensor(name, shape: shape)
        try file.requireFinite(tensor)
        guard let type = tensor.dtype.tensorType, let width = shape.last else {
            preconditionFailure("\(tensor.dtype) \(shape), expected floats and a dimension")
        }
        let count = shape.dropLast().reduce(1, *)
        let rows = try FloatRows(rowCount: count, width: width)
        file.withBytes(of: tensor) { bytes in
            unsafe bytes.withUnsafeBytes { source in
                for row in 0..<count {
                    let values = unsafe FloatConversion(type).values(source, row * width, count: width)
                    unsafe rows.row(row).update(from: values, count: width)
                }
            }
        }
        return rows
    }

    /// A tensor that the graph would not use would change results by its absence.
    func requireOnly(_ known: Set<String>) throws(InferenceError) {
        let known = Set(known.map { Array($0.utf8) })
        guard let tensor = file.tensors.first(where: { !known.contains(Array($0.name.utf8)) }) else { return }
        throw InferenceError(
            .unsupported, at: "\(file.name): \(tensor.name)",
            "found a tensor \(tensor.shape) that an encoder of this shape does not have",
            remedy: "Use the config.json and the weights of one model of the BERT architecture.")
    }
}
