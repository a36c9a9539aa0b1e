internal import Dispatch
internal import Synchronization

/// The same work for each number of a range, on all cores, the results in order.
enum ParallelMap {
    static func map<Value: Sendable>(
        _ range: Range<Int>, _ body: @Sendable (Int) throws -> Value
    ) throws -> [Value] {
        let chunkSize = max(1, range.count / 64)
        let chunkCount = (range.count + chunkSize - 1) / chunkSize
        let parts = Mutex<[Int: Result<[Value], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: chunkCount) { chunk in
            let start = range.lowerBound + chunk * chunkSize
            let part = Result { try (start..<min(start + chunkSize, range.upperBound)).map(body) }
            parts.withLock { $0[chunk] = part }
        }
        let results = parts.withLock { $0 }
        return try (0..<chunkCount).flatMap { try results[$0]?.get() ?? [] }
    }
}
