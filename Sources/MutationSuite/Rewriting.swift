/// A text with one change.
struct Rewriting: Hashable {
    /// The text after the change.
    let text: String
    /// The words before and after, for people.
    let note: String

    init(text: String, note: String) { (self.text, self.note) = (text, note) }

    /// `text` with `replacement` in place of `range`.
    init(_ text: String, replacing range: Range<String.Index>, with replacement: String) {
        self.text = text[..<range.lowerBound] + replacement + text[range.upperBound...]
        note = "\(text[range]) → \(replacement)"
    }
}
