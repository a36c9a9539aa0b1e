internal import NIOCore
internal import Synchronization

/// The connections of a server, so that none is left when its event loops end.
///
/// A server that ends waits for connections that somebody took up. What it accepted last nobody did, and event loops
/// that end one by one while such connections close would speak to each other after their end.
final class OpenConnections: Sendable {
    private struct Listener: Sendable { weak var channel: (any Channel)? }

    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])
    private let listener = Mutex(Listener())

    /// Remembers the channel that accepts connections.
    func listen(on channel: any Channel) { listener.withLock { $0.channel = channel } }

    /// Adds a connection until it has ended.
    func insert(_ channel: any Channel) {
        channels.withLock { $0[ObjectIdentifier(channel)] = channel }
        channel.closeFuture.whenComplete { [self] _ in
            channels.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(channel)) }
        }
    }

    /// Closes every connection of a server that accepts no more.
    func closeAll(on group: any EventLoopGroup) async {
        // Hummingbird ends its server in a task for which nobody can wait. As long as it holds the server's channel it may
        // still speak to the event loop.
        for _ in 0..<1_000 where listener.withLock({ $0.channel != nil }) {
            try? await Task.sleep(for: .milliseconds(1))
        }
        // What was accepted last goes from the server's event loop to its own, and its end back again: each round lets
        // every event loop come that far.
        for _ in 0..<3 {
            for loop in group.makeIterator() { try? await loop.submit {}.get() }
            for channel in channels.withLock({ Array($0.values) }) {
                channel.close(promise: nil)
                try? await channel.closeFuture.get()
            }
        }
    }
}
