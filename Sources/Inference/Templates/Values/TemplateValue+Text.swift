extension TemplateValue {
    /// The text of a value where it is written out: Python's `str`. `nil` for what has no text worth writing.
    var text: String? {
        switch self {
        case .undefined: ""
        case .string(let text): text
        default: representation
        }
    }

    /// Python's `repr`.
    private var representation: String? {
        switch self {
        case .none: "None"
        case .bool(let value): value ? "True" : "False"
        case .integer(let value): String(value)
        case .float(let value): value.description
        case .string(let text): Self.quoted(text)
        case .list(let list): Self.representation(of: list)
        case .map(let map): Self.representation(of: map)
        case .undefined: "Undefined"
        case .namespace, .loop, .macro, .function, .method: nil
        }
    }

    private static func representation(of list: TemplateList) -> String? {
        let parts = list.elements.compactMap(\.representation)
        guard parts.count == list.elements.count else { return nil }
        let inner = parts.joined(separator: ", ")
        guard list.isTuple else { return "[\(inner)]" }
        return parts.count == 1 ? "(\(inner),)" : "(\(inner))"
    }

    private static func representation(of map: TemplateMap) -> String? {
        let parts = map.members.compactMap { name, value in value.representation.map { "\(quoted(name)): \($0)" } }
        return parts.count == map.members.count ? "{\(parts.joined(separator: ", "))}" : nil
    }

    private static func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar = text.utf8.contains(39) && !text.utf8.contains(34) ? "\"" : "'"
        var result = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", quote: result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result += isPrintable(scalar) ? String(scalar) : escaped(scalar)
            }
        }
        return result + String(quote)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
    }
}
