/// The part of an answer that shows the most of what was searched for.
///
/// SQLite's `snippet()` looks at all matches for each match: an answer that repeats one word 30,000 times keeps it busy for
/// a minute. This looks at each once.
enum PassageExcerpt {
    private static let openMark = UInt8(ascii: "\u{2}")
    private static let closeMark = UInt8(ascii: "\u{3}")
    /// Bytes of UTF-8 before the first match that is shown.
    private static let leadByteCount = 60
    /// Bytes of UTF-8 in all, without the dots at the ends.
    private static let byteCount = 240

    /// An excerpt of a text in which every match stands between the marks of `PassageIndex`.
    ///
    /// - Complexity: O(length of the text).
    static func text(of marked: String) -> String {
        let bytes = Array(marked.utf8)
        guard bytes.count > byteCount else { return marked }
        let match = densestMatch(bytes)
        let start = start(before: match, in: bytes)
        let end = end(from: start, behind: match, in: bytes)
        return (start > 0 ? "…" : "") + String(decoding: shown(bytes[start..<end]), as: UTF8.self)
            + (end < bytes.count ? "…" : "")
    }

    /// Where the match begins that has the most others close behind it; 0 where there is none.
    private static func densestMatch(_ bytes: [UInt8]) -> Int {
        let matches = bytes.indices.filter { bytes[$0] == openMark }
        var (best, bestCount, next) = (0, 0, 0)
        for (index, match) in matches.enumerated() {
            while next < matches.count, matches[next] < match + byteCount - leadByteCount { next += 1 }
            if next - index > bestCount { (best, bestCount) = (match, next - index) }
        }
        return best
    }

    /// The beginning of a word, or of a character in a text without spaces.
    private static func start(before match: Int, in bytes: [UInt8]) -> Int {
        let first = match - leadByteCount
        guard first > 0 else { return 0 }
        if let space = bytes[first..<match].firstIndex(where: isSpace), space + 1 <= match { return space + 1 }
        return bytes[first...].firstIndex(where: isStart) ?? match
    }

    /// The end of a word, or of a character in a text without spaces.
    private static func end(from start: Int, behind match: Int, in bytes: [UInt8]) -> Int {
        let last = start + byteCount
        guard last < bytes.count else { return bytes.count }
        if let space = bytes[max(match, start)..<last].lastIndex(where: isSpace), space > match { return space }
        return bytes[...last].lastIndex(where: isStart) ?? last
    }

    /// The bytes without the end of a match whose beginning is not among them.
    private static func shown(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var isOpen = false
        return bytes.filter { byte in
            defer { if byte == openMark || byte == closeMark { isOpen = byte == openMark } }
            return byte != closeMark || isOpen
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }

    /// Whether a character begins here: every byte of UTF-8 but `10xxxxxx`.
    private static func isStart(_ byte: UInt8) -> Bool { byte & 0xc0 != 0x80 }
}
