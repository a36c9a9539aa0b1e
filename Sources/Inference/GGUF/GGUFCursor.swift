/// Reads a GGUF header from front to back; nothing is believed before it was compared with the bytes that are left.
struct GGUFCursor {
    let file: FileBytes
    var offset = 0

    var remaining: Int { file.count - offset }

    /// A little-endian integer.
    mutating func integer<Integer: FixedWidthInteger & BitwiseCopyable>(
        _ field: @autoclosure () -> String
    ) throws(InferenceError) -> Integer {
        let range = try take(MemoryLayout<Integer>.size, field())
        return file.integer(at: range.lowerBound)
    }

    /// A 64-bit count of things that take at least `minimum` bytes each.
    mutating func count(
        ofAtLeast minimum: Int, most: Int = .max, _ field: @autoclosure () -> String
    ) throws(InferenceError) -> Int {
        let start = offset
        let claimed: UInt64 = try integer(field())
        guard claimed <= UInt64(most) else {
            throw error(.limit, field(), at: start, "found \(claimed), expected at most \(most)")
        }
        guard claimed <= UInt64(remaining / minimum) else {
            throw error(
                .truncated, field(), at: start,
                "found a count of \(claimed), for which the \(remaining) bytes that follow are too few")
        }
        return Int(claimed)
    }

    /// The bytes of a string: a 64-bit length and as many bytes.
    mutating func string(
        most: Int = .max, _ field: @autoclosure () -> String
    ) throws(InferenceError) -> Range<Int> {
        let count = try count(ofAtLeast: 1, most: most, field())
        return try take(count, field())
    }

    /// A key or name: text of at least one printable ASCII character.
    mutating func name(most: Int, _ field: @autoclosure () -> String) throws(InferenceError) -> String {
        let start = offset
        let bytes = file.copy(try string(most: most, field()))
        guard !bytes.isEmpty, bytes.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw error(.malformed, field(), at: start, "the name is empty or not printable ASCII")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The range of the next `count` bytes, which are passed over.
    mutating func take(_ count: Int, _ field: @autoclosure () -> String) throws(InferenceError) -> Range<Int> {
        guard count <= remaining else {
            throw error(
                .truncated, field(), at: offset, "found the end of the file after \(remaining) of \(count) bytes")
        }
        defer { offset += count }
        return offset..<offset + count
    }

    func error(_ code: InferenceError.Code, _ field: String, at offset: Int, _ problem: String) -> InferenceError {
        let remedy =
            code == .unsupported
            ? "Convert the model to what is expected, for example to Q8_0 in GGUF version 3."
            : "The file is damaged or was made by a faulty converter: fetch or convert it again."
        return InferenceError(code, at: "\(file.name): \(field), byte \(offset)", problem, remedy: remedy)
    }
}
