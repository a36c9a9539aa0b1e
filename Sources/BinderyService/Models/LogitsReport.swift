public import Inference
public import JSON

/// The hash of all logits that a model gives for a prompt: one and the same on every machine.
public struct LogitsReport: Sendable {
    /// The tokens of the prompt.
    public let tokenCount: Int
    /// SHA-256 of the logits, as docs/numerics-bk1.md, section 12 says, in 64 lower-case hexadecimal digits.
    public let hash: String
    private let file: String
    private let engine: Engine
    private let batchCount: Int

    /// Computes the logits of a prompt, which no template is put around.
    ///
    /// - Parameter batchCount: the most tokens that are computed together.
    /// - Throws: `InferenceError` for a file, a prompt or a batch that will not do.
    public init(of path: String, prompt: String, engine: Engine, batchCount: Int) throws {
        let file = try GGUFFile(mapping: path)
        let tokens = try Tokenizer(file.metadata).encode(prompt).map(Int.init)
        let session = try LlamaSession(LlamaModel(file, engine: engine), batchCount: batchCount)
        var hash = LogitsHash()
        try session.feed(tokens, logits: .all) { hash.add($1) }
        tokenCount = tokens.count
        self.hash = hash.finish()
        (self.file, self.engine, self.batchCount) = (path, engine, batchCount)
    }

    /// The report as JSON (`Schemas/output/model-logits.schema.json`).
    public var json: JSONValue {
        [
            "file": .string(file), "numerics": .string(Engine.numerics),
            "isa": .string(engine.instructionSet.rawValue), "threads": .integer(Int64(engine.threadCount)),
            "batch": .integer(Int64(batchCount)), "tokens": .integer(Int64(tokenCount)), "hash": .string(hash),
        ]
    }
}
