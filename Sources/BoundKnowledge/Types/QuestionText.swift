internal import Foundation

/// The canonical form of a question's text.
public enum QuestionText {
    /// The longest question, in bytes of UTF-8.
    public static let maximumByteCount = 2_000

    /// `text` in NFC, trimmed, every run of white space a single space.
    public static func canonical(_ text: String) -> String {
        text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ").precomposedStringWithCanonicalMapping
    }

    /// Whether `text` is a question as objects carry it.
    public static func isCanonical(_ text: String) -> Bool {
        guard TextRules.isLine(text), text.utf8.count <= maximumByteCount else { return false }
        if let isCanonical = isCanonicalASCII(text) { return isCanonical }
        return canonical(text).utf8.elementsEqual(text.utf8)
    }

    /// The answer for a line of ASCII, which is in NFC and whose only white space is the space; `nil` for any other text.
    private static func isCanonicalASCII(_ text: String) -> Bool? {
        var previous = UInt8(ascii: " ")
        var isCanonical = true
        for byte in text.utf8 {
            if byte >= 0x80 { return nil }
            if byte == UInt8(ascii: " "), previous == byte { isCanonical = false }
            previous = byte
        }
        return isCanonical && previous != UInt8(ascii: " ")
    }
}
