/// Reads Unicode scalars out of valid UTF-8, with their offsets.
struct ScalarCursor {
    let bytes: [UInt8]
    var offset: Int
    let end: Int

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        (self.bytes, offset, end) = (bytes, range.lowerBound, range.upperBound)
    }

    var isAtEnd: Bool { offset >= end }

    /// The scalar at an offset, and how many bytes it takes; `nil` past the end.
    func scalar(at offset: Int) -> (scalar: Unicode.Scalar, count: Int)? {
        guard offset < end else { return nil }
        let first = bytes[offset]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard offset + count <= end else { return ("\u{FFFD}", 1) }
        var value = UInt32(first) & (0xFF >> UInt32(count + 1))
        for next in bytes[offset + 1..<offset + count] { value = value << 6 | UInt32(next & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", count)
    }

    func byte(at offset: Int) -> UInt8? { offset < end && offset >= 0 ? bytes[offset] : nil }

    /// Moves past the scalars that satisfy a condition.
    mutating func skip(while condition: (Unicode.Scalar) -> Bool) {
        while let (scalar, count) = scalar(at: offset), condition(scalar) { offset += count }
    }

    /// The offset of a byte at or after an offset, within a number of bytes.
    func find(_ byte: UInt8, from start: Int, within limit: Int) -> Int? {
        guard start < end else { return nil }
        return bytes[start..<min(end, start + limit)].firstIndex(of: byte)
    }
}
