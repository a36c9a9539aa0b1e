/// Finds the JSON pointers of values of one document, each from where the last one was found.
///
/// So the pointers of many elements of a long list cost one walk along it, and not one each.
public struct JSONPointerCursor: Sendable {
    /// An array or object on the way down, and its element or value that was looked at last.
    private struct Frame {
        let container: Int
        var place = 0
        var child: Int
    }

    private var frames: [Frame] = []

    /// A cursor at the root of any document; it serves the document that it is asked about first.
    public init() {}

    /// The JSON pointer from the document's root to a value
    /// ([RFC 6901 §3](https://www.rfc-editor.org/rfc/rfc6901#section-3): `~` and `/` in names are escaped).
    ///
    /// - Complexity: O(depth + number of siblings between the last value and this one); further back, from the first sibling on.
    public mutating func pointer(of node: JSONNode) -> String {
        let (tape, index) = (node.storage.tape, node.index)
        while let last = frames.last, !(last.container < index && index < Int(tape[last.container].next)) {
            frames.removeLast()
        }
        var container = 0
        if let last = frames.indices.last {
            Self.advance(&frames[last], to: index, tape)
            container = frames[last].child
        }
        while container < index {
            var frame = Frame(container: container, child: Self.firstChild(of: container, tape))
            Self.advance(&frame, to: index, tape)
            frames.append(frame)
            container = frame.child
        }
        return frames.reduce(into: "") { pointer, frame in
            pointer +=
                tape[frame.container].kind == .object
                ? "/" + Self.escaped(node.storage.text(at: frame.child - 1)) : "/\(frame.place)"
        }
    }

    /// Moves to the child that is the entry or holds it.
    private static func advance(_ frame: inout Frame, to index: Int, _ tape: JSONTape) {
        if index < frame.child { (frame.place, frame.child) = (0, firstChild(of: frame.container, tape)) }
        let step = tape[frame.container].kind == .object ? 1 : 0
        while Int(tape[frame.child].next) <= index {
            frame.child = Int(tape[frame.child].next) + step
            frame.place += 1
        }
    }

    /// The entry of the first element, or of the first member's value.
    private static func firstChild(of container: Int, _ tape: JSONTape) -> Int {
        container + (tape[container].kind == .object ? 2 : 1)
    }

    private static func escaped(_ name: [UInt8]) -> String {
        let escaped = name.flatMap { byte in
            switch byte {
            case UInt8(ascii: "~"): Array("~0".utf8)
            case UInt8(ascii: "/"): Array("~1".utf8)
            default: [byte]
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}

extension JSONNode {
    /// The JSON pointer from the document's root to this value, as a cursor finds it.
    public var pointer: String {
        var cursor = JSONPointerCursor()
        return cursor.pointer(of: self)
    }
}
