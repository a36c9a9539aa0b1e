internal import Synchronization

/// The activations of the last batch, kept for the next one: new memory for each would take longer than a short
/// sentence.
final class EncoderScratch: Sendable {
    private let idle = Mutex<BertRows?>(nil)

    /// Lends rows with room for `batch`; calls at the same time get rows of their own.
    func withRows<Result>(
        for batch: BertBatch, _ shape: BertConfiguration,
        _ body: (BertRows) throws(InferenceError) -> Result
    ) throws(InferenceError) -> Result {
        let rows: BertRows
        if let idle = takeRows(for: batch) {
            rows = idle
        } else {
            rows = try BertRows(shape, rowCount: batch.tokens.count, slotCount: batch.slotCount)
        }
        defer { idle.withLock { $0 = rows } }
        return try body(rows)
    }

    /// What is idle, where it is large enough.
    private func takeRows(for batch: BertBatch) -> BertRows? {
        let rows = idle.withLock { idle in
            defer { idle = nil }
            return idle
        }
        guard let rows, rows.rowCount >= batch.tokens.count, rows.slotCount >= batch.slotCount else { return nil }
        return rows
    }
}
