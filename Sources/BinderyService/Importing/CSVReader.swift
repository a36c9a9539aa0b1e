/// A record of a CSV file.
package struct CSVRecord {
    /// A field with the place at which it begins.
    package struct Cell {
        package let text: String
        package let place: TextPlace
    }

    /// A fault with the index of its cell.
    package struct Fault {
        package let cellIndex: Int
        package let place: TextPlace
        package let problem: String
        package let remedy: String
    }

    /// Where it begins.
    package let place: TextPlace
    /// Its fields, of which no more are kept than any file has columns.
    package fileprivate(set) var cells: [Cell] = []
    /// How many fields it has.
    package fileprivate(set) var cellCount = 0
    /// What is wrong with it.
    package fileprivate(set) var faults: [Fault] = []

    /// Whether it says nothing: all of its fields are empty.
    package var isBlank: Bool { faults.isEmpty && cellCount == cells.count && cells.allSatisfy(\.text.isEmpty) }
}

/// Reads comma-separated values strictly by [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180), record by record.
///
/// A line ends with CR LF or LF, and the last one may lack its end. Empty lines are no records. A fault belongs to its record and
/// reading goes on with the next line, but where quotes do not pair nobody knows where the next record begins: nothing after it is
/// read, and `isBroken` says so.
package struct CSVReader {
    private let bytes: ArraySlice<UInt8>
    private let maximumCellByteCount: Int
    private var offset: Int
    private var line = 1
    /// How far the characters of the line are counted: each once, however many places are asked for.
    private var counted: (offset: Int, column: Int)
    /// Whether a fault of quotes kept the rest from being read.
    package private(set) var isBroken = false

    package init(_ text: SourceText, maximumCellByteCount: Int) {
        bytes = text.bytes
        self.maximumCellByteCount = maximumCellByteCount
        offset = bytes.startIndex
        counted = (offset, 1)
    }

    /// Fields of a record that are kept.
    static let keptCellCount = 64

    /// The next record; `nil` at the end.
    package mutating func next() -> CSVRecord? {
        while endsLine { endLine() }
        guard offset < bytes.endIndex else { return nil }
        var record = CSVRecord(place: place())
        while true {
            readCell(into: &record)
            guard byte == .comma else { break }
            offset += 1
        }
        if endsLine { endLine() }
        return record
    }

    private var byte: UInt8? { offset < bytes.endIndex ? bytes[offset] : nil }

    private mutating func place() -> TextPlace {
        counted = (offset, counted.column + SourceText.scalarCount(bytes[counted.offset..<offset]))
        return TextPlace(line: line, column: counted.column)
    }

    private var endsLine: Bool {
        byte == .lineFeed || (byte == .carriageReturn && offset + 1 < bytes.endIndex && bytes[offset + 1] == .lineFeed)
    }

    private mutating func endLine() {
        offset += byte == .lineFeed ? 1 : 2
        beginLine()
    }

    private mutating func beginLine() {
        line += 1
        counted = (offset, 1)
    }

    private mutating func readCell(into record: inout CSVRecord) {
        let start = place()
        var content = byte == .quote ? readQuoted(into: &record) : readPlain(into: &record)
        if content.count > maximumCellByteCount {
            record.report(
                at: start, "the cell has \(content.count) bytes, allowed are \(maximumCellByteCount)",
                remedy: "Shorten the text, or allow more with --max-cell.")
            content = []
        }
        record.cellCount += 1
        guard record.cellCount <= Self.keptCellCount else { return }
        record.cells.append(CSVRecord.Cell(text: String(decoding: content, as: UTF8.self), place: start))
    }

    private mutating func readPlain(into record: inout CSVRecord) -> [UInt8] {
        let start = offset
        while let byte, byte != .comma, !endsLine {
            switch byte {
            case .quote:
                record.report(
                    at: place(), "the cell holds a quote and does not begin with one",
                    remedy: "Put the whole cell in quotes and write each quote in it twice.")
            case .carriageReturn:
                record.report(
                    at: place(), "a carriage return stands without a line feed",
                    remedy: "Save the file with the line ends of Windows (CR LF) or Unix (LF).")
            case 0: reportNull(in: &record)
            default: break
            }
            offset += 1
        }
        return Array(bytes[start..<offset])
    }

    private mutating func readQuoted(into record: inout CSVRecord) -> [UInt8] {
        let opening = place()
        var content: [UInt8] = []
        offset += 1
        while let byte {
            if byte == .quote {
                offset += 1
                guard self.byte == .quote else {
                    endQuoted(&record)
                    return content
                }
            } else if byte == 0 {
                reportNull(in: &record)
            }
            content.append(byte)
            offset += 1
            if byte == .lineFeed {
                beginLine()
            }
        }
        isBroken = true
        record.report(
            isFinal: true, at: opening, "the quote that opens here is never closed; nothing after it was read",
            remedy: "Close the cell with a quote; a quote within a cell is written twice.")
        return []
    }

    /// After the closing quote there is a comma, the end of the line or of the file.
    private mutating func endQuoted(_ record: inout CSVRecord) {
        guard let byte, byte != .comma, !endsLine else { return }
        isBroken = true
        record.report(
            isFinal: true, at: place(), "text stands after the quote that closes the cell; nothing after it was read",
            remedy: "Write a quote within a cell twice, and nothing between the closing quote and the comma.")
        offset = bytes.endIndex
    }

    private mutating func reportNull(in record: inout CSVRecord) {
        record.report(
            at: place(), "the byte at byte offset \(offset) is 0, which is no text",
            remedy: "Save the file again as text in UTF-8.")
    }
}

extension CSVRecord {
    /// A cell's first fault, as what follows from it says nothing new; and the one that ends reading.
    fileprivate mutating func report(
        isFinal: Bool = false, at place: TextPlace, _ problem: String, remedy: String
    ) {
        guard isFinal || (cellCount < CSVReader.keptCellCount && faults.last?.cellIndex != cellCount) else { return }
        faults.append(Fault(cellIndex: cellCount, place: place, problem: problem, remedy: remedy))
    }
}

extension UInt8 {
    fileprivate static let comma = UInt8(ascii: ",")
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
}
