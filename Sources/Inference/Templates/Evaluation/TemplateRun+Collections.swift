/// The filters that look into values, and the tests.
extension TemplateRun {
    func collectionFilter(
        _ name: String, _ value: TemplateValue, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue? {
        var call = call
        let offset = call.offset
        switch name {
        case "default", "d":
            let standard = call.next("default_value") ?? .string("")
            let replacesFalse = call.next("boolean")?.isTrue ?? false
            try finish(call, of: name)
            if value.isUndefined { return standard }
            return replacesFalse && !value.isTrue ? standard : value
        case "first", "last":
            try finish(call, of: name)
            let elements = try elements(of: value, at: offset)
            return (name == "first" ? elements.first : elements.last) ?? .undefined("the \(name) element")
        case "list", "reverse":
            try finish(call, of: name)
            if name == "reverse", case .string(let text) = value {
                return try made(String(String.UnicodeScalarView(text.unicodeScalars.reversed())), at: offset)
            }
            let elements = try elements(of: value, at: offset)
            return try made(name == "list" ? elements : elements.reversed(), at: offset)
        case "items":
            try finish(call, of: name)
            switch value {
            case .undefined: return .list(TemplateList([]))
            case .map(let map): return try made(map.items, at: offset)
            default: throw error("found \(value.typeName), expected a mapping", at: offset)
            }
        case "dictsort":
            try finish(call, of: name)
            guard case .map(let map) = value else {
                throw error("found \(value.typeName), expected a mapping", at: offset)
            }
            return try made(map.itemsByName, at: offset)
        case "join":
            let separator = try text(of: call.next("d") ?? .string(""), at: offset)
            let attribute = call.next("attribute")
            try finish(call, of: name)
            var values = try elements(of: value, at: offset)
            if let attribute { values = try members(attribute, of: values, call) }
            return try joined(values, separator, at: offset)
        case "map": return try mapped(value, call)
        case "select", "reject", "selectattr", "rejectattr": return try selected(name, value, call)
        default: return nil
        }
    }

    private func members(
        _ path: TemplateValue, of values: [TemplateValue], _ call: TemplateCall
    ) throws(InferenceError) -> [TemplateValue] {
        let path = try string(path, "the attribute", of: call)
        var members: [TemplateValue] = []
        for value in values { members.append(try member(path, of: value, call)) }
        return members
    }

    /// `a.b.0`: a member of a member, as filters name them.
    private func member(
        _ path: String, of value: TemplateValue, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue {
        var value = value
        for name in path.split(separator: ".", omittingEmptySubsequences: false) {
            value = try item(Int(name).map { .integer($0) } ?? .string(String(name)), of: value, at: call.offset)
        }
        return value
    }

    private func mapped(_ value: TemplateValue, _ call: TemplateCall) throws(InferenceError) -> TemplateValue {
        var call = call
        let values = try chosenElements(of: value, at: call.offset)
        if let attribute = call.named("attribute") {
            let standard = call.named("default")
            try finish(call, of: "map")
            let members = try members(attribute, of: values, call).map { member in
                member.isUndefined ? standard ?? member : member
            }
            return try made(members, at: call.offset)
        }
        let name = try string(call.next("name"), "the name of the filter", of: call)
        var results: [TemplateValue] = []
        for value in values {
            results.append(
                try nested(at: call.offset) { () throws(InferenceError) in try filter(name, value, call) })
        }
        return try made(results, at: call.offset)
    }

    /// What `map` and `select` go through: nothing where the value counts as false, whatever it is.
    private func chosenElements(of value: TemplateValue, at offset: Int) throws(InferenceError) -> [TemplateValue] {
        value.isTrue ? try elements(of: value, at: offset) : []
    }

    private func selected(
        _ name: String, _ value: TemplateValue, _ call: TemplateCall
    ) throws(InferenceError) -> TemplateValue {
        var call = call
        let path = name.hasSuffix("attr") ? try string(call.next("attr"), "the attribute", of: call) : nil
        let testName = try call.next("name").map { name throws(InferenceError) in
            try string(name, "the name of the test", of: call)
        }
        var chosen: [TemplateValue] = []
        for element in try chosenElements(of: value, at: call.offset) {
            try spend(at: call.offset)
            let subject = try path.map { path throws(InferenceError) in try member(path, of: element, call) } ?? element
            let holds = try testName.map { name throws(InferenceError) in try test(name, subject, call) }
            if holds ?? subject.isTrue != name.hasPrefix("reject") { chosen.append(element) }
        }
        return try made(chosen, at: call.offset)
    }
}

extension TemplateRun {
    /// [Jinja, List of Builtin Tests](https://jinja.palletsprojects.com/en/stable/templates/#list-of-builtin-tests)
    func test(_ name: String, _ value: TemplateValue, _ call: TemplateCall) throws(InferenceError) -> Bool {
        if let sign = Self.comparisons[name] { return try compares(sign, name, value, call) }
        if name == "divisibleby" {
            var call = call
            let divisor = call.next("num") ?? .none
            try finish(call, of: name)
            return try hasRemainder(0, of: value, by: divisor, at: call.offset)
        }
        guard Self.plainTests.contains(name) else { throw source.unsupported("the test \(name)", at: call.offset) }
        try finish(call, of: name)
        switch (name, value) {
        case ("defined", _): return !value.isUndefined
        case ("undefined", _): return value.isUndefined
        case ("none", .none), ("boolean", .bool), ("string", .string), ("mapping", .map), ("float", .float): return true
        case ("true", .bool(let value)): return value
        case ("false", .bool(let value)): return !value
        case ("integer", .integer): return true
        case ("number", .integer), ("number", .float), ("number", .bool): return true
        case ("iterable", .undefined), ("iterable", .string), ("iterable", .list), ("iterable", .map): return true
        case ("sequence", .undefined), ("sequence", .string), ("sequence", .list), ("sequence", .map): return true
        case ("callable", .macro), ("callable", .function), ("callable", .method): return true
        case ("even", _): return try hasRemainder(0, of: value, by: .integer(2), at: call.offset)
        case ("odd", _): return try hasRemainder(1, of: value, by: .integer(2), at: call.offset)
        default: return false
        }
    }

    private static let plainTests: Set<String> = [
        "defined", "undefined", "even", "odd", "none", "boolean", "string", "mapping", "float", "true", "false",
        "integer", "number", "iterable", "sequence",
        "callable",
    ]

    private static let comparisons = [
        "eq": "==", "equalto": "==", "ne": "!=", "lt": "<", "lessthan": "<", "le": "<=", "gt": ">", "greaterthan": ">",
        "ge": ">=", "in": "in",
    ]

    private func compares(
        _ sign: String, _ name: String, _ value: TemplateValue, _ call: TemplateCall
    ) throws(InferenceError) -> Bool {
        var call = call
        guard let other = call.next("other") else {
            throw error("found the test \(name) without a value to compare with", at: call.offset)
        }
        try finish(call, of: name)
        return try holds(sign, value, other, at: call.offset)
    }

    private func hasRemainder(
        _ remainder: Int, of value: TemplateValue, by divisor: TemplateValue, at offset: Int
    ) throws(InferenceError) -> Bool {
        TemplateValue.areEqual(try arithmetic("%", value, divisor, at: offset), .integer(remainder))
    }
}
