internal import NIOPosix

/// Work that waits for the disk: it has threads of its own, never those of event loops or of Swift's tasks.
enum Blocking {
    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await NIOThreadPool.singleton.runIfActive(body)
    }
}
