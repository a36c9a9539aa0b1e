internal import HummingbirdCore
internal import NIOCore
internal import NIOHTTPTypes

/// A connection that was accepted, and of which nothing is read before somebody takes it up.
///
/// What a server accepts while it ends is taken up by nobody, and NIO traps where an asynchronous channel goes away
/// that was not finished. So it is made only for a connection that is taken up.
struct AcceptedConnection: ServerChildChannelValue {
    let channel: any Channel

    /// On the event loop of `channel`, in its initialiser.
    init(_ channel: any Channel) throws {
        self.channel = channel
        try channel.syncOptions?.setOption(.autoRead, value: false)
    }

    /// Begins to read; `nil` where the connection has ended meanwhile.
    func takeUp() async throws -> NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>? {
        try await channel.eventLoop.submit { [channel] in
            guard channel.isActive else { return nil }
            let parts = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
            try channel.syncOptions?.setOption(.autoRead, value: true)
            return parts
        }.get()
    }
}
