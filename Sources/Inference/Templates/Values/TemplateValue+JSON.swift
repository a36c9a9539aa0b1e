internal import JSON

extension TemplateValue {
    /// A JSON value as Python's `json.loads` reads it.
    init(_ node: JSONNode) {
        switch node.kind {
        case .null: self = .none
        case .bool: self = .bool(node.boolValue ?? false)
        case .number: self = node.integerValue.map { .integer(Int($0)) } ?? .float(node.doubleValue ?? 0)
        case .string: self = .string(node.stringValue ?? "")
        case .array: self = .list(TemplateList(node.elements.map(TemplateValue.init)))
        case .object:
            var map = TemplateMap()
            for member in node.members { map.set(member.name, TemplateValue(member.value)) }
            self = .map(map)
        }
    }
}
