internal import CKernels

/// The activations of a batch on its way through the layers.
struct BertRows: Sendable {
    /// The number of tokens that there is room for.
    let rowCount: Int
    /// The number of slots that there is room for.
    let slotCount: Int
    /// The residual stream, normalised after each addition; what matrices are multiplied with.
    let hidden: MultiplicationInput
    let query: FloatRows
    let key: FloatRows
    let value: FloatRows
    /// The output of attention.
    let attended: MultiplicationInput
    let intermediate: MultiplicationInput
    /// What is added to the residual stream.
    let addend: FloatRows
    /// The keys of each head, slot by slot: `[head][slot / 16][width][16]`.
    let keys: FloatRows
    /// The values of each head, slot by slot: `[head][slot][width]`.
    let values: FloatRows
    /// Scores of attention: a part for each head and sequence, so that no two threads share one.
    let scores: FloatRows

    init(_ shape: BertConfiguration, rowCount: Int, slotCount: Int) throws(InferenceError) {
        func rows(_ width: Int) throws(InferenceError) -> FloatRows {
            try FloatRows(rowCount: rowCount, width: width)
        }
        func input(_ width: Int) throws(InferenceError) -> MultiplicationInput {
            MultiplicationInput(
                floats: try rows(width), quantised: try QuantisedRows(rowCount: rowCount, width: width))
        }
        self.rowCount = rowCount
        self.slotCount = slotCount
        hidden = try input(shape.width)
        query = try rows(shape.width)
        key = try rows(shape.width)
        value = try rows(shape.width)
        attended = try input(shape.width)
        intermediate = try input(shape.feedForwardWidth)
        addend = try rows(shape.width)
        keys = try FloatRows(rowCount: shape.headCount, width: slotCount * shape.headWidth)
        values = try FloatRows(rowCount: shape.headCount, width: slotCount * shape.headWidth)
        scores = try FloatRows(rowCount: shape.headCount, width: slotCount * Int(BK1_QUERY_TILE))
    }
}
