/// The methods that values have; calls of those that would change a value are refused, as Jinja's sandbox does.
enum TemplateMethods {
    static let ofString: Set<String> = [
        "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines", "startswith", "endswith", "replace", "upper",
        "lower",
        "title", "capitalize", "find", "count", "removeprefix", "removesuffix", "join", "isdigit",
        "format", "encode", "index", "zfill", "ljust", "rjust", "center", "partition", "rpartition", "isalpha",
        "isspace",
    ]
    static let ofList: Set<String> = [
        "index", "count", "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "copy",
    ]
    static let ofMap: Set<String> = [
        "get", "items", "keys", "values", "pop", "popitem", "update", "setdefault", "clear", "copy",
    ]
}

extension TemplateRun {
    func call(
        _ name: String, of receiver: TemplateValue, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue {
        let result: TemplateValue?
        switch receiver {
        case .string(let text): result = try method(name, of: text, call)
        case .map(let map): result = try method(name, of: map, call)
        case .list(let list): result = try method(name, of: list, call)
        case .loop(let loop): result = try cycle(loop, call)
        default: result = nil
        }
        guard let result else {
            throw source.unsupported("the method \(name) of \(receiver.typeName)", at: call.offset)
        }
        return result
    }

    private func cycle(_ loop: TemplateLoopState, _ call: TemplateCall) throws(InferenceError) -> TemplateValue {
        var call = call
        let values = call.rest()
        try finish(call, of: "cycle")
        guard !values.isEmpty else { throw error("found a call of cycle without values", at: call.offset) }
        return values[loop.index % values.count]
    }

    private func method(
        _ name: String, of map: TemplateMap, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue? {
        var call = call
        switch name {
        case "get":
            let key = try string(call.next("key"), "the key", of: call)
            let standard = call.next("default") ?? .none
            try finish(call, of: name)
            return map[key] ?? standard
        case "items", "keys", "values":
            try finish(call, of: name)
            let values = map.members.map { name == "keys" ? .string($0.name) : $0.value }
            return try made(name == "items" ? map.items : values, at: call.offset)
        default: return nil
        }
    }

    private func method(
        _ name: String, of list: TemplateList, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue? {
        var call = call
        guard name == "index" || name == "count", let element = call.next("value") else { return nil }
        try finish(call, of: name)
        try spend(list.extent.weight, at: call.offset)
        if name == "count" {
            return .integer(list.elements.count { TemplateValue.areEqual($0, element) })
        }
        guard let index = list.elements.firstIndex(where: { TemplateValue.areEqual($0, element) }) else {
            throw error("the value is not in the list", at: call.offset)
        }
        return .integer(index)
    }

    private func method(
        _ name: String, of text: String, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue? {
        var call = call
        let offset = call.offset
        switch name {
        case "upper", "lower", "title", "capitalize", "isdigit":
            try finish(call, of: name)
            return name == "isdigit"
                ? .bool(TemplateStrings.isDigits(text)) : try made(TemplateStrings.cased(text, name), at: offset)
        case "strip", "lstrip", "rstrip":
            let characters: String?
            if let value = call.next("chars"), case .string(let text) = value {
                characters = text
            } else {
                characters = nil
            }
            try finish(call, of: name)
            let stripped = TemplateText.stripped(text, of: characters, front: name != "rstrip", back: name != "lstrip")
            return try made(stripped, at: offset)
        case "split", "rsplit", "splitlines": return try parts(name, of: text, call)
        case "startswith", "endswith":
            let affix = call.next("prefix") ?? .none
            try finish(call, of: name)
            return .bool(try hasAffix(text, affix, atEnd: name == "endswith", call))
        case "removeprefix", "removesuffix":
            let affix = try string(call.next("affix"), "the affix", of: call)
            try finish(call, of: name)
            return try made(TemplateStrings.without(affix, text, atEnd: name == "removesuffix"), at: offset)
        case "replace":
            let old = try string(call.next("old"), "the old text", of: call)
            let new = try string(call.next("new"), "the new text", of: call)
            let count = try call.next("count").map { value throws(InferenceError) in
                try integer(value, "the count", of: call)
            }
            try finish(call, of: name)
            return try replaced(text, old, new, count ?? -1, at: offset)
        case "find", "count":
            let part = try string(call.next("sub"), "the part", of: call)
            try finish(call, of: name)
            return .integer(
                name == "find" ? TemplateStrings.place(of: part, in: text) : TemplateStrings.count(part, in: text))
        case "join":
            let values = try elements(of: call.next("iterable") ?? .none, at: offset)
            try finish(call, of: name)
            return try joined(values, text, at: offset)
        default: return nil
        }
    }

    private func hasAffix(
        _ text: String, _ affix: TemplateValue, atEnd: Bool, _ call: TemplateCall
    ) throws(InferenceError) -> Bool {
        guard case .list(let list) = affix, list.isTuple else {
            let affix = try string(affix, "the affix", of: call).utf8
            return atEnd ? text.utf8.reversed().starts(with: affix.reversed()) : text.utf8.starts(with: affix)
        }
        for element in list.elements {
            if case .list = element { throw error("found a tuple in a tuple, expected strings", at: call.offset) }
            if try hasAffix(text, element, atEnd: atEnd, call) { return true }
        }
        return false
    }

    private func parts(_ name: String, of text: String, _ call: TemplateCall) throws(InferenceError) -> TemplateValue {
        var call = call
        var separator: String?
        var most = -1
        if name != "splitlines" {
            if let value = call.next("sep"), case .string(let text) = value { separator = text }
            if let value = call.next("maxsplit") { most = try integer(value, "maxsplit", of: call) }
        }
        try finish(call, of: name)
        if separator?.isEmpty == true { throw error("found an empty separator", at: call.offset) }
        try spend(bytes: text.utf8.count, at: call.offset)
        let parts =
            name == "splitlines"
            ? TemplateStrings.lines(of: text)
            : TemplateStrings.split(text, separator, most: most < 0 ? .max : most, fromEnd: name == "rsplit")
        return try made(parts.map { .string($0) }, at: call.offset)
    }

    func replaced(
        _ text: String, _ old: String, _ new: String, _ most: Int, at offset: Int
    ) throws(InferenceError) -> TemplateValue {
        let parts = TemplateStrings.pieces(text, around: old, most: most < 0 ? .max : most)
        let (added, overflow) = new.utf8.count.multipliedReportingOverflow(by: parts.count)
        try spend(bytes: overflow ? .max : text.utf8.count + added, at: offset)
        return .string(parts.joined(separator: new))
    }

    /// The texts of values with a separator between.
    func joined(
        _ values: [TemplateValue], _ separator: String, at offset: Int
    ) throws(InferenceError) -> TemplateValue {
        var texts: [String] = []
        for value in values {
            let text = try text(of: value, at: offset)
            try spend(bytes: text.utf8.count + separator.utf8.count, at: offset)
            texts.append(text)
        }
        return .string(texts.joined(separator: separator))
    }
}
