internal import Cryptography

/// The grammars of the strings in objects (`docs/format/objects.md` section 1), on UTF-8 bytes.
package enum TextRules {
    /// Non-empty, no control character.
    package static func isLine(_ text: String) -> Bool { isLine(utf8: text.utf8.span) }

    /// Whether a text's UTF-8 is a line.
    static func isLine(utf8: Span<UInt8>) -> Bool {
        !utf8.isEmpty && isFreeOfControls(utf8, allowing: .none)
    }

    /// Non-empty, no control character other than tab and line feed.
    package static func isProse(_ text: String) -> Bool {
        !text.isEmpty && isFreeOfControls(text.utf8.span, allowing: .tabAndLineFeed)
    }

    /// `-`? integer (`.` digits)?, without superfluous zeros and without a negative zero.
    package static func isDecimal(_ text: String) -> Bool {
        var rest = text.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        let whole = rest.prefix(while: isDigit)
        guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
        rest = rest.dropFirst(whole.count)
        if rest.isEmpty { return !isNegative || whole.first != UInt8(ascii: "0") }
        let fraction = rest.dropFirst()
        return rest.first == UInt8(ascii: ".") && !fraction.isEmpty && fraction.allSatisfy(isDigit)
            && fraction.last != UInt8(ascii: "0")
    }

    /// `https:` or `http:` with an authority, or a URN ([RFC 8141 §2](https://www.rfc-editor.org/rfc/rfc8141#section-2)); printable
    /// ASCII without the characters that [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986) leaves out.
    package static func isURL(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count <= 2_000, bytes.allSatisfy(isURLByte) else { return false }
        if let end = endOfWebScheme(bytes.span) {
            return bytes.dropFirst(end).first.map { isAlphanumeric($0) || $0 == UInt8(ascii: "[") } ?? false
        }
        guard bytes.starts(with: "urn:".utf8) else { return false }
        let parts = bytes.dropFirst(4).split(
            separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && (2...32).contains(parts[0].count) && !parts[1].isEmpty
            && parts[0].first != UInt8(ascii: "-") && parts[0].last != UInt8(ascii: "-")
            && parts[0].allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    /// Subtags of one to eight letters or digits joined by `-`, the first of two to eight letters
    /// ([RFC 5646 §2.1](https://www.rfc-editor.org/rfc/rfc5646#section-2.1), without consulting the registry of subtags).
    package static func isLanguageTag(_ text: String) -> Bool {
        guard text.utf8.count <= 35 else { return false }
        var (subtagIndex, count) = (0, 0)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "-") {
                guard count >= (subtagIndex == 0 ? 2 : 1) else { return false }
                (subtagIndex, count) = (subtagIndex + 1, 0)
            } else {
                count += 1
                guard count <= 8, subtagIndex == 0 ? isLetter(byte) : isAlphanumeric(byte) else { return false }
            }
        }
        return count >= (subtagIndex == 0 ? 2 : 1)
    }

    /// What a log may be called.
    package static func isOrigin(_ text: String) -> Bool {
        (1...255).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "+") }
    }

    private static func isFreeOfControls(_ text: Span<UInt8>, allowing controls: PlainText.Controls) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            var index = PlainText.end(of: bytes, from: 0, allowing: controls)
            while index < bytes.count {
                let byte = bytes[index]
                let isAllowed = controls == .tabAndLineFeed && (byte == 0x09 || byte == 0x0a)
                if byte < 0x20 || byte == 0x7f, !isAllowed { return false }
                // U+0080 to U+009F are `c2 80` to `c2 9f`.
                if byte >= 0x80, byte < 0xa0, index > 0, bytes[index - 1] == 0xc2 { return false }
                index += 1
                if index & 7 == 0 { index = PlainText.end(of: bytes, from: index, allowing: controls) }
            }
            return true
        }
    }

    /// Whether two of `texts` have the same UTF-8.
    static func holdsDuplicate(_ texts: [String]) -> Bool {
        guard texts.count > 16 else {
            return texts.indices.contains { index in
                texts[..<index].contains { $0.utf8.span.isEqual(to: texts[index].utf8.span) }
            }
        }
        return Set(texts.map { Array($0.utf8) }).count != texts.count
    }

    private static func endOfWebScheme(_ url: Span<UInt8>) -> Int? {
        url.starts(with: "https://") ? 8 : url.starts(with: "http://") ? 7 : nil
    }

    /// Printable ASCII without the characters that RFC 3986 leaves out.
    private static func isURLByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
            UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            false
        default: byte > 0x20 && byte < 0x7f
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}
