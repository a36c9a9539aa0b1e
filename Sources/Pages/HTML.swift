/// Text in HTML. What is interpolated is escaped, unless it is HTML itself.
///
/// A literal in the source is markup: `"<p>\(text)</p>"` escapes `text`, wherever it stands between tags or in a quoted
/// value. Markup that is made at run time has to be named: `HTML(markup:)`.
package struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The markup.
    package private(set) var text: String

    /// Nothing.
    package init() { text = "" }

    /// Markup of the source.
    package init(stringLiteral value: StaticString) { text = "\(value)" }

    /// Markup that somebody answers for: what was rendered, never what was read.
    init(markup: String) { text = markup }

    /// Markup of the source with values between.
    package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// The markup in UTF-8.
    package var bytes: [UInt8] { Array(text.utf8) }

    /// Appends markup.
    static func += (html: inout HTML, more: HTML) { html.text += more.text }

    /// One after the other.
    static func + (first: HTML, second: HTML) -> HTML { HTML(markup: first.text + second.text) }

    /// Escapes what five characters would mean in markup.
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Builds markup piece by piece.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Nothing yet.
        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        /// Markup of the source.
        package mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

        /// Text, escaped.
        package mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }

        /// What describes itself, escaped.
        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            text += HTML.escaped(value.description)
        }

        /// Markup.
        package mutating func appendInterpolation(_ html: HTML) { text += html.text }

        /// Markup, if there is any.
        package mutating func appendInterpolation(_ html: HTML?) { text += html?.text ?? "" }
    }
}

extension Sequence<HTML> {
    /// All of them with `separator` between.
    func joined(by separator: HTML = "") -> HTML {
        HTML(markup: map(\.text).joined(separator: separator.text))
    }
}
