internal import HTTPClient

/// Reads the response to one request, in whichever form the engine chose: a stream, a whole answer, or a refusal.
struct CompletionReader: Sendable {
    private enum Form { case stream, whole, refusal }

    private let limits: CompletionLimits
    private var form: Form?
    private var events: EventStreamParser
    private var assembly: CompletionAssembly
    private var body: [UInt8] = []
    private var isDone = false

    /// A reader of a response that has not come.
    init(_ limits: CompletionLimits) {
        self.limits = limits
        events = EventStreamParser(byteLimit: limits.eventByteCount)
        assembly = CompletionAssembly(textByteLimit: limits.textByteCount)
    }

    /// Whether the engine has begun to answer; from then on it is not asked again.
    var hasBegun: Bool { form == .stream || form == .whole }
    /// The bytes of the answer's text so far.
    var textByteCount: Int { assembly.byteCount }
    /// Whether more bytes are wanted.
    var wantsMore: Bool { !isDone }

    /// Takes the next bytes, and returns the text that they complete.
    mutating func read(_ head: HTTPHead, _ chunk: [UInt8]) throws(CompletionFault) -> String {
        switch try form(of: head) {
        case .stream: return try readEvents(chunk)
        case .whole: body += chunk
        // An error's codes stand in its first bytes, if it is in JSON at all.
        case .refusal: body += chunk.prefix(Self.refusalByteLimit - body.count)
        }
        return ""
    }

    /// The answer, when the response is at its end.
    ///
    /// - Throws: a fault where the response is no whole answer; `EngineRefusal` for a status that is no answer.
    mutating func completion(_ head: HTTPHead) throws -> Completion {
        switch try form(of: head) {
        case .stream:
            guard isDone else {
                throw CompletionFault(
                    .brokenOff, "the stream ended after \(textByteCount) bytes of text without `[DONE]`",
                    remedy: "Ask again, or see the engine's log.")
            }
        case .whole: try assembly.add(CompletionChunk(body, .message))
        case .refusal: throw EngineRefusal(head, body)
        }
        return try assembly.completion()
    }

    private mutating func readEvents(_ chunk: [UInt8]) throws(CompletionFault) -> String {
        var text = ""
        for event in try events.events(in: chunk) where !isDone {
            if event.data.elementsEqual("[DONE]".utf8) {
                isDone = true
            } else {
                let said = try CompletionChunk(event.data, .delta)
                try assembly.add(said)
                text += said.text
            }
        }
        return text
    }

    private static let refusalByteLimit = 1 << 16

    /// The form of the response, as its head says it.
    private mutating func form(of head: HTTPHead) throws(CompletionFault) -> Form {
        if let form { return form }
        let type = head.headers["content-type", default: ""].prefix { $0 != ";" && $0 != " " }.lowercased()
        let found: Form
        switch (head.status, type) {
        case (200, "text/event-stream"): found = .stream
        case (200, "application/json"): found = .whole
        case (200, _): throw .malformed("the response is neither JSON nor a stream of events, by its Content-Type")
        default: found = .refusal
        }
        form = found
        return found
    }
}
