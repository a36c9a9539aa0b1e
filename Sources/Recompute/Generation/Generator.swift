/// A model that is asked recorded prompts again.
public protocol Generator: Sendable {
    /// Which model.
    var model: ModelIdentity { get }

    /// Learns of each answer whether the model would give it again, under the recorded sampler and seed.
    ///
    /// - Returns: one result an answer, in any order. What concerns one answer is its `failed` result.
    /// - Throws: what concerns them all, for example an engine that is gone; `CancellationError`.
    func verify(_ batch: [RecordedAnswer]) async throws -> [VerifiedAnswer]

    /// Answers the recorded prompt anew, under the recorded sampler but another seed.
    ///
    /// - Throws: what kept the model from answering; `CancellationError`.
    func sample(_ answer: RecordedAnswer, seed: UInt64) async throws -> AnswerSample

    /// Samples of several seeds, together where that is cheaper.
    ///
    /// - Returns: those that could be had, in the order of the seeds.
    /// - Throws: what concerns every answer, for example an engine that is gone; `CancellationError`.
    func samples(of answer: RecordedAnswer, seeds: [UInt64]) async throws -> [AnswerSample]
}

extension Generator {
    /// One sample after another, whatever keeps one from being had.
    public func samples(of answer: RecordedAnswer, seeds: [UInt64]) async throws -> [AnswerSample] {
        var samples: [AnswerSample] = []
        for seed in seeds {
            do {
                samples.append(try await sample(answer, seed: seed))
            } catch let error as CancellationError {
                throw error
            } catch {
                continue
            }
        }
        return samples
    }
}
