/// How JSON is written: as Python's `json.dumps(value, ensure_ascii=False)` does.
///
/// [Python, `json.dumps`](https://docs.python.org/3/library/json.html#json.dumps)
struct TemplateJSONStyle {
    /// Spaces for each level, each member on a line of its own; `nil` for one line.
    var indent: Int?
    /// What stands between members or elements.
    var itemSeparator: String
    /// What stands between a name and its value.
    var keySeparator = ": "

    init(indent: Int? = nil) {
        self.indent = indent
        itemSeparator = indent == nil ? ", " : ","
    }
}

extension TemplateValue {
    /// The value as JSON; `nil` for what JSON does not have.
    func json(_ style: TemplateJSONStyle, level: Int = 0) -> String? {
        switch self {
        case .none: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .float(let value): return value.isFinite ? value.description : nil
        case .string(let text): return Self.jsonString(text)
        case .list(let list):
            let parts = list.elements.compactMap { $0.json(style, level: level + 1) }
            return parts.count == list.elements.count ? Self.joined(parts, "[", "]", style, level) : nil
        case .map(let map):
            let parts = map.members.compactMap { name, value in
                value.json(style, level: level + 1).map { Self.jsonString(name) + style.keySeparator + $0 }
            }
            return parts.count == map.members.count ? Self.joined(parts, "{", "}", style, level) : nil
        case .undefined, .namespace, .loop, .macro, .function, .method: return nil
        }
    }

    private static func joined(
        _ parts: [String], _ open: String, _ close: String, _ style: TemplateJSONStyle, _ level: Int
    ) -> String {
        guard let indent = style.indent, !parts.isEmpty else {
            return open + parts.joined(separator: style.itemSeparator) + close
        }
        let outer = "\n" + String(repeating: " ", count: indent * level)
        let inner = outer + String(repeating: " ", count: indent)
        return open + inner + parts.joined(separator: style.itemSeparator + inner) + outer + close
    }

    private static func jsonString(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            case "\u{c}": result += "\\f"
            case "\0"..."\u{1f}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
