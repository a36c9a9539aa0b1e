internal import Foundation

/// Ctrl-C during work that may end early.
enum Interruption {
    /// Does the work, and cancels it at the first Ctrl-C; a second one ends the program at once.
    ///
    /// - Throws: `CancellationError` where it was interrupted; what the work throws.
    static func cancelling<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (start, starter) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for await _ in start { break }
            try Task.checkCancellation()
            return try await work()
        }
        // What the system does with a signal comes before who listens, so it is to do nothing.
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT)
        source.setRegistrationHandler { starter.yield() }
        // The signal's own queue cancels: a local model may hold every thread that tasks run on.
        source.setEventHandler {
            signal(SIGINT, SIG_DFL)
            task.cancel()
        }
        source.resume()
        defer {
            source.cancel()
            signal(SIGINT, SIG_DFL)
        }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
