/// The order of two names by their UTF-16 code units ([RFC 8785 §3.2.3](https://www.rfc-editor.org/rfc/rfc8785#section-3.2.3)).
enum JSONNameOrder {
    case ascending, same, descending

    /// Compares unescaped UTF-8; nothing is converted to UTF-16.
    ///
    /// UTF-8 orders as UTF-16 does, except that surrogate pairs (lead bytes F0 to F4) come before U+E000 to U+FFFF
    /// (lead bytes EE and EF). Where two texts first differ in bytes that large, both bytes are lead bytes.
    init(_ left: Span<UInt8>, _ right: Span<UInt8>) {
        let shorter = min(left.count, right.count)
        var index = 0
        while index < shorter, left[index] == right[index] { index += 1 }
        guard index < shorter else {
            self = left.count == right.count ? .same : left.count < right.count ? .ascending : .descending
            return
        }
        let (leftByte, rightByte) = (left[index], right[index])
        let isReversed = leftByte >= 0xEE && rightByte >= 0xEE && (leftByte >= 0xF0) != (rightByte >= 0xF0)
        self = (leftByte < rightByte) != isReversed ? .ascending : .descending
    }
}
