internal import Foundation

/// Ctrl-C during work that may end early.
enum Interruption {
    /// Does the work, and cancels it at the first Ctrl-C; a second one ends the program at once.
    ///
    /// - Throws: `CancellationError` where it was interrupted; what the work throws.
    static func cancelling<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (interrupts, continuation) = AsyncStream.makeStream(of: Void.self)
        // What the system does with a signal comes before who listens, so it is to do nothing.
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT)
        source.setEventHandler {
            signal(SIGINT, SIG_DFL)
            continuation.yield()
        }
        source.resume()
        defer {
            source.cancel()
            signal(SIGINT, SIG_DFL)
        }
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask(operation: work)
            group.addTask {
                for await _ in interrupts { break }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}
