internal import CKernels

/// The encoder of docs/numerics-bk1.md, section 16, for one batch of sequences.
struct BertPass {
    let shape: BertConfiguration
    let weights: BertWeights
    let precision: EncoderPrecision
    let engine: Engine
    let rows: BertRows
    let batch: BertBatch

    private var count: Int { batch.tokens.count }

    /// Computes the residual stream of all tokens, to `rows.hidden`.
    func run() {
        embed()
        for layer in weights.layers {
            attend(layer)
            feedForward(layer)
        }
    }

    private func embed() {
        for sequence in batch.sequences {
            for (position, row) in sequence.rows.enumerated() {
                let output = unsafe rows.hidden.floats.row(row)
                unsafe output.update(from: weights.words.row(Int(batch.tokens[row])), count: shape.width)
                unsafe bk1_add(output, weights.segments.row(0), shape.width)
                unsafe bk1_add(output, weights.positions.row(position), shape.width)
            }
        }
        engine.forEachRows(count, workOfRow: 8 * shape.width) { range in
            for row in range { normalise(row, weights.embeddingNorm) }
            quantise(rows.hidden, range)
        }
    }

    private func attend(_ layer: BertWeights.Layer) {
        engine.multiply(
            [(layer.query.matrix, rows.query), (layer.key.matrix, rows.key), (layer.value.matrix, rows.value)],
            rows.hidden, rowCount: count)
        engine.forEachRows(count, workOfRow: 3 * shape.width) { range in
            for row in range {
                unsafe bk1_add(rows.query.row(row), layer.query.bias.row(0), shape.width)
                unsafe bk1_add(rows.key.row(row), layer.key.bias.row(0), shape.width)
                unsafe bk1_add(rows.value.row(row), layer.value.bias.row(0), shape.width)
            }
        }
        let work = batch.sequences.reduce(0) { $0 + $1.rows.count * $1.rows.count * shape.width }
        engine.forEachChunk(batch.sequences.count * shape.headCount, work: work) { chunk in
            attend(batch.sequences[chunk / shape.headCount], head: chunk % shape.headCount)
        }
        engine.forEachRows(count, workOfRow: 4 * shape.width) { range in quantise(rows.attended, range) }
        add(layer.attentionOutput, rows.attended, layer.attentionNorm)
    }

    /// Attention of one head within one sequence.
    private func attend(_ sequence: BertBatch.Sequence, head: Int) {
        let offset = head * shape.headWidth
        let keys = unsafe rows.keys.row(head) + sequence.slot * shape.headWidth
        let values = unsafe rows.values.row(head) + sequence.slot * shape.headWidth
        unsafe gather(sequence.rows, offset, keys: keys, values: values)
        var work = unsafe bk1_attention(
            queries: rows.query.row(sequence.rows.lowerBound) + offset,
            output: rows.attended.floats.row(sequence.rows.lowerBound) + offset, stride: shape.width, keys: keys,
            values: values, scores: rows.scores.row(head) + sequence.slot * Int(BK1_QUERY_TILE),
            capacity: sequence.slotCount, heads: 1, width: shape.headWidth, position: 0, tokens: sequence.rows.count,
            scale: 1 / Float(shape.headWidth).squareRoot(), causal: false)
        unsafe engine.kernels.table.attention(&work)
    }

    /// Brings keys and values of one head into the layout that attention reads.
    @unsafe private func gather(
        _ range: Range<Int>, _ offset: Int, keys: UnsafeMutablePointer<Float>, values: UnsafeMutablePointer<Float>
    ) {
        let group = Int(BK1_GROUP), width = shape.headWidth
        for (position, row) in range.enumerated() {
            let key = unsafe rows.key.row(row) + offset
            let block = unsafe keys + position / group * group * width + position % group
            for index in 0..<width { unsafe block[index * group] = unsafe key[index] }
            unsafe (values + position * width).update(from: rows.value.row(row) + offset, count: width)
        }
    }

    private func feedForward(_ layer: BertWeights.Layer) {
        let hidden = rows.intermediate.floats
        engine.multiply([(layer.intermediate.matrix, hidden)], rows.hidden, rowCount: count)
        // An exponential and a division for each value: about 16 multiplications.
        engine.forEachRows(count, workOfRow: 16 * shape.feedForwardWidth) { range in
            for row in range {
                unsafe bk1_add(hidden.row(row), layer.intermediate.bias.row(0), shape.feedForwardWidth)
                unsafe engine.kernels.table.gelu(hidden.row(row), shape.feedForwardWidth, hidden.row(row))
            }
            quantise(rows.intermediate, range)
        }
        add(layer.output, rows.intermediate, layer.outputNorm)
    }

    /// Adds what a linear map makes of `input` to the residual stream, and normalises it.
    private func add(_ linear: BertWeights.Linear, _ input: MultiplicationInput, _ norm: BertWeights.Norm) {
        engine.multiply([(linear.matrix, rows.addend)], input, rowCount: count)
        engine.forEachRows(count, workOfRow: 10 * shape.width) { range in
            for row in range {
                unsafe bk1_add(rows.addend.row(row), linear.bias.row(0), shape.width)
                unsafe bk1_add(rows.hidden.floats.row(row), rows.addend.row(row), shape.width)
                normalise(row, norm)
            }
            quantise(rows.hidden, range)
        }
    }

    private func normalise(_ row: Int, _ norm: BertWeights.Norm) {
        let values = unsafe rows.hidden.floats.row(row)
        unsafe engine.kernels.table.layer_norm(
            values, norm.weight.row(0), norm.bias.row(0), shape.width, shape.epsilon, values)
    }

    private func quantise(_ input: MultiplicationInput, _ range: Range<Int>) {
        guard precision == .int8, !range.isEmpty else { return }
        var activations = unsafe input.quantised.activations(from: range.lowerBound)
        unsafe engine.kernels.table.quantise(
            input.floats.row(range.lowerBound), input.floats.width, range.count, &activations)
    }
}
