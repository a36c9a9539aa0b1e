/// The bytes of a parsed document and its tape, shared by all its nodes.
@usableFromInline
final class JSONStorage: Sendable {
    @usableFromInline let bytes: [UInt8]
    @usableFromInline let tape: JSONTape

    init(bytes: [UInt8], tape: JSONTape) {
        self.bytes = bytes
        self.tape = tape
    }

    /// The unescaped UTF-8 of the string at an entry.
    @usableFromInline
    func text(at index: Int) -> [UInt8] {
        let entry = tape[index]
        guard entry.flags.contains(.escaped) else { return Array(bytes[entry.content]) }
        // A span of a class's property would outlive the access: a span needs a local owner.
        let bytes = bytes
        return JSONEscapes.decoded(entry.content, of: bytes.span)
    }

    /// The entries of an object's member names, in canonical order.
    func sortedNames(of object: Int) -> [Int] {
        let bytes = bytes
        return tape.sortedNames(of: object, in: bytes.span)
    }

    /// Whether the string at an entry, unescaped, is exactly `utf8`.
    func text(at index: Int, is utf8: Span<UInt8>) -> Bool {
        let entry = tape[index]
        if entry.flags.contains(.escaped) {
            let decoded = text(at: index)
            return JSONNameOrder(decoded.span, utf8) == .same
        }
        let content = entry.content
        guard content.count == utf8.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for offset in 0..<utf8.count where bytes[content.lowerBound + offset] != utf8[offset] { return false }
            return true
        }
    }

    /// The entry of the name with exactly these bytes among an object's members, and its 0-based place among them.
    ///
    /// One pass over the tape that takes no references: strict decoding asks for every member of a format.
    func name(_ utf8: UnsafeBufferPointer<UInt8>, of object: Int) -> (place: Int, index: Int)? {
        tape.entries.withUnsafeBufferPointer { entries in
            bytes.withUnsafeBufferPointer { bytes in
                let end = Int(entries[object].next)
                let quotedCount = UInt32(truncatingIfNeeded: utf8.count + 2)
                var (place, index) = (0, object + 1)
                while index < end {
                    let entry = entries[index]
                    if entry.flags.contains(.escaped) {
                        if text(at: index).elementsEqual(utf8) { return (place, index) }
                    } else if entry.end &- entry.start == quotedCount {
                        let start = Int(entry.start) + 1
                        var offset = 0
                        while offset < utf8.count, bytes[start + offset] == utf8[offset] { offset += 1 }
                        if offset == utf8.count { return (place, index) }
                    }
                    (place, index) = (place + 1, Int(entries[index + 1].next))
                }
                return nil
            }
        }
    }
}
