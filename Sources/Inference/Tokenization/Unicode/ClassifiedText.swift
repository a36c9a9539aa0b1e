/// A text as scalars with their classes, and as UTF-8; pieces are ranges of scalars.
struct ClassifiedText {
    let scalars: [Unicode.Scalar]
    let classes: [ScalarClass]
    private let utf8: [UInt8]
    /// Where each scalar begins in `utf8`, and the end.
    private let offsets: [Int]

    var count: Int { scalars.count }

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        classes = scalars.map(ScalarClass.init)
        utf8 = Array(text.utf8)
        var offset = 0
        offsets =
            scalars.map { scalar in
                defer { offset += UTF8.width(scalar) }
                return offset
            } + [utf8.count]
    }

    /// The UTF-8 of a range of scalars.
    func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { utf8[offsets[range.lowerBound]..<offsets[range.upperBound]] }

    /// The end of the run of scalars that begins at `start` and satisfies `isMember`, of at most `most` scalars.
    func endOfRun(from start: Int, most: Int = .max, where isMember: (ScalarClass) -> Bool) -> Int {
        var end = start
        while end < count, end - start < most, isMember(classes[end]) { end += 1 }
        return end
    }

    /// The end of the run of the class at `start`.
    func endOfRun(from start: Int, most: Int = .max) -> Int {
        let member = classes[start]
        return endOfRun(from: start, most: most) { $0 == member }
    }
}
