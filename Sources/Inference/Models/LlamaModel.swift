/// A decoder of the llama family, loaded and ready to run; any number of sessions share it.
public struct LlamaModel: Sendable {
    /// The model's shape.
    public let configuration: LlamaConfiguration
    let weights: LlamaWeights
    let engine: Engine

    /// The bytes that the packed weights take in memory.
    public var weightByteCount: Int { weights.byteCount }

    /// Reads, checks and packs the weights of a file.
    ///
    /// - Throws: an error that names file and key or tensor: `unsupported`, `missing`, `malformed`, `notFinite`,
    ///   `noMemory`.
    /// - Complexity: O(size of the file).
    public init(_ file: GGUFFile, engine: Engine) throws(InferenceError) {
        configuration = try LlamaConfiguration(file)
        weights = try LlamaWeights(file, configuration, by: engine.pool)
        self.engine = engine
    }
}
