internal import Foundation
internal import Synchronization

/// An engine on loopback that speaks as much of the OpenAI-compatible protocol as a test tells it to.
public final class TestEngine: Sendable {
    /// What the engine does when it is asked for a completion.
    public enum Reply: Sendable {
        /// A stream with these pieces of text, which ends as it should.
        case streamed([String])
        /// The last such stream: the engine is gone after it, and refuses connections.
        case last([String])
        /// The whole answer in one object.
        case whole(String)
        /// A status without an answer; header lines each end with `\r\n`.
        case status(Int, headers: String = "", body: String = "{}")
        /// A stream of these events, as they are, that ends with the connection.
        case events([String])
        /// A stream of these events that then says nothing until the client leaves.
        case silent(after: [String])
        /// A stream of these events whose connection is torn down.
        case torn(after: [String])
        /// The whole response, as it is.
        case raw([UInt8])
        /// A stream whose second piece is held back until `release` is called.
        case held([String])
    }

    private let server: RawServer
    private let gate: Gate

    /// The address that clients are given.
    public var address: String { "http://127.0.0.1:\(server.port)/v1" }
    /// The requests so far.
    public var requests: [RawServer.Request] { server.requests }

    /// An engine that gives these replies in turn; the last one again and again.
    public init(_ replies: Reply...) {
        let rest = Rest(replies)
        let gate = Gate()
        self.gate = gate
        server = RawServer { connection in
            if connection.request.head.hasPrefix("POST /v1/chat/completions ") {
                Self.give(rest.next(), to: connection, gate)
            } else {
                connection.send(Self.response(200, #"{"object":"list","data":[{"id":"demo"}]}"#))
            }
        }
    }

    /// Lets a held stream go on.
    public func release() { gate.open() }

    /// An event that adds text, or ends the answer.
    public static func event(_ text: String?, finish: String? = nil) -> String {
        let delta = text.map { "{\"content\":\(quoted($0))}" } ?? "{}"
        let choice = #"{"index":0,"delta":\#(delta),"finish_reason":\#(finish.map(quoted) ?? "null")}"#
        return #"data: {"id":"chat-1","model":"demo-2026","system_fingerprint":"fp_1","choices":[\#(choice)]}"# + "\n\n"
    }

    /// The events of a stream that ends as it should.
    public static func events(_ pieces: [String]) -> [String] {
        pieces.map { event($0) } + [
            event(nil, finish: "stop"),
            #"data: {"id":"chat-1","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":\#(pieces.count)}}"#
                + "\n\n",
            "data: [DONE]\n\n",
        ]
    }

    private static func give(_ reply: Reply, to connection: RawServer.Connection, _ gate: Gate) {
        switch reply {
        case .streamed(let pieces): stream(events(pieces), to: connection)
        case .last(let pieces):
            connection.endListening()
            stream(events(pieces), to: connection)
        case .whole(let text):
            let message = #"{"role":"assistant","content":\#(quoted(text))}"#
            let choice = #"{"index":0,"message":\#(message),"finish_reason":"stop"}"#
            connection.send(response(200, #"{"id":"chat-1","model":"demo-2026","choices":[\#(choice)]}"#))
        case .status(let status, let headers, let body): connection.send(response(status, body, headers))
        case .events(let events): stream(events, to: connection)
        case .silent(let events):
            stream(events, to: connection)
            connection.waitForEnd()
        case .torn(let events):
            // Chunked, so that the client sees that the end is missing.
            connection.send(streamHead("Transfer-Encoding: chunked\r\n"))
            let text = events.joined()
            connection.send("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
        case .raw(let bytes): connection.send(bytes)
        case .held(let pieces):
            let events = events(pieces)
            stream([events[0]], to: connection)
            gate.wait()
            for event in events.dropFirst() { connection.send(event) }
        }
    }

    private static func stream(_ events: [String], to connection: RawServer.Connection) {
        connection.send(streamHead())
        for event in events where !connection.send(event) { return }
    }

    private static func streamHead(_ headers: String = "") -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\(headers)Connection: close\r\n\r\n"
    }

    private static func response(_ status: Int, _ body: String, _ headers: String = "") -> String {
        "HTTP/1.1 \(status) Status\r\nContent-Type: application/json\r\n\(headers)Connection: close\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// A text as JSON; tests use no characters that need more than this.
    private static func quoted(_ text: String) -> String {
        let escapes: [Character: String] = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\u{1b}": "\\u001b"]
        return "\"" + text.map { escapes[$0] ?? String($0) }.joined() + "\""
    }

    /// The replies that are still to be given.
    private final class Rest: Sendable {
        private let replies: Mutex<[Reply]>

        init(_ replies: [Reply]) { self.replies = Mutex(replies) }

        func next() -> Reply { replies.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
    }
}

/// Holds a thread until it is opened.
private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    func wait() { semaphore.wait() }
}
