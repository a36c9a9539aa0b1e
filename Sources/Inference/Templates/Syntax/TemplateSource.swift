/// The text of a template, and where in it an offset is.
struct TemplateSource: Sendable {
    /// What errors call the template.
    let name: String
    /// The source with `\n` for each kind of newline and without the last one, as Jinja reads it.
    let bytes: [UInt8]

    init(_ text: String, name: String, limits: TemplateLimits) throws(InferenceError) {
        self.name = name
        guard text.utf8.count <= limits.maximumSourceByteCount else {
            throw InferenceError(
                .limit, at: name,
                "found a template of \(text.utf8.count) bytes, expected at most \(limits.maximumSourceByteCount)",
                remedy: "Use a model with a shorter chat template.")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\r") {
                bytes.append(UInt8(ascii: "\n"))
            } else if !(byte == UInt8(ascii: "\n") && previous == UInt8(ascii: "\r")) {
                bytes.append(byte)
            }
            previous = byte
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        self.bytes = bytes
    }

    /// An error at a place: `name, line 3, column 14`; both count from 1, columns in Unicode scalars.
    func error(
        _ code: InferenceError.Code, at offset: Int, _ problem: String,
        remedy: String = "Correct the template, or give the prompt without one."
    ) -> InferenceError {
        let before = bytes[..<min(offset, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = before[start...].count { $0 & 0xc0 != 0x80 } + 1
        return InferenceError(code, at: "\(name), line \(line), column \(column)", problem, remedy: remedy)
    }

    /// An error about a construct that is Jinja but not of the subset.
    func unsupported(_ construct: String, at offset: Int) -> InferenceError {
        error(
            .unsupported, at: offset, "found \(construct), which the supported subset of Jinja does not have",
            remedy: "Use another template; the article on chat templates lists what there is.")
    }
}
