internal import HummingbirdCore
internal import NIOCore
internal import NIOHTTPTypes

/// A connection that was accepted, of which the fast path alone answers before somebody takes it up.
///
/// What a server accepts while it ends is taken up by nobody, and NIO traps where an asynchronous channel goes away
/// that was not finished. So it is made only for a connection that is taken up.
struct AcceptedConnection: ServerChildChannelValue {
    let channel: any Channel

    /// Lets through what the fast path has held; `nil` where the connection has ended meanwhile.
    func takeUp() async throws -> NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>? {
        try await channel.eventLoop.submit { [channel] in
            guard channel.isActive else { return nil }
            let parts = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
            try channel.pipeline.syncOperations.handler(type: FastPathHandler.self).takeUp()
            return parts
        }.get()
    }
}
