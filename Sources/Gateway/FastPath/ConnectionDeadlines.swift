internal import NIOCore

/// When a connection has rested, or its client has taken, too long. Values only: the handler looks at them now and then.
struct ConnectionDeadlines {
    enum Verdict { case inTime, tooSlow, idle }

    private let requestTime: TimeAmount
    private let idleTime: TimeAmount
    private var lastProgress: NIODeadline
    private var requestStart: NIODeadline?
    private var lastPendingByteCount = 0

    init(_ limits: GatewayLimits, now: NIODeadline) {
        requestTime = TimeAmount(limits.requestTime)
        idleTime = TimeAmount(limits.idleTime)
        lastProgress = now
    }

    /// How often to look: a deadline is kept to a quarter of the shorter time.
    var interval: TimeAmount { .nanoseconds(max(1_000_000, min(requestTime, idleTime).nanoseconds / 4)) }

    mutating func bytesCame(at now: NIODeadline, whileOpen isOpen: Bool) {
        lastProgress = now
        if !isOpen { bytesHeld(at: now) }
    }

    /// Part of a request is there.
    mutating func bytesHeld(at now: NIODeadline) { requestStart = requestStart ?? now }
    mutating func nothingHeld() { requestStart = nil }
    /// A whole request was read.
    mutating func requestRead() { requestStart = nil }
    mutating func bytesWent(at now: NIODeadline) { lastProgress = now }

    /// - Parameters:
    ///   - isAnswering: whether a request is read and its response is being made; that may take as long as it takes.
    ///   - pendingByteCount: bytes that wait for the client to read.
    mutating func check(at now: NIODeadline, isAnswering: Bool, pendingByteCount: Int) -> Verdict {
        if pendingByteCount < lastPendingByteCount { lastProgress = now }
        lastPendingByteCount = pendingByteCount
        if let requestStart, !isAnswering, now - requestStart >= requestTime, pendingByteCount == 0 { return .tooSlow }
        let isResting = !isAnswering || pendingByteCount > 0
        return isResting && now - lastProgress >= idleTime ? .idle : .inTime
    }
}
