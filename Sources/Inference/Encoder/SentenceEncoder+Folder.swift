extension SentenceEncoder {
    /// Loads the encoder in a folder, in the layout of sentence-transformers: `config.json`, `1_Pooling/config.json`,
    /// `tokenizer.json`, `model.safetensors`.
    ///
    /// - Throws: `notFound` for a file that is not there; what the readers of the files throw.
    public init(
        folder: String, precision: EncoderPrecision = .f32, engine: Engine
    ) throws(InferenceError) {
        let configuration = "\(folder)/config.json", tokenizer = "\(folder)/tokenizer.json"
        try Self.requireMeanPooling("\(folder)/1_Pooling/config.json")
        try self.init(
            SafetensorsFile(mapping: "\(folder)/model.safetensors"),
            BertConfiguration(json: try Self.bytes(of: configuration), name: configuration),
            Tokenizer(tokenizerJSON: try Self.bytes(of: tokenizer), name: tokenizer), precision: precision,
            engine: engine)
    }

    /// Vectors made of tokens in another way than the model was trained for would mean little.
    private static func requireMeanPooling(_ path: String) throws(InferenceError) {
        let settings = try ModelSettings(parsing: try bytes(of: path), name: path)
        try settings.require("pooling_mode_mean_tokens", true)
        for other in ["cls_token", "max_tokens", "mean_sqrt_len_tokens", "weightedmean_tokens", "lasttoken"] {
            try settings.require("pooling_mode_\(other)", false)
        }
    }

    private static func bytes(of path: String) throws(InferenceError) -> [UInt8] {
        let file = try FileBytes(mapping: path)
        return file.copy(0..<file.count)
    }
}
