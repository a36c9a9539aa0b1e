internal import CKernels

/// A few threads that share the chunks of one job after another; the caller is one of them.
///
/// A job in the token loop takes microseconds, so threads look for the next one for about 20 µs before they sleep.
/// Longer spinning would collapse where other programs want the cores.
package final class ThreadPool: Sendable {
    /// The number of threads that work on a job, the caller included.
    package let threadCount: Int
    private let jobs = JobBoard()
    private let workers: Workers

    /// A pool of `threadCount` threads, held within one and `mostThreads`.
    package init(threadCount: Int) {
        self.threadCount = max(1, min(threadCount, Self.mostThreads))
        workers = Workers(count: self.threadCount - 1, jobs)
    }

    deinit { workers.stop(jobs) }

    /// The cores that this process may run on: how many threads are of use.
    static var coreCount: Int { bk1_core_count() }

    /// Beyond it threads would only wait for one another.
    package static let mostThreads = 64

    /// The most chunks of one job.
    package static let mostChunks = 1 << 15

    /// Runs `body` for each of `0..<chunkCount` once, on any thread and in any order, and returns when all are done.
    ///
    /// Chunks run at the same time: what one writes no other may read or write.
    package func run(chunkCount: Int, _ body: (Int) -> Void) {
        guard threadCount > 1, chunkCount > 1, jobs.share(chunkCount: chunkCount, body) else {
            return FloatEnvironment.withStandard { for chunk in 0..<chunkCount { body(chunk) } }
        }
    }
}
