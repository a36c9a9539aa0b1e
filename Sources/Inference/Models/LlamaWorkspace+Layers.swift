internal import CKernels

/// The decoder of docs/numerics-bk1.md, section 11, for the rows of a pass.
extension LlamaWorkspace {
    private var shape: LlamaConfiguration { model.configuration }
    private var engine: Engine { model.engine }

    /// Computes the residual stream, and leaves that of the rows that are to yield logits, from row 0 on.
    ///
    /// - Returns: these rows.
    func compute(_ pass: LlamaPass) -> [LlamaPass.Row] {
        for row in pass.rows.indices {
            unsafe model.weights.embeddings.copyRow(pass.rows[row].token, to: rows.hidden.row(row))
        }
        let layers = model.weights.layers, wanted = pass.wanted
        for (index, layer) in layers.enumerated() {
            project(layer, index, pass)
            guard index == layers.count - 1 else {
                attend(layer, index, pass)
                continue
            }
            // Of the other rows the last layer gives keys and values: nobody asks for more.
            for (target, row) in pass.wantedRows.enumerated() { rows.move(row, to: target) }
            if !wanted.rows.isEmpty { attend(layer, index, wanted) }
        }
        return wanted.rows
    }

    /// Lends the logits of the first `count` rows of the pass that was computed last.
    ///
    /// - Throws: `notFinite`; what `receive` throws.
    func lendLogits(of count: Int, _ receive: (_ row: Int, _ logits: Span<Float>) throws -> Void) throws {
        for start in stride(from: 0, to: count, by: rows.logits.rowCount) {
            let count = min(rows.logits.rowCount, count - start)
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

    /// Makes queries, keys and values, and stores the latter two.
    private func project(_ layer: LlamaWeights.Layer, _ index: Int, _ pass: LlamaPass) {
        let count = pass.rows.count
        normalise(layer.attentionNorm, count)
        engine.multiply(
            [(layer.query, rows.query), (layer.key, rows.key), (layer.value, rows.value)], rows.normalised,
            rowCount: count)
        engine.forEachRows(count, workOfRow: shape.queryWidth + 4 * shape.keyValueWidth) { range in
            for row in range { place(row, layer, index, pass.rows[row]) }
        }
        // In order: what one sequence takes over another may take over from it.
        for loan in pass.loans { cache.copy(layer: index, count: loan.count, from: loan.source, to: loan.target) }
    }

    /// Makes queries, keys and values what attention works with, and stores the latter two.
    private func place(_ row: Int, _ layer: LlamaWeights.Layer, _ index: Int, _ place: LlamaPass.Row) {
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
        let position = place.position
        unsafe rotary.rotate(query, count: shape.headCount, width: shape.headWidth, position: position)
        unsafe rotary.rotate(key, count: shape.keyValueHeadCount, width: shape.headWidth, position: position)
        unsafe cache.store(keys: key, values: value, layer: index, slot: place.slot)
    }

    /// The rest of a layer: what rows see of their sequences, and the feed-forward network.
    private func attend(_ layer: LlamaWeights.Layer, _ index: Int, _ pass: LlamaPass) {
        attendToCache(index, pass)
        quantise(rows.attended, pass.rows.count)
        add(layer.attentionOutput, rows.attended, pass.rows.count)
        feedForward(layer, pass.rows.count)
    }

    /// Normalises adjacent heads in place, each by itself.
    @unsafe private func normalise(_ heads: UnsafeMutablePointer<Float>, count: Int, _ weight: FloatRows) {
        for head in 0..<count {
            let values = unsafe heads + head * shape.headWidth
            unsafe engine.kernels.table.rms_norm(values, weight.row(0), shape.headWidth, shape.epsilon, values)
        }
    }

    private func attendToCache(_ layer: Int, _ pass: LlamaPass) {
        let heads = shape.keyValueHeadCount, chunks = pass.chunks
        engine.forEachChunk(chunks.count * heads, work: pass.attentionWork * shape.queryWidth) { index in
            // The last tokens see the most positions: they come first, so that no thread is left with a long chunk.
            let chunk = chunks[chunks.count - 1 - index / heads], head = index % heads
            let offset = head * shape.headsInGroup * shape.headWidth
            var work = unsafe bk1_attention(
                queries: rows.query.row(chunk.row) + offset, output: rows.attended.floats.row(chunk.row) + offset,
                stride: shape.queryWidth, keys: cache.keys(layer: layer, head: head, from: chunk.firstSlot),
                values: cache.values(layer: layer, head: head, from: chunk.firstSlot),
                scores: rows.scores.row(head) + chunk.scoreSlot * Int(BK1_QUERY_TILE), capacity: chunk.slotCount,
                heads: shape.headsInGroup, width: shape.headWidth, position: chunk.position, tokens: chunk.count,
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
        let isFinite = unsafe logits.withUnsafeBufferPointer { logits in
            guard let first = logits.baseAddress else { return true }
            return unsafe bk1_is_finite(first, logits.count)
        }
        guard !isFinite else { return }
        throw InferenceError(
            .notFinite, at: "logits", "a logit is infinite or not a number",
            remedy: "The weights overflow f32; use another conversion of the model.")
    }
}
