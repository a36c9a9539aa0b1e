/// What stands after `?` in a request: names and values, as HTML forms write them
/// ([URL Standard §5.1](https://url.spec.whatwg.org/#urlencoded-parsing)).
struct QueryString {
    private let parts: [(name: [UInt8], value: Substring.UTF8View)]

    init(_ text: String?) {
        parts = (text ?? "").utf8.split(separator: UInt8(ascii: "&")).map { part in
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            return (Self.decoded(name) ?? [], Substring(part[name.endIndex...].dropFirst()).utf8)
        }
    }

    /// The value of a parameter; `nil` where there is none.
    ///
    /// - Throws: `Problem` where it stands twice or is not UTF-8 in percent-encoding.
    func value(of name: String) throws(Problem) -> String? {
        let values = parts.filter { $0.name.elementsEqual(name.utf8) }.map(\.value)
        guard let value = values.first else { return nil }
        guard values.count == 1 else { throw .parameter(name, "stands \(values.count) times: expected once") }
        guard let bytes = Self.decoded(value), let text = String(validating: bytes, as: UTF8.self) else {
            throw .parameter(name, "is not UTF-8 in percent-encoding")
        }
        return text
    }

    /// `+` is a space and `%` begins two hexadecimal digits; `nil` where none follow.
    private static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = text.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next()?.hexadecimalValue, let low = rest.next()?.hexadecimalValue else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}

extension UInt8 {
    fileprivate var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
