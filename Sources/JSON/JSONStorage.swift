/// The bytes of a parsed document and its tape, shared by all its nodes.
final class JSONStorage: Sendable {
    let bytes: [UInt8]
    let tape: JSONTape

    init(bytes: [UInt8], tape: JSONTape) {
        self.bytes = bytes
        self.tape = tape
    }

    /// The unescaped UTF-8 of the string at an entry.
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
}
