/// Turns sentences into vectors whose dot products say how close in meaning they are: all-MiniLM-L6-v2, and others of
/// the BERT architecture that take the mean of their tokens.
///
/// A sentence gives the same bits whatever stands beside it, and whatever the instruction set and number of threads:
/// docs/numerics-bk1.md, section 16.
public struct SentenceEncoder: Sendable {
    /// The most tokens of a text, the marks of beginning and end included: what follows them is left out, as the model
    /// card of all-MiniLM-L6-v2 says.
    public static let maximumTokenCount = 256

    /// The model's shape.
    public let configuration: BertConfiguration
    /// How its matrices are stored.
    public let precision: EncoderPrecision
    /// What cuts texts into tokens.
    public let tokenizer: Tokenizer
    private let weights: BertWeights
    private let engine: Engine
    private let scratch = EncoderScratch()

    /// The number of values of a vector.
    public var dimensionCount: Int { configuration.width }

    /// Loads an encoder from its three parts.
    ///
    /// - Throws: an error that names the file and the tensor or member: `missing`, `malformed`, `unsupported`,
    ///   `notFinite`, `noMemory`; `vocabulary` for a tokenizer of another model.
    /// - Complexity: O(size of the file).
    public init(
        _ file: SafetensorsFile, _ configuration: BertConfiguration, _ tokenizer: Tokenizer,
        precision: EncoderPrecision = .f32, engine: Engine
    ) throws(InferenceError) {
        let count = tokenizer.vocabulary.tokens.count
        guard count == configuration.vocabularyCount else {
            throw InferenceError(
                .vocabulary, at: "\(file.name): embeddings.word_embeddings.weight",
                "the tokenizer has \(count) tokens, the model \(configuration.vocabularyCount)",
                remedy: "Use the tokenizer.json that belongs to the model.")
        }
        self.configuration = configuration
        self.precision = precision
        self.tokenizer = tokenizer
        self.engine = engine
        weights = try BertWeights(BertTensorReader(file, precision, engine), configuration)
    }

    /// The vectors of texts, each `dimensionCount` values of length 1.
    ///
    /// - Throws: what `Tokenizer.encode` throws; `notFinite` for weights that overflow; `CancellationError`.
    /// - Complexity: O(tokens · weights), and O(tokens²) of each text for attention.
    public func embed(_ texts: [String]) throws -> [[Float]] {
        try embed(tokens: texts.map { try tokens(of: $0) })
    }

    /// The tokens of a text, with the marks of beginning and end, `maximumTokenCount` at most.
    public func tokens(of text: String) throws(InferenceError) -> [Int32] {
        let marks = tokenizer.specialTokens
        let most = min(Self.maximumTokenCount, configuration.positionCount) - marks.prefix.count - marks.suffix.count
        return marks.prefix + (try tokenizer.encode(text, addingSpecialTokens: false)).prefix(max(0, most))
            + marks.suffix
    }

    /// The vectors of sequences of tokens.
    ///
    /// - Throws: `invalidInput` for no tokens or one that is not in the vocabulary, `context` for too many; as `embed`.
    package func embed(tokens sequences: [[Int32]]) throws -> [[Float]] {
        for (index, sequence) in sequences.enumerated() { try requireReadable(sequence, index) }
        let batches = BertBatch.batches(of: sequences)
        var vectors: [[Float]] = []
        for batch in batches {
            try Task.checkCancellation()
            vectors += try scratch.withRows(for: batch, configuration) { rows throws(InferenceError) in
                let pass = BertPass(
                    shape: configuration, weights: weights, precision: precision, engine: engine, rows: rows,
                    batch: batch)
                pass.run()
                return try pass.pooled()
            }
        }
        return vectors
    }

    private func requireReadable(_ sequence: [Int32], _ index: Int) throws(InferenceError) {
        guard !sequence.isEmpty else {
            throw InferenceError(
                .invalidInput, at: "sequence \(index)", "found no token, expected at least one",
                remedy: "Put the marks of beginning and end around the text.")
        }
        guard sequence.count <= configuration.positionCount else {
            throw InferenceError(
                .context, at: "sequence \(index)",
                "found \(sequence.count) tokens, expected at most \(configuration.positionCount)",
                remedy: "Shorten the text.")
        }
        let vocabulary = 0..<Int32(configuration.vocabularyCount)
        guard let token = sequence.first(where: { !vocabulary.contains($0) }) else { return }
        throw InferenceError(
            .invalidInput, at: "sequence \(index)", "found the token \(token), expected one of \(vocabulary)",
            remedy: "Use the tokenizer that belongs to the model.")
    }
}
