/// What the head of a request at the start of some bytes is, as far as the fast path has to know.
///
/// It reads less than HTTP allows. Whatever is not plain goes to the decoder, and so does every byte that follows it: no two readings
/// of the same bytes can differ.
enum RequestScan: Equatable {
    /// No head ends here yet.
    case incomplete
    /// A GET or HEAD of an object with nothing that could change the response but its entity tag.
    case object(ObjectKey, ObjectCache.Form, byteCount: Int)
    /// Some other request without a body.
    case other(byteCount: Int)
    /// A request that has a body or is not plain.
    case opaque

    init(_ bytes: Span<UInt8>) {
        guard let end = Self.headEnd(bytes) else {
            self = .incomplete
            return
        }
        guard var lineEnd = Self.lineEnd(bytes, from: 0), !bytes.has("CONNECT", at: 0) else {
            self = .opaque
            return
        }
        let request = RequestedObject(bytes.extracting(0..<lineEnd))
        var headers = HeaderScan()
        var start = lineEnd + 2
        while start + 2 < end {
            guard let next = Self.lineEnd(bytes, from: start) else {
                self = .opaque
                return
            }
            lineEnd = next
            headers.read(bytes.extracting(start..<lineEnd), request, bytes)
            start = lineEnd + 2
        }
        if headers.isOpaque {
            self = .opaque
        } else if let request, headers.isPlain, headers.hostCount == 1 {
            self = .object(request.key, headers.hasEntityTag ? .notModified : request.form, byteCount: end)
        } else {
            self = .other(byteCount: end)
        }
    }

    /// Where the bytes after the first empty line begin.
    private static func headEnd(_ bytes: Span<UInt8>) -> Int? {
        var index = 3
        while index < bytes.count {
            // The byte tells how far away the nearest end can be that it is a part of.
            switch bytes[index] {
            case 0x0a:
                if bytes[index - 1] == 0x0d, bytes[index - 2] == 0x0a, bytes[index - 3] == 0x0d { return index + 1 }
                index += 2
            case 0x0d: index += 1
            default: index += 4
            }
        }
        return nil
    }

    /// Where a line of a head ends; nothing where CR or LF stands alone, which some readers take for an end and others do not.
    private static func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while bytes[index] != 0x0d, bytes[index] != 0x0a { index += 1 }
        return bytes[index] == 0x0d && bytes[index + 1] == 0x0a ? index : nil
    }
}

/// The object that a line `GET /objects/sha256:… HTTP/1.1` asks for.
private struct RequestedObject {
    private static let get: StaticString = "GET /objects/sha256:"
    private static let head: StaticString = "HEAD /objects/sha256:"
    private static let version: StaticString = " HTTP/1.1"

    let key: ObjectKey
    let form: ObjectCache.Form
    /// Where its digits stand in the request.
    let digits: Range<Int>

    init?(_ line: Span<UInt8>) {
        form = line.has("HEAD", at: 0) ? .head : .whole
        let prefix = form == .head ? Self.head : Self.get
        digits = prefix.utf8CodeUnitCount..<(prefix.utf8CodeUnitCount + 64)
        guard line.count == digits.upperBound + Self.version.utf8CodeUnitCount, line.has(prefix, at: 0),
            line.has(Self.version, at: digits.upperBound), let key = ObjectKey(hexadecimal: line.extracting(digits))
        else { return nil }
        self.key = key
    }
}

/// What the header lines of a request say to the fast path.
private struct HeaderScan {
    /// Whether a body may follow, or a line could be read in two ways.
    private(set) var isOpaque = false
    /// Whether nothing changes the response but an entity tag.
    private(set) var isPlain = true
    private(set) var hasEntityTag = false
    private(set) var hostCount = 0

    mutating func read(_ line: Span<UInt8>, _ request: RequestedObject?, _ bytes: Span<UInt8>) {
        var colon = 0
        while colon < line.count, line[colon].isTokenCharacter { colon += 1 }
        // A line that begins with a space would continue the one before.
        guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else {
            isOpaque = true
            return
        }
        var (start, end) = (colon + 1, line.count)
        while start < end, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
        while end > start, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
        let value = line.extracting(start..<end)
        for index in value.indices where value[index] < 0x20 && value[index] != 0x09 || value[index] == 0x7f {
            isOpaque = true
        }
        read(line.extracting(0..<colon), value, request, bytes)
    }

    private mutating func read(
        _ name: Span<UInt8>, _ value: Span<UInt8>, _ request: RequestedObject?, _ bytes: Span<UInt8>
    ) {
        switch name.count {
        case 4 where name.isName("host"):
            hostCount += 1
            for index in value.indices where !value[index].isOfHost { isPlain = false }
        case 6 where name.isName("accept"):
            let isAny = value.count == 3 && value.has("*/*", at: 0)
            if !isAny, value.count != 14 || !value.has("application/vc", at: 0) { isPlain = false }
        case 6 where name.isName("expect"), 7 where name.isName("upgrade"), 14 where name.isName("content-length"),
            17 where name.isName("transfer-encoding"):
            isOpaque = true
        case 10 where name.isName("connection"): if !value.isName("keep-alive") { isPlain = false }
        case 13 where name.isName("authorization"): isPlain = false
        case 13 where name.isName("if-none-match"):
            hasEntityTag = request.map { value.isEntityTag(bytes.extracting($0.digits)) } ?? false
            if !hasEntityTag { isPlain = false }
        default: break
        }
    }
}

extension UInt8 {
    /// What a host and a port are made of ([RFC 3986 §3.2.2](https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2)).
    var isOfHost: Bool {
        switch self {
        case 0x61...0x7a, 0x41...0x5a, 0x30...0x39, 0x2d, 0x2e, 0x3a, 0x5b, 0x5d, 0x5f, 0x7e, 0x21, 0x24...0x2c, 0x3b,
            0x3d:
            true
        default: false
        }
    }

    /// A `tchar` of RFC 9110 §5.6.2.
    fileprivate var isTokenCharacter: Bool {
        switch self {
        case 0x61...0x7a, 0x41...0x5a, 0x2d, 0x30...0x39, 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2e, 0x5e...0x60, 0x7c, 0x7e:
            true
        default: false
        }
    }
}

extension Span where Element == UInt8 {
    /// Whether `text` stands at `start`.
    fileprivate func has(_ text: StaticString, at start: Int) -> Bool {
        guard count >= start + text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { buffer in
            for index in buffer.indices where self[start + index] != buffer[index] { return false }
            return true
        }
    }

    /// Whether this is `name`, which is in lower case, in any case.
    fileprivate func isName(_ name: StaticString) -> Bool {
        guard count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { buffer in
            for index in buffer.indices {
                let byte = self[index]
                let lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
                if lower != buffer[index] { return false }
            }
            return true
        }
    }

    /// Whether this is the strong entity tag of the object with these digits.
    fileprivate func isEntityTag(_ digits: Span<UInt8>) -> Bool {
        guard count == 73, has("\"sha256:", at: 0), self[72] == UInt8(ascii: "\"") else { return false }
        for index in digits.indices where digits[index] != self[index + 8] { return false }
        return true
    }
}
