/// Splits an answer into the blocks of [CommonMark](https://spec.commonmark.org/0.31.2/) that answers are made of:
/// paragraphs, headings, list items, fenced code and the tables of GitHub.
///
/// - Complexity: O(*n*) for *n* bytes.
struct SegmentReader {
    private let bytes: [UInt8]
    private var segments: [Segment] = []
    private var continues = false

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The blocks of an answer, in their order.
    static func segments(of bytes: [UInt8]) -> [Segment] {
        var reader = SegmentReader(bytes)
        reader.run()
        return reader.segments
    }

    private mutating func run() {
        let lines = Self.lines(of: bytes)
        var index = 0
        while index < lines.count {
            let line = trimmed(lines[index])
            if let fence = fence(line) {
                index = code(fence, lines, index)
            } else if index + 1 < lines.count, contains(0x7C, line), isDelimiterRow(trimmed(lines[index + 1])) {
                index = table(lines, index)
            } else {
                text(line)
                index += 1
            }
        }
    }

    private mutating func text(_ line: Range<Int>) {
        let line = withoutQuoteMarks(line)
        if line.isEmpty || isRule(line) {
            continues = false
        } else if let heading = heading(line) {
            segments.append(Segment(kind: .heading, lines: [heading]))
            continues = false
        } else if let (number, item) = item(line) {
            segments.append(Segment(kind: .item(number: number), lines: [item]))
            continues = true
        } else if continues {
            segments[segments.count - 1].lines.append(line)
        } else {
            segments.append(Segment(kind: .prose, lines: [line]))
            continues = true
        }
    }

    private mutating func code(_ fence: (mark: UInt8, count: Int, info: String), _ lines: [Range<Int>], _ start: Int)
        -> Int
    {
        var index = start + 1
        while index < lines.count {
            let line = trimmed(lines[index])
            if line.count >= fence.count, bytes[line].allSatisfy({ $0 == fence.mark }) { break }
            index += 1
        }
        segments.append(Segment(kind: .code(language: fence.info), lines: Array(lines[start + 1..<index])))
        continues = false
        return index + 1
    }

    private mutating func table(_ lines: [Range<Int>], _ start: Int) -> Int {
        segments.append(Segment(kind: .row, lines: [trimmed(lines[start])]))
        var index = start + 2
        while index < lines.count, case let line = trimmed(lines[index]), contains(0x7C, line) {
            segments.append(Segment(kind: .row, lines: [line]))
            index += 1
        }
        continues = false
        return index
    }

    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var (lines, start) = ([Range<Int>](), 0)
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(start..<index)
            start = index + 1
        }
        return lines + [start..<bytes.count]
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, bytes[low] == 0x20 || bytes[low] == 0x09 { low += 1 }
        while low < high, [0x20, 0x09, 0x0D].contains(bytes[high - 1]) { high -= 1 }
        return low..<high
    }

    private func contains(_ byte: UInt8, _ range: Range<Int>) -> Bool { bytes[range].contains(byte) }

    private func withoutQuoteMarks(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = bytes[range].first, first == 0x3E { range = trimmed(range.dropFirst()) }
        return range
    }

    private func fence(_ line: Range<Int>) -> (mark: UInt8, count: Int, info: String)? {
        guard let mark = bytes[line].first, mark == 0x60 || mark == 0x7E else { return nil }
        let count = bytes[line].prefix { $0 == mark }.count
        let info = bytes[line].dropFirst(count)
        guard count >= 3, !info.contains(0x60) else { return nil }
        return (mark, count, String(decoding: info, as: UTF8.self).filter { !$0.isWhitespace }.lowercased())
    }

    private func isDelimiterRow(_ line: Range<Int>) -> Bool {
        contains(0x2D, line) && bytes[line].allSatisfy { [0x7C, 0x2D, 0x3A, 0x20].contains($0) }
    }

    private func isRule(_ line: Range<Int>) -> Bool {
        guard line.count >= 3, let first = bytes[line].first, [0x2D, 0x2A, 0x5F, 0x3D].contains(first) else {
            return false
        }
        return bytes[line].allSatisfy { $0 == first || $0 == 0x20 }
    }

    private func heading(_ line: Range<Int>) -> Range<Int>? {
        let level = bytes[line].prefix { $0 == 0x23 }.count
        guard (1...6).contains(level), level < line.count, bytes[line.lowerBound + level] == 0x20 else { return nil }
        return trimmed(line.dropFirst(level))
    }

    private func item(_ line: Range<Int>) -> (number: Int?, text: Range<Int>)? {
        guard let first = bytes[line].first else { return nil }
        if [0x2D, 0x2A, 0x2B].contains(first), line.count > 1, bytes[line.lowerBound + 1] == 0x20 {
            return (nil, withoutTaskBox(trimmed(line.dropFirst())))
        }
        if bytes[line].starts(with: "\u{2022}".utf8) { return (nil, trimmed(line.dropFirst(3))) }
        let digits = bytes[line].prefix { (0x30...0x39).contains($0) }
        guard (1...4).contains(digits.count), line.count > digits.count + 1,
            [0x2E, 0x29].contains(bytes[line.lowerBound + digits.count]),
            bytes[line.lowerBound + digits.count + 1] == 0x20
        else { return nil }
        return (Int(String(decoding: digits, as: UTF8.self)), trimmed(line.dropFirst(digits.count + 1)))
    }

    private func withoutTaskBox(_ line: Range<Int>) -> Range<Int> {
        let box = Array(bytes[line].prefix(3))
        guard box.count == 3, box[0] == 0x5B, box[2] == 0x5D, [0x20, 0x78, 0x58].contains(box[1]) else { return line }
        return trimmed(line.dropFirst(3))
    }
}
