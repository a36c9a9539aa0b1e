internal import Dispatch
internal import Synchronization

/// The same work for each number of a range where nearly all of it is waiting for the disk, the results in order.
///
/// A file system's journal commits at once whatever waits for it. So many threads, each waiting for a file of its own,
/// are done in a fraction of the time that one thread a core takes, which is what `ParallelMap` has.
enum DiskMap {
    private static let threadCount = 32

    /// - Throws: the error of the lowest number that failed; the other numbers were done all the same.
    static func map<Value: Sendable, Failure: Error>(
        _ range: Range<Int>, _ body: @escaping @Sendable (Int) throws(Failure) -> Value
    ) throws(Failure) -> [Value] {
        let group = DispatchGroup()
        let results = Mutex<[Int: Result<Value, Failure>]>([:])
        // A serial queue has a thread of its own; threads of a concurrent queue are no more than there are cores.
        let count = min(threadCount, range.count)
        for worker in 0..<count {
            DispatchQueue(label: "disk-\(worker)").async(group: group) {
                for index in stride(from: range.lowerBound + worker, to: range.upperBound, by: count) {
                    let result = Result { () throws(Failure) in try body(index) }
                    results.withLock { $0[index] = result }
                }
            }
        }
        group.wait()
        var values: [Value] = []
        for (_, result) in results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) { values.append(try result.get()) }
        return values
    }
}
