/// A word, with the punctuation before and after it.
struct PunctuatedWord {
    let lead: Substring
    let core: Substring
    let trail: Substring

    init(_ word: String) {
        let scalars = word.unicodeScalars
        let start = scalars.firstIndex { !Self.marks.contains($0) } ?? scalars.endIndex
        var end = scalars.endIndex
        while end > start, Self.marks.contains(scalars[scalars.index(before: end)]) { end = scalars.index(before: end) }
        (lead, core, trail) = (word[..<start], word[start..<end], word[end...])
    }

    private static let marks: Set<Unicode.Scalar> = [
        ",", ";", ":", ".", "?", "!", "(", ")", "[", "]", "\"", "'", "¿", "¡",
    ]
}
