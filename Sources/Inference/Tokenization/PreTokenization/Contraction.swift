/// `'s|'t|'re|'ve|'m|'ll|'d`: what English hangs on a word.
enum Contraction {
    private static let endings: [[Unicode.Scalar]] = [
        ["s"], ["t"], ["r", "e"], ["v", "e"], ["m"], ["l", "l"], ["d"],
    ]

    /// The end of a contraction at `start`; `nil` where there is none.
    static func end(in text: ClassifiedText, from start: Int, limit: Int, ignoringCase: Bool) -> Int? {
        guard text.scalars[start] == "'" else { return nil }
        for ending in endings where start + ending.count < limit {
            let found = text.scalars[start + 1...start + ending.count]
            if zip(found, ending).allSatisfy({ $0 == $1 || ignoringCase && folded($0) == $1 }) {
                return start + 1 + ending.count
            }
        }
        return nil
    }

    /// Simple case folding, as far as it leads to one of the letters above: the long s (U+017F) is an s.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "A"..."Z": Unicode.Scalar(UInt8(scalar.value) | 0x20)
        case "\u{17F}": "s"
        default: scalar
        }
    }
}
