extension TemplateRun {
    /// [Jinja, List of Builtin Filters](https://jinja.palletsprojects.com/en/stable/templates/#list-of-builtin-filters)
    func filter(
        _ name: String, _ value: TemplateValue, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue {
        if let result = try textFilter(name, value, call) { return result }
        if let result = try numberFilter(name, value, call) { return result }
        if let result = try collectionFilter(name, value, call) { return result }
        throw source.unsupported("the filter \(name)", at: call.offset)
    }

    private func textFilter(
        _ name: String, _ value: TemplateValue, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue? {
        var call = call
        let offset = call.offset
        switch name {
        case "upper", "lower", "capitalize", "title":
            try finish(call, of: name)
            let text = try text(of: value, at: offset)
            return try made(name == "title" ? Self.titled(text) : TemplateStrings.cased(text, name), at: offset)
        case "trim":
            let text = try text(of: value, at: offset)
            var characters: String?
            if let value = call.next("chars"), case .string(let text) = value { characters = text }
            try finish(call, of: name)
            return try made(TemplateText.stripped(text, of: characters), at: offset)
        case "string", "safe":
            try finish(call, of: name)
            return try made(text(of: value, at: offset), at: offset)
        case "replace":
            let old = try text(of: call.next("old") ?? .none, at: offset)
            let new = try text(of: call.next("new") ?? .none, at: offset)
            let count = try call.next("count").map { value throws(InferenceError) in
                try integer(value, "count", of: call)
            }
            try finish(call, of: name)
            return try replaced(text(of: value, at: offset), old, new, count ?? -1, at: offset)
        case "indent": return try indented(string(value, "what is indented", of: call), call)
        case "tojson": return try json(value, call)
        default: return nil
        }
    }

    private static func titled(_ text: String) -> String {
        var isAtStart = true
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            result += isAtStart ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
            isAtStart = TemplateText.isWhitespace(scalar) || "-({[<".unicodeScalars.contains(scalar)
        }
    }

    private func indented(_ text: String, _ call: TemplateCall) throws(InferenceError) -> TemplateValue {
        var call = call
        let width = try integer(call.next("width") ?? .integer(4), "width", of: call)
        let first = call.next("first")?.isTrue ?? false
        let blank = call.next("blank")?.isTrue ?? false
        try finish(call, of: "indent")
        let lines = TemplateStrings.lines(of: text + "\n")
        let (added, overflow) = max(width, 0).multipliedReportingOverflow(by: lines.count)
        try spend(bytes: overflow ? .max : added, at: call.offset)
        let indentation = String(repeating: " ", count: max(width, 0))
        let indented = lines.enumerated().map { index, line in
            (index > 0 && (blank || !line.isEmpty)) || (index == 0 && first) ? indentation + line : line
        }
        return try made(indented.joined(separator: "\n"), at: call.offset)
    }

    /// `tojson` as Hugging Face replaces it: Python's `json.dumps` without escapes for HTML.
    private func json(_ value: TemplateValue, _ call: TemplateCall) throws(InferenceError) -> TemplateValue {
        var call = call
        if call.named("ensure_ascii")?.isTrue == true || call.named("sort_keys")?.isTrue == true {
            throw source.unsupported("ensure_ascii or sort_keys in tojson", at: call.offset)
        }
        let style = try jsonStyle(&call)
        try finish(call, of: "tojson")
        let extent = value.extent
        try spend(extent.weight, at: call.offset)
        // No overflow: the weight is a number of steps that were left.
        let layout = extent.depth * (style.indent ?? 0) + style.itemSeparator.utf8.count + style.keySeparator.utf8.count
        try spend(bytes: extent.weight * layout, at: call.offset)
        guard let text = value.json(style) else {
            throw error("found \(value.typeName) with something inside that JSON does not have", at: call.offset)
        }
        return try made(text, at: call.offset)
    }

    private func jsonStyle(_ call: inout TemplateCall) throws(InferenceError) -> TemplateJSONStyle {
        var style = TemplateJSONStyle()
        if let value = call.named("indent"), !value.isNone {
            let indent = try integer(value, "indent", of: call)
            guard (0...16).contains(indent) else {
                throw source.unsupported("an indentation of more than 16 spaces", at: call.offset)
            }
            style = TemplateJSONStyle(indent: indent)
        }
        if let value = call.named("separators"), !value.isNone {
            guard case .list(let list) = value, list.elements.count == 2 else {
                throw error("found \(value.typeName) as separators, expected two strings", at: call.offset)
            }
            style.itemSeparator = try string(list.elements[0], "a separator", of: call)
            style.keySeparator = try string(list.elements[1], "a separator", of: call)
            guard style.itemSeparator.utf8.count + style.keySeparator.utf8.count <= 16 else {
                throw source.unsupported("separators of more than 16 bytes", at: call.offset)
            }
        }
        return style
    }

    private func numberFilter(
        _ name: String, _ value: TemplateValue, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue? {
        var call = call
        switch name {
        case "length", "count":
            try finish(call, of: name)
            if case .string(let text) = value { return .integer(text.unicodeScalars.count) }
            return .integer(try elements(of: value, at: call.offset).count)
        case "int" where value.isUndefined, "float" where value.isUndefined:
            throw error("found \(value.typeName), expected a number or string", at: call.offset)
        case "int":
            let standard = call.next("default") ?? .integer(0)
            try finish(call, of: name)
            return Self.integer(value) ?? standard
        case "float":
            let standard = call.next("default") ?? .float(0)
            try finish(call, of: name)
            if case .string(let text) = value { return Self.float(text).map { .float($0) } ?? standard }
            return value.floatValue.map { .float($0) } ?? standard
        case "abs":
            try finish(call, of: name)
            if let integer = value.integerValue, integer != .min { return .integer(abs(integer)) }
            if case .float(let float) = value { return .float(abs(float)) }
            throw error("found \(value.typeName), expected a number", at: call.offset)
        default: return nil
        }
    }

    private static func integer(_ value: TemplateValue) -> TemplateValue? {
        if let integer = value.integerValue { return .integer(integer) }
        if case .float(let float) = value { return Int(exactly: float.rounded(.towardZero)).map { .integer($0) } }
        guard case .string(let text) = value else { return nil }
        let stripped = TemplateText.stripped(text, of: nil)
        if let integer = Int(stripped) { return .integer(integer) }
        return float(stripped).flatMap { Int(exactly: $0.rounded(.towardZero)) }.map { .integer($0) }
    }

    /// Plain decimal numbers: what else Python reads, such as `1_000`, is no number here.
    private static func float(_ text: String) -> Double? {
        let stripped = TemplateText.stripped(text, of: nil)
        guard stripped.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
        return Double(stripped)
    }
}
