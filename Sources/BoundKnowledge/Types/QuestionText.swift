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
        return canonical(text).utf8.elementsEqual(text.utf8)
    }
}
