/// Passes over what most of a text is, eight bytes at a time.
enum PlainText {
    /// The control characters that a text may hold.
    enum Controls {
        case none, tabAndLineFeed, all
    }

    /// The first offset from `start` on at which eight bytes are not all ASCII that the text may hold, or where fewer than
    /// eight are left.
    static func end(of text: UnsafeBufferPointer<UInt8>, from start: Int, allowing controls: Controls) -> Int {
        let bytes = UnsafeRawBufferPointer(text)
        var offset = start
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            guard word & highBits == 0,
                controls == .all || isFreeOfControls(word)
                    || controls == .tabAndLineFeed
                        && isFreeOfControls(withoutTabAndLineFeed(word))
            else { break }
            offset += 8
        }
        return offset
    }

    /// Eight ASCII bytes with a tab raised to `)` and a line feed to `*`.
    private static func withoutTabAndLineFeed(_ word: UInt64) -> UInt64 {
        word | (marks(of: 0x09, in: word) | marks(of: 0x0a, in: word)) >> 2
    }

    /// The high bit of each of eight ASCII bytes that is `byte`, exactly.
    private static func marks(of byte: UInt8, in word: UInt64) -> UInt64 {
        ~((word ^ (ones &* UInt64(byte))) &+ ~highBits) & highBits
    }

    /// The first offset from `start` on at which `byte` stands.
    static func first(_ byte: UInt8, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let bytes = UnsafeRawBufferPointer(text)
        let pattern = ones &* UInt64(byte)
        var offset = start
        while offset + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ pattern
            // A byte that is zero now borrows into its high bit; below the lowest such byte nothing borrows.
            let marks = (word &- ones) & ~word & highBits
            if marks != 0 { return offset + marks.trailingZeroBitCount / 8 }
            offset += 8
        }
        return (offset..<max(offset, bytes.count)).first { bytes[$0] == byte }
    }

    /// For eight bytes of ASCII: a byte below 0x20 borrows into its high bit, and one of 0x7f carries into it.
    private static func isFreeOfControls(_ word: UInt64) -> Bool {
        let lowered = (word | highBits) &- (0x20 &* ones)
        return lowered & highBits == highBits && (word &+ ones) & highBits == 0
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
}
