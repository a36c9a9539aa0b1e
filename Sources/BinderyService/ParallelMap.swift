internal import Dispatch
internal import Synchronization

/// The same work for each number of a range, on all cores, the results in order.
enum ParallelMap {
    static func map<Value: Sendable, Failure: Error>(
        _ range: Range<Int>, _ body: @Sendable (Int) throws(Failure) -> Value
    ) throws(Failure) -> [Value] {
        let chunkSize = max(1, range.count / 64)
        let chunkCount = (range.count + chunkSize - 1) / chunkSize
        let parts = Mutex<[Int: Result<[Value], Failure>]>([:])
        DispatchQueue.concurrentPerform(iterations: chunkCount) { chunk in
            let start = range.lowerBound + chunk * chunkSize
            let part = Result { () throws(Failure) in
                try (start..<min(start + chunkSize, range.upperBound)).map(body)
            }
            parts.withLock { $0[chunk] = part }
        }
        var values: [Value] = []
        for (_, part) in parts.withLock({ $0 }).sorted(by: { $0.key < $1.key }) { values += try part.get() }
        return values
    }
}
