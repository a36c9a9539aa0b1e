internal import CKernels

/// The decoder of docs/numerics-bk1.md, section 11, for a batch of tokens.
extension LlamaSession {
    private var shape: LlamaConfiguration { model.configuration }
    private var engine: Engine { model.engine }

    /// Computes the residual stream of consecutive tokens, the first of which is at `position`.
    func compute(_ tokens: ArraySlice<Int>, at position: Int) {
        for (row, token) in tokens.enumerated() {
            unsafe model.weights.embeddings.copyRow(token, to: rows.hidden.row(row))
        }
        for (index, layer) in model.weights.layers.enumerated() {
            attend(layer, index, tokens.count, at: position)
            feedForward(layer, tokens.count)
        }
    }

    /// Lends the logits of some rows of the batch that was computed last.
    ///
    /// - Throws: `notFinite`; what `receive` throws.
    func lendLogits(of range: Range<Int>, _ receive: (Int, Span<Float>) throws -> Void) throws {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: rows.logits.rowCount) {
            let count = min(rows.logits.rowCount, range.upperBound - start)
            normalise(model.weights.outputNorm, count, from: start)
            engine.multiply([(model.weights.output, rows.logits)], rows.normalised, rowCount: count)
            for row in 0..<count {
                try rows.logits.withRow(row) { logits in
                    try requireFinite(logits)
                    try receive(start + row, logits)
                }
            }
        }
    }

    private func attend(_ layer: LlamaWeights.Layer, _ index: Int, _ count: Int, at position: Int) {
        normalise(layer.attentionNorm, count)
        engine.multiply(
            [(layer.query, rows.query), (layer.key, rows.key), (layer.value, rows.value)], rows.normalised,
            rowCount: count)
        engine.forEachRows(count, workOfRow: shape.queryWidth + 4 * shape.keyValueWidth) { range in
            for row in range { place(row, layer, index, at: position + row) }
        }
        attendToCache(index, count, at: position)
        quantise(rows.attended, count)
        add(layer.attentionOutput, rows.attended, count)
    }

    /// Makes queries, keys and values what attention works with, and stores the latter two.
    private func place(_ row: Int, _ layer: LlamaWeights.Layer, _ index: Int, at position: Int) {
        let query = unsafe rows.query.row(row), key = unsafe rows.key.row(row), value = unsafe rows.value.row(row)
        if let biases = layer.biases {
            unsafe bk1_add(query, biases.query.row(0), shape.queryWidth)
            unsafe bk1_add(key, biases.key.row(0), shape.keyValueWidth)
            unsafe bk1_add(value, biases.value.row(0), shape.keyValueWidth)
        }
        if let norms = layer.headNorms {
            unsafe normalise(query, count: shape.headCount, norms.query)
            unsafe normalise(key, count: shape.keyValueHeadCount, norms.key)
        }
        unsafe rotary.rotate(query, count: shape.headCount, width: shape.headWidth, position: position)
        unsafe rotary.rotate(key, count: shape.keyValueHeadCount, width: shape.headWidth, position: position)
        unsafe cache.store(keys: key, values: value, layer: index, position: position)
    }

    /// Normalises adjacent heads in place, each by itself.
    @unsafe private func normalise(_ heads: UnsafeMutablePointer<Float>, count: Int, _ weight: FloatRows) {
        for head in 0..<count {
            let values = unsafe heads + head * shape.headWidth
            unsafe engine.kernels.table.rms_norm(values, weight.row(0), shape.headWidth, shape.epsilon, values)
        }
    }

    private func attendToCache(_ layer: Int, _ count: Int, at position: Int) {
        let step = LlamaRows.attentionChunk
        let chunks = (count + step - 1) / step
        let work = count * (position + count) * shape.queryWidth
        engine.forEachChunk(chunks * shape.keyValueHeadCount, work: work) { chunk in
            // The last tokens see the most positions: they come first, so that no thread is left with a long chunk.
            let start = (chunks - 1 - chunk / shape.keyValueHeadCount) * step
            let head = chunk % shape.keyValueHeadCount
            let offset = head * shape.headsInGroup * shape.headWidth
            var work = unsafe bk1_attention(
                queries: rows.query.row(start) + offset, output: rows.attended.floats.row(start) + offset,
                stride: shape.queryWidth, keys: cache.keys(layer: layer, head: head),
                values: cache.values(layer: layer, head: head), scores: rows.scores.row(chunk),
                capacity: cache.capacity, heads: shape.headsInGroup, width: shape.headWidth,
                position: position + start, tokens: min(step, count - start),
                scale: 1 / Float(shape.headWidth).squareRoot(), causal: true)
            unsafe engine.kernels.table.attention(&work)
        }
    }

    private func feedForward(_ layer: LlamaWeights.Layer, _ count: Int) {
        normalise(layer.feedForwardNorm, count)
        engine.multiply([(layer.gate, rows.gate), (layer.up, rows.up)], rows.normalised, rowCount: count)
        // An exponential and a division for each value: about 16 multiplications.
        engine.forEachRows(count, workOfRow: 16 * shape.feedForwardWidth) { range in
            for row in range {
                unsafe engine.kernels.table.swiglu(
                    rows.gate.row(row), rows.up.row(row), shape.feedForwardWidth, rows.activated.floats.row(row))
            }
            quantise(rows.activated, range)
        }
        add(layer.down, rows.activated, count)
    }

    /// Normalises and quantises rows of the residual stream.
    private func normalise(_ weight: FloatRows, _ count: Int, from first: Int = 0) {
        engine.forEachRows(count, workOfRow: 8 * shape.width) { range in
            for row in range {
                unsafe engine.kernels.table.rms_norm(
                    rows.hidden.row(first + row), weight.row(0), shape.width, shape.epsilon,
                    rows.normalised.floats.row(row))
            }
            quantise(rows.normalised, range)
        }
    }

    private func quantise(_ input: MultiplicationInput, _ count: Int) {
        engine.forEachRows(count, workOfRow: 4 * input.floats.width) { range in quantise(input, range) }
    }

    /// Quantises rows where the matrices they meet are; a width that is no whole number of blocks meets floats only.
    private func quantise(_ input: MultiplicationInput, _ range: Range<Int>) {
        let width = input.floats.width
        guard width % Int(BK1_BLOCK) == 0, !range.isEmpty else { return }
        var activations = unsafe input.quantised.activations(from: range.lowerBound)
        unsafe engine.kernels.table.quantise(
            input.floats.row(range.lowerBound), width, range.count, &activations)
    }

    /// Adds the product of `matrix` and `input` to the residual stream.
    private func add(_ matrix: Matrix, _ input: MultiplicationInput, _ count: Int) {
        engine.multiply([(matrix, rows.addend)], input, rowCount: count)
        engine.forEachRows(count, workOfRow: shape.width) { range in
            for row in range { unsafe bk1_add(rows.hidden.row(row), rows.addend.row(row), shape.width) }
        }
    }

    private func requireFinite(_ logits: Span<Float>) throws(InferenceError) {
        var largest: UInt32 = 0
        for index in logits.indices { largest = max(largest, logits[index].bitPattern & 0x7fff_ffff) }
        guard largest >= Float.infinity.bitPattern else { return }
        throw InferenceError(
            .notFinite, at: "logits", "a logit is infinite or not a number",
            remedy: "The weights overflow f32; use another conversion of the model.")
    }
}
