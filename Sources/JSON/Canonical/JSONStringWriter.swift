/// Writes strings in the canonical form ([RFC 8785 §3.2.2.2](https://www.rfc-editor.org/rfc/rfc8785#section-3.2.2.2)).
enum JSONStringWriter {
    /// Appends unescaped UTF-8 as a string in quotes, with the fewest escapes.
    static func append(_ text: Span<UInt8>, to buffer: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        buffer.append(quote)
        var start = 0
        for index in text.indices where mustEscape(text[index]) {
            appendRun(text.extracting(start..<index), to: &buffer)
            append(text[index], to: &buffer)
            start = index + 1
        }
        appendRun(text.extracting(start...), to: &buffer)
        buffer.append(quote)
    }

    private static func appendRun(_ run: Span<UInt8>, to buffer: inout [UInt8]) {
        run.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func append(_ byte: UInt8, to buffer: inout [UInt8]) {
        if let letter = JSONEscapes.letter(for: byte) {
            buffer.append(UInt8(ascii: "\\"))
            buffer.append(letter)
        } else if byte < 0x20 {
            buffer.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u001").utf8)
            buffer.append(contentsOf: String(byte & 0xF, radix: 16).utf8)
        } else {
            buffer.append(byte)
        }
    }
}
