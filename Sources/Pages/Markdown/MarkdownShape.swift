/// What a text would cost to lay out, seen without parsing it.
///
/// libcmark-gfm 0.29.0.gfm.6 of Debian 12 takes quadratic time on deeply nested containers (CVE-2023-24824,
/// CVE-2023-26485), on brackets (CVE-2023-22486), on an address that ends in many `)` (CVE-2022-39209) and on a wide table
/// with many short rows; and it copies a link's definition to each place that refers to it. Each count here bounds one of
/// them.
struct MarkdownShape {
    private(set) var byteCount = 0
    /// The most markers of containers (`>`, `-`, `1.`) at the start of a line.
    private(set) var depth = 0
    /// The most `|` of a line, times the lines.
    private(set) var cellCount = 0
    /// The longest run of one character that marks something.
    private(set) var longestRun = 0
    /// The most brackets that are open at a time.
    private(set) var openBrackets = 0
    /// The most `)` of a word.
    private(set) var wordParentheses = 0
    /// The bytes of the longest text from `]:` to an empty line, which holds a link's definition, times the `]`.
    private(set) var referenceByteCount = 0

    init(_ text: String) {
        var lineCount = 1
        var line = Line()
        var run = (byte: UInt8(0), count: 0)
        var widest = 0
        var open = 0
        var (parentheses, closedBrackets) = (0, 0)
        var definition = Definition()
        for byte in text.utf8 {
            byteCount += 1
            run = byte == run.byte ? (byte, run.count + 1) : (byte, 1)
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "`"), UInt8(ascii: "<"),
                UInt8(ascii: "\\"), UInt8(ascii: "!"), UInt8(ascii: "["), UInt8(ascii: "]"):
                longestRun = max(longestRun, run.count)
            default: break
            }
            if byte == UInt8(ascii: "[") { open += 1 }
            if byte == UInt8(ascii: "]") {
                open = max(open - 1, 0)
                closedBrackets += 1
            }
            openBrackets = max(openBrackets, open)
            if byte == UInt8(ascii: ")") { parentheses += 1 } else if byte <= 0x20 { parentheses = 0 }
            wordParentheses = max(wordParentheses, parentheses)
            definition.add(byte)
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                lineCount += 1
                line = Line()
            } else {
                line.add(byte)
                depth = max(depth, line.markers)
                widest = max(widest, line.pipes)
            }
        }
        cellCount = widest > 8 ? widest * lineCount : 0
        referenceByteCount = definition.longest * closedBrackets
    }

    func isWithin(_ limits: Markdown.Limits) -> Bool {
        byteCount <= limits.byteCount && depth <= limits.depth && cellCount <= limits.cellCount
            && longestRun <= 4 * limits.depth && openBrackets <= 4 * limits.depth
            && wordParentheses <= 4 * limits.depth && referenceByteCount <= limits.referenceByteCount
    }

    /// Where a link is defined: from `]:` on, as no definition goes on behind an empty line.
    private struct Definition {
        private(set) var longest = 0
        private var byteCount: Int?
        private var isBlankLine = false
        private var last = UInt8(ascii: "\n")

        mutating func add(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if isBlankLine { byteCount = nil }
                isBlankLine = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default: isBlankLine = false
            }
            if last == UInt8(ascii: "]"), byte == UInt8(ascii: ":"), byteCount == nil { byteCount = 0 }
            byteCount = byteCount.map { $0 + 1 }
            longest = max(longest, byteCount ?? 0)
            last = byte
        }
    }

    /// A line as far as it was read.
    private struct Line {
        /// Markers of containers, before anything else.
        private(set) var markers = 0
        private(set) var pipes = 0
        private var isPrefix = true
        /// A marker of a list item counts once white space follows it: `-----` is a rule.
        private var isAfterListMarker = false

        mutating func add(_ byte: UInt8) {
            if byte == UInt8(ascii: "|") { pipes += 1 }
            guard isPrefix else { return }
            switch byte {
            case UInt8(ascii: ">"): markers += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                if isAfterListMarker { markers += 1 }
                isAfterListMarker = false
            case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: ")"):
                isAfterListMarker = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): break
            default: isPrefix = false
            }
        }
    }
}
