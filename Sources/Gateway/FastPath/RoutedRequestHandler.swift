internal import NIOCore
internal import NIOHTTP1

/// What the fast path has to know of the requests that went past it. Belongs to one event loop.
final class RoutedRequests {
    /// Requests whose head was read.
    fileprivate(set) var readCount = 0
    fileprivate(set) var openCount = 0
    /// Whether a request's body is still being read.
    fileprivate(set) var isReading = false
    var onEnd: (() -> Void)?
    var onRead: (() -> Void)?
    var onClose: (() -> Void)?

    /// Whether a response is owed.
    var isOpen: Bool { openCount > 0 }
}

/// Stands behind the decoder and the encoder: counts requests and responses, ends connections whose client asks for it in
/// either version of HTTP, and answers `Expect: 100-continue`.
final class RoutedRequestHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let routed: RoutedRequests
    /// Whether the client wants the connection to end after the last request read; what follows it is not looked at.
    private var requestCloses = false
    /// The method of a request without one sound host, which waits to be refused until the responses before it are written.
    private var owedRefusal: HTTPMethod?
    /// Whether the response that is being written says that the connection ends.
    private var responseCloses = false

    init(_ routed: RoutedRequests) { self.routed = routed }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard !requestCloses else { return }
            guard Self.hasSoundHost(head) else { return refuse(head.method, context) }
            routed.readCount += 1
            routed.openCount += 1
            routed.isReading = true
            requestCloses = !head.isKeepAlive || head.version != .http1_1
            if head.headers.contains(name: "Expect"), head.version == .http1_1 {
                let proceed = HTTPResponseHead(version: .http1_1, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(proceed)), promise: nil)
            }
        case .body: guard routed.isReading else { return }
        case .end:
            guard routed.isReading else { return }
            routed.isReading = false
            routed.onRead?()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            responseCloses =
                requestCloses && routed.openCount == 1 && owedRefusal == nil
                || head.headers["Connection"].contains { $0.lowercased() == "close" }
            if responseCloses { head.headers.replaceOrAdd(name: "Connection", value: "close") }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            routed.openCount -= 1
            context.write(data, promise: promise)
            if responseCloses {
                close(context)
            } else if let method = owedRefusal, !routed.isOpen {
                writeRefusal(of: method, context)
            } else if !routed.isOpen {
                routed.onEnd?()
            }
        }
    }

    /// A request of HTTP/1.1 has exactly one host ([RFC 9112 §3.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2)).
    private static func hasSoundHost(_ head: HTTPRequestHead) -> Bool {
        let hosts = head.headers["Host"]
        guard hosts.count == 1 else { return hosts.isEmpty && head.version == .http1_0 }
        return hosts[0].utf8.allSatisfy(\.isOfHost)
    }

    /// Refuses a request at its turn; what follows it is not looked at.
    private func refuse(_ method: HTTPMethod, _ context: ChannelHandlerContext) {
        requestCloses = true
        routed.isReading = false
        routed.onRead?()
        if routed.isOpen { owedRefusal = method } else { writeRefusal(of: method, context) }
    }

    private func writeRefusal(of method: HTTPMethod, _ context: ChannelHandlerContext) {
        let problem = Problem(.badRequest, "A request of HTTP/1.1 has one header Host with a host name.")
        let body = Content.problem(problem)
        var headers: HTTPHeaders = ["Content-Type": body.type, "Content-Length": "\(body.bytes.readableBytes)"]
        headers.add(contentsOf: ["Cache-Control": "no-store", "Connection": "close"])
        let head = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(body.bytes))), promise: nil) }
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        close(context)
    }

    private func close(_ context: ChannelHandlerContext) {
        routed.onClose?()
        context.flush()
        context.close(mode: .output, promise: nil)
    }
}
