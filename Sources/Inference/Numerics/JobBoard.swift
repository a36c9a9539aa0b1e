internal import CKernels
internal import Dispatch
internal import Synchronization

/// Where a caller offers the chunks of one job at a time and workers take them.
///
/// The board is one atomic word, `Ticket`: whoever adds one to it learns which job is on offer and which chunk of it is
/// now his. A worker that comes late finds no chunk left and touches nothing, so the caller waits for chunks and never
/// for a worker that has not begun.
final class JobBoard: @unchecked Sendable {
    // Sendable: `body` is written only between jobs. Who reads it holds a chunk of the job that is on, and the job ends
    // when every chunk is finished; the ticket's release and acquire order the two.
    private var body: (Int) -> Void = { _ in }

    private struct Sleepers {
        var workerCount = 0
        var callerSleeps = false
    }

    private let ticket = Atomic<UInt64>(0)
    private let finishedCount = Atomic<Int>(0)
    private let isStopping = Atomic<Bool>(false)
    private let isTaken = Mutex<Void>(())
    private let sleepers = Mutex(Sleepers())
    private let wakeWorker = DispatchSemaphore(value: 0)
    private let wakeCaller = DispatchSemaphore(value: 0)

    /// Runs a job together with the workers; false, and nothing was done, while another caller's job is on.
    func share(chunkCount: Int, _ body: (Int) -> Void) -> Bool {
        let wasFree: Void? = isTaken.withLockIfAvailable { _ in
            withoutActuallyEscaping(body) { body in
                self.body = body
                offer(Ticket(job: Ticket(ticket.load(ordering: .relaxed)).job &+ 1, chunkCount: chunkCount))
                FloatEnvironment.withStandard { _ = takeChunks() }
                waitUntilFinished(chunkCount)
                self.body = { _ in }
            }
        }
        return wasFree != nil
    }

    /// A worker's life: looks for a job, sleeps when none comes, ends when the board stops.
    func work() {
        var seen = Ticket(ticket.load(ordering: .acquiring)).job
        while true {
            let isThere = Spin.wait { Ticket(ticket.load(ordering: .relaxed)).job != seen }
            if !isThere { sleep(after: seen) }
            if isStopping.load(ordering: .acquiring) { return }
            seen = takeChunks()
        }
    }

    /// Wakes every worker for the last time.
    func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        offer(Ticket(job: Ticket(ticket.load(ordering: .relaxed)).job &+ 1, chunkCount: 0))
    }

    private func offer(_ next: Ticket) {
        finishedCount.store(0, ordering: .relaxed)
        ticket.store(next.word, ordering: .sequentiallyConsistent)
        let count = sleepers.withLock { sleepers in
            defer { sleepers.workerCount = 0 }
            return sleepers.workerCount
        }
        for _ in 0..<count { wakeWorker.signal() }
    }

    /// Works until no chunk is left; the job that the last look saw.
    private func takeChunks() -> UInt32 {
        while true {
            let mine = Ticket(ticket.add(1, ordering: .acquiringAndReleasing).oldValue)
            guard mine.chunk < mine.chunkCount else { return mine.job }
            body(mine.chunk)
            finish(of: mine.chunkCount)
        }
    }

    private func finish(of chunkCount: Int) {
        guard finishedCount.add(1, ordering: .acquiringAndReleasing).newValue == chunkCount else { return }
        let callerSleeps = sleepers.withLock { sleepers in
            defer { sleepers.callerSleeps = false }
            return sleepers.callerSleeps
        }
        if callerSleeps { wakeCaller.signal() }
    }

    private func waitUntilFinished(_ chunkCount: Int) {
        let isFinished = { self.finishedCount.load(ordering: .acquiring) == chunkCount }
        // Again after waking: the worker that finished an earlier job may be the one that signals.
        while !Spin.wait(for: isFinished) {
            let mustSleep = sleepers.withLock { sleepers in
                sleepers.callerSleeps = !isFinished()
                return sleepers.callerSleeps
            }
            if mustSleep { wakeCaller.wait() }
        }
    }

    /// Sleeps until a job other than `seen` is on offer or the board stops. The look under the lock cannot miss it:
    /// `offer` takes the lock after it wrote the ticket. (A worker that begins after that sees no other job.)
    private func sleep(after seen: UInt32) {
        let mustSleep = sleepers.withLock { sleepers in
            guard Ticket(ticket.load(ordering: .sequentiallyConsistent)).job == seen,
                !isStopping.load(ordering: .sequentiallyConsistent)
            else { return false }
            sleepers.workerCount += 1
            return true
        }
        if mustSleep { wakeWorker.wait() }
    }
}

/// Which job is on, how many chunks it has, and which of them is next.
///
/// A worker adds at most one past the last chunk for each job it looks at, so 16 bits hold it.
private struct Ticket {
    let word: UInt64

    init(_ word: UInt64) { self.word = word }

    init(job: UInt32, chunkCount: Int) {
        precondition(chunkCount <= ThreadPool.mostChunks, "\(chunkCount) chunks, at most \(ThreadPool.mostChunks)")
        word = UInt64(job) << 32 | UInt64(chunkCount) << 16
    }

    var job: UInt32 { UInt32(truncatingIfNeeded: word >> 32) }
    var chunkCount: Int { Int(word >> 16 & 0xffff) }
    var chunk: Int { Int(word & 0xffff) }
}

/// Waiting that keeps the core, for a short time.
private enum Spin {
    /// What a wake-up from sleep costs, about; waiting longer than that saves nothing.
    static let longest = Duration.microseconds(20)

    /// Whether `condition` came true in time.
    static func wait(for condition: () -> Bool) -> Bool {
        let start = ContinuousClock.now
        repeat {
            for _ in 0..<64 {
                if condition() { return true }
                bk1_spin_hint()
            }
        } while start.duration(to: .now) < longest
        return condition()
    }
}
