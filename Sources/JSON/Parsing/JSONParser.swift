/// A strict parser of [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259), filling a tape in one pass without recursion.
///
/// It also notices what is not canonical: `departures` counts such places, and a value during which the count did not
/// change is its own canonical form.
struct JSONParser {
    /// The open array or object.
    private struct Frame {
        var container: Int
        var isObject: Bool
        var count = 0
        var departures: Int
        /// The entry of the member name before this one; 0, which is never a name, at the first.
        var previousName = 0
        var isAscending = true
    }

    var tape = JSONTape()
    var departures = 0
    private var frame = Frame(container: 0, isObject: false, departures: 0)
    private var outerFrames: [Frame] = []
    private let limits: JSONLimits

    init(limits: JSONLimits) {
        self.limits = limits
    }

    /// Parses the one value that `bytes` are, whitespace around it included.
    mutating func parse(_ bytes: Span<UInt8>) throws(JSONFault) {
        let limit = min(limits.maximumByteCount, Int(UInt32.max))
        guard bytes.count <= limit else { throw JSONFault(.tooLong(limit: limit), at: max(0, limit)) }
        try checkStart(bytes)
        // A text of 3 KB has an entry for each 20 to 30 bytes; dense numbers make the tape grow a few times.
        tape.entries.reserveCapacity(bytes.count / 24 + 8)
        outerFrames.reserveCapacity(min(limits.maximumDepth, 8))
        var at = 0
        var depth = 0
        repeat {
            at = skipWhitespace(bytes, from: at)
            let opened = try parseValue(bytes, at: &at, depth: depth)
            if opened { depth += 1 }
            if try !advance(bytes, at: &at, isFirst: opened, depth: &depth) { break }
        } while true
        guard at == bytes.count else { throw JSONFault(.trailingContent, at: at) }
    }

    private func checkStart(_ bytes: Span<UInt8>) throws(JSONFault) {
        if bytes.isEmpty { throw JSONFault(.empty, at: 0) }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONFault(.byteOrderMark, at: 0)
        }
    }

    /// Skips whitespace, which a canonical form never has; `at` may be the end afterwards.
    @inline(__always)
    private mutating func skipWhitespace(_ bytes: Span<UInt8>, from start: Int) -> Int {
        guard start < bytes.count, Self.isWhitespace(bytes[start]) else { return start }
        departures += 1
        var at = start + 1
        while at < bytes.count, Self.isWhitespace(bytes[at]) { at += 1 }
        return at
    }

    @inline(__always)
    private static func isWhitespace(_ byte: UInt8) -> Bool {
        byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09)
    }

    /// Reads the value at `at`, or only the opening bracket of an array or object, which it returns true for.
    @inline(__always)
    private mutating func parseValue(_ bytes: Span<UInt8>, at: inout Int, depth: Int) throws(JSONFault) -> Bool {
        guard at < bytes.count else { throw JSONFault(depth == 0 ? .empty : .unexpectedEnd, at: at) }
        switch bytes[at] {
        case UInt8(ascii: "\""): at = try parseString(bytes, from: at)
        case UInt8(ascii: "{"):
            try open(.object, at: &at, depth: depth)
            return true
        case UInt8(ascii: "["):
            try open(.array, at: &at, depth: depth)
            return true
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): at = try parseNumber(bytes, from: at)
        case UInt8(ascii: "t"): at = try parseLiteral("true", .bool, bytes, from: at)
        case UInt8(ascii: "f"): at = try parseLiteral("false", .bool, bytes, from: at)
        case UInt8(ascii: "n"): at = try parseLiteral("null", .null, bytes, from: at)
        default: throw JSONFault(.expected(.value), at: at)
        }
        return false
    }

    private mutating func parseLiteral(
        _ literal: StaticString, _ kind: JSONKind, _ bytes: Span<UInt8>, from start: Int
    ) throws(JSONFault) -> Int {
        var at = start
        for index in 0..<literal.utf8CodeUnitCount {
            guard at < bytes.count else { throw JSONFault(.unexpectedEnd, at: at) }
            guard bytes[at] == literal.utf8Start[index] else { throw JSONFault(.expected(.value), at: start) }
            at += 1
        }
        append(kind, start: start, end: at, flags: .canonical)
        return at
    }

    @inline(__always)
    mutating func append(_ kind: JSONKind, start: Int, end: Int, flags: JSONTape.Flags) {
        tape.entries.append(
            JSONTape.Entry(kind, start: start, end: end, next: tape.entries.count + 1, flags: flags))
    }
}

