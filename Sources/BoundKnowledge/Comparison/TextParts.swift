/// A text cut into sentences, and into lines where Markdown has lists, tables, headings or code. Joined, the parts are the text.
public struct TextParts: Sendable {
    /// The parts in their order.
    public private(set) var parts: [TextPart] = []

    /// The parts of an answer's text.
    ///
    /// - Complexity: O(`text.utf8.count`).
    public init(_ text: String) {
        var paragraph = ""
        var fence: MarkdownFence?
        for line in Self.lines(of: text) {
            let opened = MarkdownFence(opening: line)
            if fence == nil, opened == nil, !Self.standsAlone(line) {
                paragraph += line
                continue
            }
            append(paragraph: &paragraph)
            parts.append(TextPart(line: line))
            if let open = fence {
                if open.isClosed(by: line) { fence = nil }
            } else {
                fence = opened
            }
        }
        append(paragraph: &paragraph)
    }

    /// The lines with their line feeds.
    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var rest = text.utf8[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(String(decoding: rest[...end], as: UTF8.self))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { lines.append(String(decoding: rest, as: UTF8.self)) }
        return lines
    }

    private mutating func append(paragraph: inout String) {
        guard !paragraph.isEmpty else { return }
        parts += SentenceBoundaries.sentences(of: paragraph).map(TextPart.init(sentence:))
        paragraph = ""
    }

    /// Whether Markdown gives a line a meaning of its own: blank, indented, a heading, a quotation, a row or an item of a list.
    private static func standsAlone(_ line: String) -> Bool {
        guard let first = line.utf8.first else { return true }
        switch first {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"),
            UInt8(ascii: ">"), UInt8(ascii: "|"):
            return true
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
            return isMarker(line.utf8.dropFirst())
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let rest = line.utf8.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let end = rest.first, end == UInt8(ascii: ".") || end == UInt8(ascii: ")") else { return false }
            return line.utf8.count - rest.count <= 9 && isMarker(rest.dropFirst())
        default:
            return false
        }
    }

    private static func isMarker(_ rest: Substring.UTF8View) -> Bool {
        rest.first.map { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } ?? true
    }
}

/// The fence of a code block ([CommonMark §4.5](https://spec.commonmark.org/0.31.2/#fenced-code-blocks)).
struct MarkdownFence {
    private let mark: UInt8
    private let length: Int

    /// The fence that a line opens; `nil` for any other line.
    init?(opening line: String) {
        let rest = Self.unindented(line)
        guard let mark = rest.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let length = rest.prefix { $0 == mark }.count
        guard length >= 3, mark == UInt8(ascii: "~") || !rest.dropFirst(length).contains(mark) else { return nil }
        (self.mark, self.length) = (mark, length)
    }

    /// Whether a line closes the block.
    func isClosed(by line: String) -> Bool {
        let rest = Self.unindented(line)
        let count = rest.prefix { $0 == mark }.count
        return count >= length
            && rest.dropFirst(count).allSatisfy { $0 == UInt8(ascii: " ") || (0x09...0x0d).contains($0) }
    }

    private static func unindented(_ line: String) -> Substring.UTF8View {
        line.utf8.drop { $0 == UInt8(ascii: " ") }
    }
}
