internal import CKernels

extension BertPass {
    /// The direction of the mean of each sequence's tokens, as a vector of length 1.
    ///
    /// The sum has the direction of the mean.
    ///
    /// - Throws: `notFinite` where weights overflow, or tokens add up to nothing.
    func pooled() throws(InferenceError) -> [[Float]] {
        var vectors: [[Float]] = []
        for sequence in batch.sequences { vectors.append(try pooled(sequence.rows)) }
        return vectors
    }

    private func pooled(_ range: Range<Int>) throws(InferenceError) -> [Float] {
        // RMSNorm without epsilon, every weight 1 / sqrt(n), divides by the length.
        let weights = [Float](repeating: 1 / Float(shape.width).squareRoot(), count: shape.width)
        let vector = FloatEnvironment.withStandard {
            unsafe [Float](unsafeUninitializedCapacity: shape.width) { vector, count in
                guard let sum = vector.baseAddress else { return }
                unsafe sum.initialize(repeating: 0, count: shape.width)
                for row in range { unsafe bk1_add(sum, rows.hidden.floats.row(row), shape.width) }
                unsafe engine.kernels.table.rms_norm(sum, weights, shape.width, 0, sum)
                count = shape.width
            }
        }
        guard vector.allSatisfy(\.isFinite) else {
            throw InferenceError(
                .notFinite, at: "embedding", "a value is infinite or not a number",
                remedy: "The weights overflow f32; use another copy of the model.")
        }
        return vector
    }
}
