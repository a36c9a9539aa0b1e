/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Hashable {
    /// The event's type; empty for a message.
    package let name: [UInt8]
    /// The data's bytes, lines joined by line feeds.
    package let data: [UInt8]
}

/// Reads a `text/event-stream` as its bytes come, wherever they are cut
/// ([HTML §9.2.6](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation)).
///
/// Bytes are not decoded here: what reads the data is strict about UTF-8, where the specification would repair it. The
/// fields `id` and `retry` serve reconnecting, and nobody reconnects to an answer. What the end of the stream cuts off is
/// no event.
///
/// - Complexity: O(bytes); memory is that of one event.
package struct EventStreamParser: Sendable {
    private let byteLimit: Int
    private var line: [UInt8] = []
    private var name: [UInt8] = []
    private var data: [UInt8] = []
    private var isFirstLine = true
    private var isAfterReturn = false

    /// A parser.
    ///
    /// - Parameter byteLimit: the most bytes of one event.
    package init(byteLimit: Int) { self.byteLimit = byteLimit }

    /// The events that the next bytes complete.
    ///
    /// - Throws: a fault of the code `tooLarge` for an event that is longer than the limit.
    package mutating func events(in chunk: [UInt8]) throws(CompletionFault) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in chunk {
            // A line feed behind a carriage return ends the same line.
            let endsSameLine = isAfterReturn && byte == UInt8(ascii: "\n")
            isAfterReturn = byte == UInt8(ascii: "\r")
            switch byte {
            case _ where endsSameLine: continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): if let event = endLine() { events.append(event) }
            default: try append(byte)
            }
        }
        return events
    }

    private mutating func append(_ byte: UInt8) throws(CompletionFault) {
        line.append(byte)
        guard line.count + data.count <= byteLimit else {
            throw CompletionFault(
                .tooLarge, "an event of the stream is longer than \(byteLimit) bytes",
                remedy: "Ask another engine; no token is so long.")
        }
    }

    private mutating func endLine() -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        var rest = line[...]
        // The specification decodes UTF-8, which drops a byte order mark.
        if isFirstLine, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        isFirstLine = false
        guard !rest.isEmpty else { return dispatch() }
        let field = rest.prefix { $0 != UInt8(ascii: ":") }
        var value = rest.dropFirst(field.count + 1)
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        if field.elementsEqual("data".utf8) { data += value + [UInt8(ascii: "\n")] }
        if field.elementsEqual("event".utf8) { name = Array(value) }
        return nil
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer { (name, data) = ([], []) }
        return data.isEmpty ? nil : ServerSentEvent(name: name, data: data.dropLast())
    }
}
