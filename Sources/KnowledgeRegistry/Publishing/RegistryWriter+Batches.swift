internal import Foundation

extension RegistryWriter {
    /// Publishes batch after batch, a commit each: the next batch is verified on other cores while one is being committed.
    ///
    /// Holds two batches in memory.
    ///
    /// - Parameters:
    ///   - batches: the bytes of signed objects.
    ///   - body: called after each commit with one result an object, in order.
    /// - Throws: the store's error for a whole batch, or what `body` throws; batches before it stay published.
    public func publish(
        batches: some Sequence<[[UInt8]]>, _ body: ([Result<Receipt, RegistryError>]) throws -> Void
    ) throws {
        var iterator = batches.makeIterator()
        var job = iterator.next().map(admit)
        while let current = job {
            let outcomes = judgedAgain(current.finish(), of: current)
            job = iterator.next().map(admit)
            try body(publish(outcomes))
        }
    }

    private func admit(_ batch: [[UInt8]]) -> AdmissionJob {
        AdmissionJob(batch, admitter, helperCount: max(1, ProcessInfo.processInfo.activeProcessorCount - 1))
    }

    /// What was refused before the batch in front of it published a trust root may hold now.
    private func judgedAgain(_ outcomes: [AdmissionJob.Outcome], of job: AdmissionJob) -> [AdmissionJob.Outcome] {
        guard job.admitter.root != root else { return outcomes }
        return zip(job.objects, outcomes).map { bytes, outcome in
            if case .success = outcome { return outcome }
            return AdmissionJob.Outcome { () throws(RegistryError) in try admit(bytes) }
        }
    }

    /// Publishes what was admitted; refusals keep their places.
    private func publish(_ outcomes: [AdmissionJob.Outcome]) throws -> [Result<Receipt, RegistryError>] {
        var published = try publish(outcomes.compactMap { try? $0.get() }).makeIterator()
        return outcomes.map { outcome in outcome.flatMap { _ in published.next() ?? .failure(Self.lostResult) } }
    }

    private static var lostResult: RegistryError {
        RegistryError(.damaged, at: "publication", "an object has no result", remedy: "Report this as a bug.")
    }
}
