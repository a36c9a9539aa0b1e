internal import Foundation

/// Ctrl-C, or a request to end, during work that may end early.
enum Interruption {
    /// What a terminal sends for Ctrl-C, and what supervisors and `kill` send.
    private static let signals = [SIGINT, SIGTERM]

    /// Does the work, and cancels it at the first signal; a second one of its kind ends the program at once.
    ///
    /// - Throws: `CancellationError` where it was interrupted; what the work throws.
    static func cancelling<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (start, starter) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for await _ in start.dropFirst(signals.count - 1) { break }
            try Task.checkCancellation()
            return try await work()
        }
        let sources = signals.map { number in
            // What the system does with a signal comes before who listens, so it is to do nothing.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setRegistrationHandler { starter.yield() }
            // The signal's own queue cancels: a local model may hold every thread that tasks run on.
            source.setEventHandler {
                signal(number, SIG_DFL)
                task.cancel()
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in signals { signal(number, SIG_DFL) }
        }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
