/// A block of Markdown: what is read as one run of text, or taken as it stands.
struct Segment: Sendable {
    enum Kind: Sendable, Hashable {
        case prose, heading, row
        /// An item of a list, with its number where it has one.
        case item(number: Int?)
        /// The text between two fences, with the word after the first.
        case code(language: String)
    }

    var kind: Kind
    /// The lines without their marks, as ranges of the answer's bytes.
    var lines: [Range<Int>]

    var bytes: Range<Int> {
        guard let first = lines.first, let last = lines.last else { return 0..<0 }
        return first.lowerBound..<max(first.lowerBound, last.upperBound)
    }
}
