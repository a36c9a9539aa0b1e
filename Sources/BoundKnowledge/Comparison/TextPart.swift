/// A sentence, or a line of a list, table or code block: what a reader sees change or stay.
///
/// Two are the same part when they read the same, so that a paragraph may be wrapped anew; code is compared with its indentation.
public struct TextPart: Sendable, Hashable {
    /// The exact text, white space at its end included.
    public let text: String
    /// The part on one line.
    public let line: String

    /// A sentence: any run of white space reads as one space.
    init(sentence text: String) {
        self.text = text
        // By scalars: a line feed between carriage returns or marks is white space too.
        let words = text.unicodeScalars.split { $0.properties.isWhitespace }
        line = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }

    /// A line as it stands; white space at its end does not count.
    init(line text: String) {
        self.text = text
        var scalars = text.unicodeScalars[...]
        while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
        line = String(String.UnicodeScalarView(scalars))
    }

    /// Whether both read the same, by bytes.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.line.utf8.elementsEqual(rhs.line.utf8) }

    /// Combines the bytes of the line.
    public func hash(into hasher: inout Hasher) { for byte in line.utf8 { hasher.combine(byte) } }
}
