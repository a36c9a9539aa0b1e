/// White space as Python's `str.strip` and `\s` have it.
enum TemplateText {
    static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        // Python counts the four separators of ASCII, which Unicode does not.
        scalar.properties.isWhitespace || (0x1c...0x1f).contains(scalar.value)
    }

    /// The end of the bytes of a range without white space behind.
    static func endWithoutWhitespace(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        let text = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
        return range.upperBound - text.reversed().prefix(while: isWhitespace).reduce(0) { $0 + UTF8.width($1) }
    }

    /// The first byte from `index` on that is not white space.
    static func startWithoutWhitespace(_ bytes: [UInt8], _ index: Int) -> Int {
        let text = String(decoding: bytes[index...].prefix { $0 <= 0x20 || $0 >= 0x80 }, as: UTF8.self).unicodeScalars
        return index + text.prefix(while: isWhitespace).reduce(0) { $0 + UTF8.width($1) }
    }

    /// A text without white space, or without the scalars of `characters`, at its ends.
    static func stripped(_ text: String, of characters: String?, front: Bool = true, back: Bool = true) -> String {
        let set = characters.map { Set($0.unicodeScalars) }
        func isStripped(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? isWhitespace(scalar) }
        var rest = text.unicodeScalars[...]
        if front { rest = rest.drop(while: isStripped) }
        while back, let last = rest.last, isStripped(last) { rest.removeLast() }
        return String(rest)
    }
}
