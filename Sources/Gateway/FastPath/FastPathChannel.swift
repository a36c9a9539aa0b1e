internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// The pipeline of a connection: the fast path in front of everything that Hummingbird needs.
struct FastPathChannel: HTTPChannelHandler {
    let responder: HTTPChannelHandler.Responder
    let cache: ObjectCache
    let limits: GatewayLimits
    let connections: OpenConnections

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<AcceptedConnection> {
        connections.insert(channel)
        return channel.eventLoop.makeCompletedFuture {
            let routed = RoutedRequests()
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(FastPathHandler(cache, limits, routed))
            var decoding = NIOHTTPDecoderLimitConfiguration()
            decoding.maxHeaderFieldSize = limits.headByteCount
            decoding.maxHeaderListSize = limits.headByteCount
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoding)
            try pipeline.addHandler(RoutedRequestHandler(routed))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            // It sees only what is routed, so resting connections are the fast path's to end.
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: nil, logger: logger))
            return AcceptedConnection(channel: channel)
        }
    }

    func handle(value: AcceptedConnection, logger: Logger) async {
        do {
            guard let parts = try await value.takeUp() else { return }
            await handleHTTP(asyncChannel: parts, logger: logger)
        } catch {
            logger.error("a connection cannot be taken up", metadata: ["error": "\(error)"])
            value.channel.close(promise: nil)
        }
    }
}
