/// An absolute address of the web, checked as text so that nothing after it has to repair or reinterpret it.
///
/// Foundation's `URL` splits and re-encodes what it does not understand, and libcurl removes `..`; what they would change is
/// refused here. The form is that of [RFC 3986 §3](https://www.rfc-editor.org/rfc/rfc3986#section-3) for `http` and `https`,
/// without user, fragment, empty or dot segments.
public struct HTTPLocation: Sendable, Hashable, CustomStringConvertible {
    /// The most bytes of a location.
    public static let maximumByteCount = 16_384

    /// The address as it is sent.
    public let description: String

    private init(unchecked text: String) { description = text }

    /// The address that a text spells.
    ///
    /// - Parameters:
    ///   - text: `https://host[:port][/path]`; a `/` at the end is left out.
    ///   - allowsPlain: whether `http` may lead to another machine. Otherwise it may lead to this one only.
    /// - Throws: `HTTPClientError` of the code `malformedLocation` or `insecureLocation`.
    public init(_ text: String, allowsPlain: Bool = false) throws(HTTPClientError) {
        guard text.utf8.count <= Self.maximumByteCount, let parts = Parts(text) else {
            throw HTTPClientError(
                .malformedLocation, at: String(text.prefix(200)),
                "the text is no address of the web, expected https://host[:port][/path]",
                remedy: "Write it without user, query, fragment and `..`, and percent-encode what is not ASCII.")
        }
        guard parts.isSecure || parts.isLoopback || allowsPlain else {
            throw HTTPClientError(
                .insecureLocation, at: text, "the address is plain http on another machine",
                remedy: "Use https, or allow plain http where you know the network.")
        }
        description = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// The host, without brackets around an IPv6 address.
    public var host: String {
        let authority = afterScheme.prefix { $0 != "/" && $0 != "?" }
        guard !authority.hasPrefix("[") else { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }

    /// Whether anything stands behind the host.
    public var hasPath: Bool { afterScheme.contains("/") }

    private var afterScheme: Substring { description.drop { $0 != "/" }.dropFirst(2) }

    /// The location of a page below this one; its text is percent-encoded.
    ///
    /// - Parameters:
    ///   - segments: the path's segments; `:` stays as it is, as in `sha256:…`.
    ///   - query: names and values.
    public func appending(_ segments: String..., query: [(name: String, value: String)] = []) -> HTTPLocation {
        let path = segments.map { "/" + Self.encoded($0, keeping: ":") }.joined()
        let parameters = query.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
        return HTTPLocation(unchecked: description + path + (query.isEmpty ? "" : "?" + parameters))
    }

    /// Percent-encoding of everything but unreserved characters (RFC 3986 §2.3).
    private static func encoded(_ text: String, keeping kept: Character? = nil) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            let scalar = Unicode.Scalar(byte)
            if Parts.isUnreserved(byte) || kept == Character(scalar) {
                encoded.unicodeScalars.append(scalar)
            } else {
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}

/// What a location's rules look at.
private struct Parts {
    let isSecure: Bool
    let isLoopback: Bool

    init?(_ text: String) {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        guard let host = Self.host(of: authority), Self.isPath(rest[authority.endIndex...]) else { return nil }
        isSecure = scheme == "https://"
        isLoopback = host == "localhost" || host == "[::1]" || Self.isLoopbackIPv4(host)
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "-._~".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: isDigit(byte)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// The host of `host[:port]`; a name, an IPv4 address, or an IPv6 address in brackets.
    private static func host(of authority: Substring) -> Substring? {
        let isIPv6 = authority.hasPrefix("[")
        let end = isIPv6 ? authority.firstIndex(of: "]").map(authority.index(after:)) : authority.firstIndex(of: ":")
        guard let end = end ?? (isIPv6 ? nil : authority.endIndex) else { return nil }
        let (host, port) = (authority[..<end], authority[end...])
        let name = isIPv6 ? host.dropFirst().dropLast() : host
        guard !name.isEmpty, name.utf8.allSatisfy({ isHost($0, isIPv6) }), port.isEmpty || isPort(port) else {
            return nil
        }
        return host
    }

    private static func isHost(_ byte: UInt8, _ isIPv6: Bool) -> Bool {
        isIPv6
            ? isDigit(byte) || "abcdefABCDEF:.".utf8.contains(byte) : isAlphanumeric(byte) || "-.".utf8.contains(byte)
    }

    private static func isPort(_ port: Substring) -> Bool {
        port.first == ":" && port.utf8.dropFirst().allSatisfy(isDigit) && UInt16(port.dropFirst()) ?? 0 > 0
    }

    /// Whether the host is one of 127.0.0.0/8, in four numbers: other spellings are a resolver's to interpret.
    private static func isLoopbackIPv4(_ host: Substring) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { $0.utf8.allSatisfy(isDigit) && UInt8($0).map { "\($0)".count } == $0.count }
    }

    /// Whether the rest is a path of whole segments, perhaps with a `/` at its end.
    private static func isPath(_ path: Substring) -> Bool {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard path.isEmpty || path.hasPrefix("/") else { return false }
        return segments.enumerated().allSatisfy { place, segment in
            segment.isEmpty ? place == segments.count - 1 : isSegment(segment)
        }
    }

    private static func isSegment(_ segment: Substring) -> Bool {
        guard ![".", ".."].contains(segment.replacing("%2e", with: ".").replacing("%2E", with: ".")) else {
            return false
        }
        var escape = 0
        for byte in segment.utf8 {
            if escape > 0 {
                guard isDigit(byte) || "abcdefABCDEF".utf8.contains(byte) else { return false }
                escape -= 1
            } else if byte == UInt8(ascii: "%") {
                escape = 2
            } else if !isUnreserved(byte), !"!$&'()*+,;=:@".utf8.contains(byte) {
                return false
            }
        }
        return escape == 0
    }
}
