internal import CKernels

/// The activations of a batch on its way through the layers.
struct LlamaRows: Sendable {
    /// The residual stream.
    let hidden: FloatRows
    /// What a matrix is multiplied with.
    let normalised: MultiplicationInput
    let query: FloatRows
    let key: FloatRows
    let value: FloatRows
    /// The output of attention.
    let attended: MultiplicationInput
    let gate: FloatRows
    let up: FloatRows
    /// What becomes of `gate`, in its place.
    let activated: MultiplicationInput
    /// What a layer adds to the residual stream.
    let addend: FloatRows
    let logits: FloatRows
    /// Scores of attention: a row for each key-value head, and in it a part for each chunk of tokens, so that no two
    /// threads share one.
    let scores: FloatRows

    /// The tokens whose heads are attended to by one thread at a time.
    static let attentionChunk = 32
    /// Logits are made for so many tokens at a time: a vocabulary is wide.
    private static let mostLogitBytes = 16 << 20

    init(_ shape: LlamaConfiguration, rowCount: Int, capacity: Int) throws(InferenceError) {
        func rows(_ width: Int) throws(InferenceError) -> FloatRows {
            try FloatRows(rowCount: rowCount, width: width)
        }
        func input(_ width: Int) throws(InferenceError) -> MultiplicationInput {
            MultiplicationInput(
                floats: try rows(width), quantised: try QuantisedRows(rowCount: rowCount, width: width))
        }
        hidden = try rows(shape.width)
        normalised = try input(shape.width)
        query = try rows(shape.queryWidth)
        key = try rows(shape.keyValueWidth)
        value = try rows(shape.keyValueWidth)
        attended = try input(shape.queryWidth)
        gate = try rows(shape.feedForwardWidth)
        up = try rows(shape.feedForwardWidth)
        activated = MultiplicationInput(
            floats: gate, quantised: try QuantisedRows(rowCount: rowCount, width: shape.feedForwardWidth))
        addend = try rows(shape.width)
        let logitRows = Self.mostLogitBytes / (shape.vocabularyCount * MemoryLayout<Float>.stride)
        logits = try FloatRows(rowCount: min(rowCount, max(1, logitRows)), width: shape.vocabularyCount)
        // Whole chunks see at most every slot each; the last chunks of all sequences see them all together once.
        let chunks = rowCount / Self.attentionChunk + 1
        scores = try FloatRows(
            rowCount: shape.keyValueHeadCount, width: Int(BK1_QUERY_TILE) * chunks * capacity)
    }

    /// Moves a row of what attention works with up to a place that is done with.
    func move(_ row: Int, to target: Int) {
        guard row != target else { return }
        unsafe hidden.row(target).update(from: hidden.row(row), count: hidden.width)
        unsafe query.row(target).update(from: query.row(row), count: query.width)
    }
}
