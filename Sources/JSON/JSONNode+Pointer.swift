extension JSONNode {
    /// The JSON pointer from the document's root to this value
    /// ([RFC 6901 §3](https://www.rfc-editor.org/rfc/rfc6901#section-3): `~` and `/` in names are escaped).
    ///
    /// Found by walking down from the root, so that whoever reads a document has no places to keep.
    ///
    /// - Complexity: O(depth + number of siblings before the value and before what holds it).
    public var pointer: String {
        var pointer = ""
        var container = 0
        while container < index {
            let isObject = storage.tape[container].kind == .object
            var (place, child) = (0, container + (isObject ? 2 : 1))
            while Int(storage.tape[child].next) <= index {
                child = Int(storage.tape[child].next) + (isObject ? 1 : 0)
                place += 1
            }
            pointer += isObject ? "/" + Self.escaped(storage.text(at: child - 1)) : "/\(place)"
            container = child
        }
        return pointer
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
