/// Passes over what most of a text is, eight bytes at a time.
enum PlainText {
    /// The first offset from `start` on at which eight bytes are not all printable ASCII, or where fewer than eight are left.
    static func end(of text: UnsafeBufferPointer<UInt8>, from start: Int, allowingControls: Bool = false) -> Int {
        let bytes = UnsafeRawBufferPointer(text)
        var offset = start
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            guard word & highBits == 0, allowingControls || isFreeOfControls(word) else { break }
            offset += 8
        }
        return offset
    }

    /// For eight bytes of ASCII: a byte below 0x20 borrows into its high bit, and one of 0x7f carries into it.
    private static func isFreeOfControls(_ word: UInt64) -> Bool {
        let lowered = (word | highBits) &- (0x20 &* ones)
        return lowered & highBits == highBits && (word &+ ones) & highBits == 0
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
}
