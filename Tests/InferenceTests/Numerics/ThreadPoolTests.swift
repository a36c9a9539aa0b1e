import Inference
import Synchronization
import Testing

@Suite struct ThreadPoolTests {
    @Test(arguments: [1, 2, 3, 8])
    func `each chunk of each job is done once, before the job returns`(threadCount: Int) {
        let pool = ThreadPool(threadCount: threadCount)
        for count in [0, 1, 2, 3, 50, 1000] + Array(repeating: 7, count: 2000) {
            let tally = Tally(count)
            pool.run(chunkCount: count) { tally.count(chunk: $0) }
            #expect(tally.isOnceEach, "\(count) chunks")
        }
    }

    @Test func `a caller that finds the threads at work does its job alone`() async {
        let pool = ThreadPool(threadCount: 2)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    (0..<500).allSatisfy { _ in
                        let tally = Tally(9)
                        pool.run(chunkCount: 9) { tally.count(chunk: $0) }
                        return tally.isOnceEach
                    }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test func `every thread rounds as bk1 needs it`() {
        let pool = ThreadPool(threadCount: 3)
        let wrong = Atomic(0)
        pool.run(chunkCount: 300) { _ in if !FloatEnvironment.isStandard { wrong.add(1, ordering: .relaxed) } }
        #expect(wrong.load(ordering: .relaxed) == 0)
    }

    @Test func `a pool holds to its limits`() {
        #expect(ThreadPool(threadCount: 0).threadCount == 1)
        #expect(ThreadPool(threadCount: 1000).threadCount == ThreadPool.mostThreads)
    }
}

/// How often each chunk was done.
private final class Tally: Sendable {
    private let counts: Mutex<[Int]>

    init(_ count: Int) { counts = Mutex([Int](repeating: 0, count: count)) }

    func count(chunk: Int) { counts.withLock { $0[chunk] += 1 } }

    var isOnceEach: Bool { counts.withLock { $0.allSatisfy { $0 == 1 } } }
}
