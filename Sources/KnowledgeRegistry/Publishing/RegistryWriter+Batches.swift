internal import Foundation

extension RegistryWriter {
    /// Publishes batch after batch, a commit each: the next batch is verified on other cores while one is being committed.
    ///
    /// Holds two batches in memory.
    ///
    /// - Parameters:
    ///   - batches: the bytes of signed objects; the next one is asked for when the one before was verified.
    ///   - body: called after each commit with one result an object, in order.
    /// - Throws: the store's error for a whole batch, or what `body` throws; batches before it stay published.
    public func publish(
        batches: some Sequence<[[UInt8]]>, _ body: ([Result<Receipt, RegistryError>]) throws -> Void
    ) throws {
        try forEachBatch(of: batches) { try body(publish($0)) }
    }

    /// What `publish` would say of the batches, each as if those before it were published; nothing is written.
    ///
    /// Holds in memory what would be published.
    public func rehearse(
        batches: some Sequence<[[UInt8]]>, _ body: ([Result<Receipt, RegistryError>]) throws -> Void
    ) throws {
        var plan = try emptyPlan(on: standing)
        try forEachBatch(of: batches) { try body(rehearse($0, &plan)) }
    }

    private func forEachBatch(of batches: some Sequence<[[UInt8]]>, _ body: ([Candidate]) throws -> Void) throws {
        var iterator = batches.makeIterator()
        var job = iterator.next().map(verify)
        while let current = job {
            let candidates = current.finish()
            job = iterator.next().map(verify)
            try body(candidates)
        }
    }

    private func verify(_ batch: [[UInt8]]) -> AdmissionJob {
        AdmissionJob(batch, admitter, helperCount: max(1, ProcessInfo.processInfo.activeProcessorCount - 1))
    }
}
