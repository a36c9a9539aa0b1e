/// Cuts a template into tokens, and takes away white space as Hugging Face has Jinja do it (`trim_blocks`,
/// `lstrip_blocks`).
///
/// [Jinja, Whitespace Control](https://jinja.palletsprojects.com/en/stable/templates/#whitespace-control)
struct TemplateLexer {
    let source: TemplateSource
    var index = 0
    var tokens: [TemplateToken] = []
    /// Whether what follows stands at the beginning of a line: nothing, or a tag that took its newline, is before it.
    private var isAtLineStart = true

    var bytes: [UInt8] { source.bytes }

    /// The tokens of a template, the last of which is `end`.
    static func tokens(of source: TemplateSource) throws(InferenceError) -> [TemplateToken] {
        var lexer = TemplateLexer(source: source)
        while lexer.index < lexer.bytes.count { try lexer.scanTextAndTag() }
        lexer.add(.end, at: lexer.index)
        return lexer.tokens
    }

    mutating func add(_ kind: TemplateToken.Kind, at offset: Int) {
        tokens.append(TemplateToken(kind: kind, offset: offset))
    }

    /// The byte at a distance from `index`; 0 behind the end.
    func byte(_ distance: Int = 0) -> UInt8 { index + distance < bytes.count ? bytes[index + distance] : 0 }

    func starts(with text: StaticString, at index: Int) -> Bool {
        text.withUTF8Buffer { unsafe bytes[min(index, bytes.count)...].starts(with: $0) }
    }

    private mutating func scanTextAndTag() throws(InferenceError) {
        let start = index
        while index < bytes.count, !isTag(at: index) { index += 1 }
        let tag = index
        let isOutput = starts(with: "{{", at: tag)
        let sign = tag < bytes.count ? byte(2) : 0
        let end = endOfText(start..<tag, sign, isOutput: isOutput)
        if end > start { add(.text(String(decoding: bytes[start..<end], as: UTF8.self)), at: start) }
        guard tag < bytes.count else { return }
        index += 2
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
        if starts(with: "{#", at: tag) {
            try skipComment(from: tag)
        } else {
            add(isOutput ? .outputBegin : .blockBegin, at: tag)
            try scanExpression(isOutput: isOutput, from: tag)
        }
    }

    private func isTag(at index: Int) -> Bool {
        starts(with: "{{", at: index) || starts(with: "{%", at: index) || starts(with: "{#", at: index)
    }

    /// Where text in front of a tag ends once `-`, or the stripping of indentation, has taken white space.
    private func endOfText(_ range: Range<Int>, _ sign: UInt8, isOutput: Bool) -> Int {
        if sign == UInt8(ascii: "-") { return TemplateText.endWithoutWhitespace(bytes, range) }
        guard range.upperBound < bytes.count, sign != UInt8(ascii: "+"), !isOutput else { return range.upperBound }
        let newline = bytes[range].lastIndex(of: UInt8(ascii: "\n"))
        guard newline != nil || isAtLineStart else { return range.upperBound }
        let line = newline.map { $0 + 1 } ?? range.lowerBound
        return TemplateText.endWithoutWhitespace(bytes, line..<range.upperBound) == line ? line : range.upperBound
    }

    private mutating func skipComment(from tag: Int) throws(InferenceError) {
        let start = index
        while index < bytes.count, !starts(with: "#}", at: index) { index += 1 }
        guard index < bytes.count else { throw source.error(.template, at: tag, "the comment has no end, expected #}") }
        let sign = index > start ? bytes[index - 1] : 0
        index += 2
        skipBehindTag(sign, trimsNewline: true)
    }

    /// Passes over the white space that the end of a tag takes.
    mutating func skipBehindTag(_ sign: UInt8, trimsNewline: Bool) {
        let start = index
        if sign == UInt8(ascii: "-") {
            index = TemplateText.startWithoutWhitespace(bytes, index)
        } else if sign != UInt8(ascii: "+"), trimsNewline, byte() == UInt8(ascii: "\n") {
            index += 1
        }
        isAtLineStart = index > start && bytes[index - 1] == UInt8(ascii: "\n")
    }
}
