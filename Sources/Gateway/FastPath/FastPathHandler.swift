internal import NIOCore

/// The first handler of a connection: answers requests for cached objects on the event loop, and lets everything else through to
/// the decoder, one request at a time.
///
/// While a routed request is open the bytes after it are held back, so responses keep the order of their requests. After a
/// request that the scan does not know to be without a body, the connection belongs to the decoder for the rest of its life.
final class FastPathHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// A head that is too large, and one that took too long: the only responses that are made here.
    private static let headTooLarge = refusal("431 Request Header Fields Too Large")
    private static let tooSlow = refusal("408 Request Timeout")
    /// As many bytes as are held back behind an open request before the client is made to wait.
    private static let heldByteLimit = 64 << 10

    private let cache: ObjectCache
    private let limits: GatewayLimits
    private let routed: RoutedRequests
    private var deadlines: ConnectionDeadlines
    private var context: ChannelHandlerContext?
    private var held = ByteBuffer()
    private var isTakenUp = false
    private var passesAll = false
    private var isProcessing = false
    private var isClosing = false
    private var hasWritten = false
    private var hasPassed = false
    private var wantsRead = false
    private var inputEnded = false
    private var deadlineTask: Scheduled<Void>?

    init(_ cache: ObjectCache, _ limits: GatewayLimits, _ routed: RoutedRequests) {
        self.cache = cache
        self.limits = limits
        self.routed = routed
        deadlines = ConnectionDeadlines(limits, now: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        routed.onEnd = { [weak self] in self?.routedRequestEnded() }
        routed.onRead = { [weak self] in self?.deadlines.requestRead() }
        routed.onClose = { [weak self] in self?.isClosing = true }
        scheduleCheck(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { forget() }

    func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    private func forget() {
        deadlineTask?.cancel()
        (deadlineTask, context, held) = (nil, nil, ByteBuffer())
        (routed.onEnd, routed.onRead, routed.onClose) = (nil, nil, nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        deadlines.bytesCame(at: .now(), whileOpen: routed.isOpen)
        guard !passesAll else {
            hasPassed = true
            return context.fireChannelRead(data)
        }
        var bytes = unwrapInboundIn(data)
        if held.readableBytes == 0 { held = bytes } else { held.writeBuffer(&bytes) }
        process(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        flush(context)
        // Handlers that were given nothing have nothing to complete; asking all of them costs some percent of a response.
        guard hasPassed else { return }
        hasPassed = false
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            advance(context)
        }
        context.fireChannelWritabilityChanged()
    }

    /// A client that reads nothing, or sends more than it waits for answers, is not read from.
    func read(context: ChannelHandlerContext) {
        wantsRead = true
        readIfWanted(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            inputEnded = true
            endInput(context)
        case is ChannelShouldQuiesceEvent: afterWriting(context) { $0.fireUserInboundEventTriggered(event) }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// Begins to let through what is not cached: the rest of the pipeline is there.
    func takeUp() {
        isTakenUp = true
        if let context { advance(context) }
    }

    private func routedRequestEnded() {
        guard let context, !isClosing else { return }
        advance(context)
    }

    /// Goes on with what had to wait: for a response, or for the client to read.
    private func advance(_ context: ChannelHandlerContext) {
        deadlines.bytesWent(at: .now())
        process(context)
        flush(context)
        if inputEnded { endInput(context) }
        readIfWanted(context)
    }

    /// Answers and passes on what is held, as far as the order of responses and the client's reading allow.
    private func process(_ context: ChannelHandlerContext) {
        guard !isProcessing else { return }
        isProcessing = true
        defer { isProcessing = false }
        while held.readableBytes > 0, !routed.isOpen, !passesAll, !isClosing, canWrite(context) {
            guard step(context) else { break }
        }
        if held.readableBytes == 0 {
            // The memory goes back to the channel.
            held = ByteBuffer()
            if !routed.isOpen, !passesAll { deadlines.nothingHeld() }
        } else if !routed.isOpen {
            deadlines.bytesHeld(at: .now())
        }
    }

    /// Takes one request from what is held; false where it is not complete.
    private func step(_ context: ChannelHandlerContext) -> Bool {
        switch RequestScan(held.readableBytesUInt8Span) {
        case .incomplete:
            if held.readableBytes > limits.headByteCount { refuse(context, Self.headTooLarge) }
            return false
        case .object(_, _, let count) where count > limits.headByteCount,
            .other(let count) where count > limits.headByteCount:
            refuse(context, Self.headTooLarge)
            return false
        case .object(let key, let form, let count):
            guard let response = cache.response(form, for: key) else {
                guard isTakenUp else { return false }
                route(context, count)
                return true
            }
            held.moveReaderIndex(forwardBy: count)
            context.write(wrapOutboundOut(.byteBuffer(response)), promise: nil)
            hasWritten = true
        case .other(let count):
            guard isTakenUp else { return false }
            route(context, count)
        case .opaque:
            guard isTakenUp else { return false }
            passAll(context)
        }
        return true
    }

    /// Gives one request, which has no body, to the decoder.
    private func route(_ context: ChannelHandlerContext, _ count: Int) {
        guard let request = held.readSlice(length: count) else { return }
        let before = routed.readCount
        context.fireChannelRead(wrapInboundOut(request))
        context.fireChannelReadComplete()
        // Where the decoder saw anything but one whole request, it alone knows where the next one begins.
        if routed.readCount != before + 1 || routed.isReading { passAll(context) }
    }

    private func passAll(_ context: ChannelHandlerContext) {
        passesAll = true
        let rest = held
        held = ByteBuffer()
        if rest.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(rest))
            context.fireChannelReadComplete()
        }
    }

    /// Whether the client reads what it is sent.
    private func canWrite(_ context: ChannelHandlerContext) -> Bool {
        if context.channel.isWritable { return true }
        flush(context)
        return context.channel.isWritable
    }

    private func flush(_ context: ChannelHandlerContext) {
        guard hasWritten else { return }
        hasWritten = false
        context.flush()
    }

    private func readIfWanted(_ context: ChannelHandlerContext) {
        let isHeldBack = routed.isOpen || !isTakenUp
        guard wantsRead, context.channel.isWritable, held.readableBytes < Self.heldByteLimit || !isHeldBack else {
            return
        }
        wantsRead = false
        context.read()
    }

    /// Tells the rest of the pipeline that the client sends nothing more, once everything before is answered.
    private func endInput(_ context: ChannelHandlerContext) {
        guard isTakenUp else { return }
        if held.readableBytes > 0, !passesAll {
            guard !routed.isOpen, context.channel.isWritable else { return }
            // Half a head: the decoder says what is wrong with it.
            passAll(context)
        }
        inputEnded = false
        afterWriting(context) { $0.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
    }

    /// Runs `body` when everything that was written until now is on its way.
    private func afterWriting(_ context: ChannelHandlerContext, _ body: @escaping (ChannelHandlerContext) -> Void) {
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { [weak self] _ in
            if let context = self?.context { body(context) }
        }
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: written)
    }

    private func refuse(_ context: ChannelHandlerContext, _ response: ByteBuffer) {
        isClosing = true
        held = ByteBuffer()
        context.write(wrapOutboundOut(.byteBuffer(response)), promise: nil)
        context.flush()
        context.close(mode: .output, promise: nil)
    }

    private static func refusal(_ status: String) -> ByteBuffer {
        ByteBuffer(string: "HTTP/1.1 \(status)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
    }

    private func scheduleCheck(_ context: ChannelHandlerContext) {
        deadlineTask = context.eventLoop.assumeIsolated().scheduleTask(in: deadlines.interval) { [weak self] in
            guard let self, let context = self.context else { return }
            self.check(context)
        }
    }

    private func check(_ context: ChannelHandlerContext) {
        let pending = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        // A connection that nobody took up yet waits for the server.
        let isAnswering = !isTakenUp || (routed.isOpen && !routed.isReading)
        switch deadlines.check(at: .now(), isAnswering: isAnswering, pendingByteCount: pending) {
        case .inTime: scheduleCheck(context)
        case .tooSlow where !routed.isOpen && !passesAll && !isClosing:
            refuse(context, Self.tooSlow)
            scheduleCheck(context)
        case .tooSlow, .idle: context.close(promise: nil)
        }
    }
}
