/// The bytes of a text file that another program wrote: UTF-8, with or without a byte order mark.
package struct SourceText {
    /// Valid UTF-8 without the mark.
    package let bytes: ArraySlice<UInt8>

    /// - Throws: `ImportProblem` naming the byte offset at which the file is something else.
    package init(_ bytes: [UInt8]) throws(ImportProblem) {
        if let (encoding, name) = Self.wideEncoding(of: bytes) {
            throw ImportProblem(
                at: .start, "the file is \(encoding) from byte offset 0 on, expected UTF-8",
                remedy: "Save it as UTF-8, or run `iconv -f \(name) -t UTF-8`.")
        }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            throw ImportProblem(
                at: Self.place(of: offset, in: bytes),
                "the byte 0x\(String(bytes[offset], radix: 16)) at byte offset \(offset) is not UTF-8, as in files of Latin-1 or Windows-1252",
                remedy: "Save the file as UTF-8, or run `iconv -f WINDOWS-1252 -t UTF-8`.")
        }
        self.bytes = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
    }

    /// UTF-16 or UTF-32 by its mark, or by a zero byte among the first two: no text in UTF-8 begins so.
    ///
    /// - Returns: what to call it, and its name for iconv, which finds the byte order only by a mark.
    private static func wideEncoding(of bytes: [UInt8]) -> (String, name: String)? {
        let start = bytes.prefix(4)
        if start.starts(with: [0, 0, 0xfe, 0xff]) || start.elementsEqual([0xff, 0xfe, 0, 0]) {
            return ("UTF-32", "UTF-32")
        }
        if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) { return ("UTF-16", "UTF-16") }
        guard start.count > 1, let zero = start.prefix(2).firstIndex(of: 0) else { return nil }
        return ("UTF-16 without a byte order mark", zero == 0 ? "UTF-16BE" : "UTF-16LE")
    }

    private static func place(of offset: Int, in bytes: [UInt8]) -> TextPlace {
        let before = bytes[..<offset]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return TextPlace(
            line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: scalarCount(bytes[lineStart..<offset]) + 1)
    }

    /// The number of Unicode scalars in UTF-8.
    static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xc0 != 0x80 } }
}
