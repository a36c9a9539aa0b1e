internal import CKernels

/// The kernels of one instruction set and the threads that run them: what computes for one or more models.
///
/// Neither the instruction set nor the number of threads changes a result.
public struct Engine: Sendable {
    let kernels: Kernels
    let pool: ThreadPool

    /// The name of the numerics, part of every derivation: `bk1`.
    public static var numerics: String { Kernels.numerics }

    /// The instruction set in use.
    public var instructionSet: InstructionSet { kernels.instructionSet }

    /// The number of threads in use.
    public var threadCount: Int { pool.threadCount }

    /// An engine whose kernels have passed the conformance test.
    ///
    /// - Parameters:
    ///   - instructionSet: `nil` takes the one that `environment` names, or else the fastest of this machine.
    ///   - threadCount: `nil` takes one for each core that this process may use.
    ///   - environment: where `BINDERY_ISA` is looked up.
    /// - Throws: `unavailable`, `nonconformant`, or `invalidInput`.
    public init(
        instructionSet: InstructionSet? = nil, threadCount: Int? = nil, environment: [String: String] = [:]
    ) throws(InferenceError) {
        let set = if let instructionSet { instructionSet } else { try InstructionSet.chosen(environment: environment) }
        kernels = try Kernels(set)
        pool = ThreadPool(threadCount: threadCount ?? ThreadPool.coreCount)
    }
}

/// Work on rows of activations.
extension Engine {
    /// Multiplies the rows `0..<rowCount` of `input` with several matrices at once, each with its output.
    func multiply(
        _ products: [(matrix: Matrix, output: FloatRows)], _ input: MultiplicationInput, rowCount: Int
    ) {
        let jobs = products.map { MatrixProduct($0.matrix, $0.output, input, rowCount) }
        let step = groupsInChunk(jobs, rowCount: rowCount)
        let counts = jobs.map { ($0.matrix.groupCount + step - 1) / step }
        forEachChunk(counts.reduce(0, +), work: jobs.reduce(0) { $0 + $1.work }) { chunk in
            var chunk = chunk
            // By index: a loop over the jobs would copy each, and so retain and release all that it refers to.
            for index in jobs.indices {
                guard chunk >= counts[index] else {
                    return jobs[index].run(chunk * step..<(chunk + 1) * step, kernels)
                }
                chunk -= counts[index]
            }
        }
    }

    /// Runs `body` for ranges of `0..<rowCount`, on several threads where `workOfRow`, in multiplications, is worth it.
    func forEachRows(_ rowCount: Int, workOfRow: Int, _ body: (Range<Int>) -> Void) {
        let step = max(1, (rowCount + 4 * threadCount - 1) / (4 * threadCount))
        forEachChunk((rowCount + step - 1) / step, work: rowCount * workOfRow) { chunk in
            body(chunk * step..<min(rowCount, (chunk + 1) * step))
        }
    }

    /// Below this many multiplications waking another thread takes longer than the work.
    private static var leastSharedWork: Int { 250_000 }

    func forEachChunk(_ chunkCount: Int, work: Int, _ body: (Int) -> Void) {
        guard work >= Self.leastSharedWork else {
            return FloatEnvironment.withStandard { for chunk in 0..<chunkCount { body(chunk) } }
        }
        pool.run(chunkCount: chunkCount, body)
    }

    /// Small enough that each thread gets several chunks and that weights stay in its cache from one panel of tokens to
    /// the next; large enough that taking a chunk costs nothing beside it. Kernels take two groups at a time where there
    /// are rows enough, and so chunks are even then.
    private func groupsInChunk(_ jobs: [MatrixProduct], rowCount: Int) -> Int {
        let groupCount = jobs.reduce(0) { $0 + $1.matrix.groupCount }
        let columnCount = jobs.map(\.matrix.columnCount).max() ?? 1
        let cached = max(1, (128 << 10) / (Int(BK1_GROUP) * columnCount))
        let shared = max(1, groupCount / (8 * threadCount))
        let step = max(min(cached, shared), groupCount / (ThreadPool.mostChunks - jobs.count) + 1)
        return rowCount < Self.leastPairedRows ? step : (step + 1) / 2 * 2
    }

    /// The fewest of any instruction set: `PAIR_TOKENS` of `bk1_avx512vnni.c`.
    private static var leastPairedRows: Int { 6 }
}
