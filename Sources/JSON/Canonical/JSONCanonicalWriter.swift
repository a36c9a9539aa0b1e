/// Writes the canonical form of values that are not canonical as they stand, without recursion.
struct JSONCanonicalWriter {
    /// An array or object of which the first entries are written.
    private struct Frame {
        let isObject: Bool
        /// The elements of an array, or the names of an object in canonical order.
        let items: [Int]
        var position = 0
    }

    private let storage: JSONStorage
    private var frames: [Frame] = []

    init(_ storage: JSONStorage) {
        self.storage = storage
    }

    /// Appends the value at `root`, an object without its members `names` or anything else whole.
    mutating func append(_ root: Int, omitting names: [String] = [], to buffer: inout [UInt8]) {
        if names.isEmpty {
            start(root, to: &buffer)
        } else {
            let kept = storage.sortedNames(of: root).filter { !storage.text(at: $0, isOneOf: names) }
            open(Frame(isObject: true, items: kept), to: &buffer)
        }
        while let last = frames.indices.last {
            let position = frames[last].position
            guard position < frames[last].items.count else {
                buffer.append(frames[last].isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                frames.removeLast()
                continue
            }
            let item = frames[last].items[position]
            frames[last].position += 1
            if position > 0 { buffer.append(UInt8(ascii: ",")) }
            guard frames[last].isObject else {
                start(item, to: &buffer)
                continue
            }
            start(item, to: &buffer)
            buffer.append(UInt8(ascii: ":"))
            start(item + 1, to: &buffer)
        }
    }

    /// Appends a canonical or scalar value, or opens an array or object.
    private mutating func start(_ index: Int, to buffer: inout [UInt8]) {
        let entry = storage.tape[index]
        guard !entry.flags.contains(.canonical) else {
            buffer.append(contentsOf: storage.bytes[entry.range])
            return
        }
        switch entry.kind {
        case .object:
            open(Frame(isObject: true, items: storage.sortedNames(of: index)), to: &buffer)
        case .array: open(Frame(isObject: false, items: elements(of: index)), to: &buffer)
        case .string:
            let text = storage.text(at: index)
            JSONStringWriter.append(text.span, to: &buffer)
        case .number: JSONNumber.append(JSONNode(storage, index).doubleValue ?? 0, to: &buffer)
        case .bool, .null: buffer.append(contentsOf: storage.bytes[entry.range])
        }
    }

    private mutating func open(_ frame: Frame, to buffer: inout [UInt8]) {
        buffer.append(frame.isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        frames.append(frame)
    }

    private func elements(of array: Int) -> [Int] {
        var elements: [Int] = []
        var element = array + 1
        while element < Int(storage.tape[array].next) {
            elements.append(element)
            element = Int(storage.tape[element].next)
        }
        return elements
    }
}