extension JSONParser {
    private mutating func open(_ kind: JSONKind, at: inout Int, depth: Int) throws(JSONFault) {
        guard depth < limits.maximumDepth else { throw JSONFault(.tooDeep(limit: limits.maximumDepth), at: at) }
        outerFrames.append(frame)
        frame = Frame(container: tape.entries.count, isObject: kind == .object, departures: departures)
        append(kind, start: at, end: at, flags: [])
        at += 1
    }

    /// Goes from a value, or from an opening bracket (`isFirst`), to where the next value starts, closing what ends
    /// before it. Returns false at the end of the document.
    @inline(__always)
    private mutating func advance(
        _ bytes: Span<UInt8>, at: inout Int, isFirst: Bool, depth: inout Int
    ) throws(JSONFault) -> Bool {
        var isFirst = isFirst
        while true {
            at = skipWhitespace(bytes, from: at)
            if depth == 0 { return false }
            guard at < bytes.count else { throw JSONFault(.unexpectedEnd, at: at) }
            let closing = frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
            if bytes[at] == closing {
                at += 1
                if !isFirst { frame.count += 1 }
                try close(bytes, end: at)
                depth -= 1
                isFirst = false
                continue
            }
            if !isFirst {
                guard bytes[at] == UInt8(ascii: ",") else {
                    throw JSONFault(.expected(frame.isObject ? .commaOrBrace : .commaOrBracket), at: at)
                }
                frame.count += 1
                at = skipWhitespace(bytes, from: at + 1)
                guard at < bytes.count else { throw JSONFault(.unexpectedEnd, at: at) }
                if bytes[at] == closing { throw JSONFault(.trailingComma, at: at) }
            }
            if frame.isObject { try parseName(bytes, at: &at) }
            return true
        }
    }

    @inline(__always)
    private mutating func parseName(_ bytes: Span<UInt8>, at: inout Int) throws(JSONFault) {
        guard bytes[at] == UInt8(ascii: "\"") else { throw JSONFault(.expected(.name), at: at) }
        let name = tape.entries.count
        at = skipWhitespace(bytes, from: try parseString(bytes, from: at))
        guard at < bytes.count else { throw JSONFault(.unexpectedEnd, at: at) }
        guard bytes[at] == UInt8(ascii: ":") else { throw JSONFault(.expected(.colon), at: at) }
        at += 1
        if frame.isAscending && frame.previousName != 0 {
            switch tape.compareNames(frame.previousName, name, in: bytes) {
            case .ascending: break
            case .same: throw JSONFault(.duplicateName, at: Int(tape[name].start))
            case .descending:
                frame.isAscending = false
                departures += 1
            }
        }
        frame.previousName = name
    }

    private mutating func close(_ bytes: Span<UInt8>, end: Int) throws(JSONFault) {
        var flags: JSONTape.Flags = departures == frame.departures ? .canonical : []
        if frame.isAscending { flags.insert(.ascending) }
        tape.entries[frame.container].close(end: end, next: tape.entries.count, count: frame.count, flags: flags)
        if !frame.isAscending, let name = tape.duplicateName(of: frame.container, in: bytes) {
            throw JSONFault(.duplicateName, at: Int(tape[name].start))
        }
        frame = outerFrames.removeLast()
    }
}
