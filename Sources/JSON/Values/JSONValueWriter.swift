/// Writes a `JSONValue` in one of three layouts.
struct JSONValueWriter {
    enum Layout {
        case canonical, compact, pretty
    }

    private(set) var buffer: [UInt8] = []
    private let layout: Layout
    private var indentation = 0

    init(layout: Layout) {
        self.layout = layout
    }

    mutating func append(_ value: JSONValue) {
        switch value {
        case .null: buffer.append(contentsOf: "null".utf8)
        case .bool(let bool): buffer.append(contentsOf: (bool ? "true" : "false").utf8)
        case .number(let number): JSONNumber.append(number, to: &buffer)
        case .integer(let integer): append(integer)
        case .string(let string): JSONStringWriter.append(string.utf8.span, to: &buffer)
        case .array(let elements): append(elements)
        case .object(let object): append(object)
        }
    }

    private mutating func append(_ integer: Int64) {
        if layout == .canonical, integer.magnitude > JSONNumber.greatestExactInteger.magnitude {
            JSONNumber.append(Double(integer), to: &buffer)
        } else {
            JSONNumber.append(integer, to: &buffer)
        }
    }

    private mutating func append(_ elements: [JSONValue]) {
        buffer.append(UInt8(ascii: "["))
        indentation += 1
        for (index, element) in elements.enumerated() {
            startItem(at: index)
            append(element)
        }
        indentation -= 1
        if !elements.isEmpty { startLine() }
        buffer.append(UInt8(ascii: "]"))
    }

    private mutating func append(_ object: JSONObject) {
        buffer.append(UInt8(ascii: "{"))
        indentation += 1
        for (index, member) in ordered(object.members).enumerated() {
            startItem(at: index)
            JSONStringWriter.append(member.name.utf8.span, to: &buffer)
            buffer.append(contentsOf: (layout == .pretty ? ": " : ":").utf8)
            append(member.value)
        }
        indentation -= 1
        if !object.members.isEmpty { startLine() }
        buffer.append(UInt8(ascii: "}"))
    }

    private func ordered(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
        guard layout == .canonical else { return members }
        return members.sorted { JSONNameOrder($0.name.utf8.span, $1.name.utf8.span) == .ascending }
    }

    private mutating func startItem(at index: Int) {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        startLine()
    }

    private mutating func startLine() {
        guard layout == .pretty else { return }
        buffer.append(UInt8(ascii: "\n"))
        buffer.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indentation))
    }
}
