extension TemplateRun {
    func value(
        of expression: TemplateExpression, in scope: TemplateScope
    ) throws(InferenceError) -> TemplateValue {
        try nested(at: expression.offset) { () throws(InferenceError) in try evaluate(expression, in: scope) }
    }

    /// One case a line: a long body here would make every level of the recursion take more of the stack.
    private func evaluate(
        _ expression: TemplateExpression, in scope: TemplateScope
    ) throws(InferenceError) -> TemplateValue {
        let offset = expression.offset
        switch expression.kind {
        case .literal(let literal): return TemplateValue(literal)
        case .name(let name): return scope.value(name) ?? Self.global(name)
        case .list(let parts, let isTuple): return try made(values(of: parts, in: scope), isTuple: isTuple, at: offset)
        case .map(let members): return try map(members, at: offset, in: scope)
        case .attribute(let object, let name):
            return try attribute(name, of: value(of: object, in: scope), at: offset)
        case .item(let object, let key):
            return try item(value(of: key, in: scope), of: value(of: object, in: scope), at: offset)
        case .slice(let object, let start, let stop, let step):
            return try slice(value(of: object, in: scope), [start, stop, step], at: offset, in: scope)
        case .call(let function, let arguments):
            return try call(value(of: function, in: scope), call(arguments, at: offset, in: scope))
        case .filter(let subject, let name, let arguments):
            return try filter(name, value(of: subject, in: scope), call(arguments, at: offset, in: scope))
        case .test(let subject, let name, let arguments, let isNegated):
            let holds = try test(name, value(of: subject, in: scope), call(arguments, at: offset, in: scope))
            return .bool(holds != isNegated)
        case .unary(let sign, let operand): return try unary(sign, value(of: operand, in: scope), at: offset)
        case .binary(let sign, let left, let right): return try binary(sign, left, right, at: offset, in: scope)
        case .comparison(let first, let rest): return try compare(first, rest, at: offset, in: scope)
        case .conditional(let result, let condition, let otherwise):
            if try value(of: condition, in: scope).isTrue { return try value(of: result, in: scope) }
            guard let otherwise else { return .undefined("the value of an if without else") }
            return try value(of: otherwise, in: scope)
        }
    }

    /// A function that every template has.
    private static func global(_ name: String) -> TemplateValue {
        ["range", "namespace", "dict", "raise_exception"].contains(name) ? .function(name) : .undefined(name)
    }

    private func values(
        of expressions: [TemplateExpression], in scope: TemplateScope
    ) throws(InferenceError) -> [TemplateValue] {
        var values: [TemplateValue] = []
        for expression in expressions { values.append(try value(of: expression, in: scope)) }
        return values
    }

    private func map(
        _ members: [(TemplateExpression, TemplateExpression)], at offset: Int, in scope: TemplateScope
    ) throws(InferenceError) -> TemplateValue {
        var map = TemplateMap()
        for (key, member) in members {
            guard case .string(let name) = try value(of: key, in: scope) else {
                throw source.unsupported("a mapping with a key that is no string", at: key.offset)
            }
            map.set(name, try value(of: member, in: scope))
        }
        return try checked(.map(map), parts: map.members.map(\.value), at: offset)
    }

    private func call(
        _ arguments: TemplateArguments, at offset: Int, in scope: TemplateScope
    ) throws(InferenceError) -> TemplateCall {
        let positional = try values(of: arguments.positional, in: scope)
        var named: [(String, TemplateValue)] = []
        for (name, expression) in arguments.named { named.append((name, try value(of: expression, in: scope))) }
        return TemplateCall(positional: positional, named: named, offset: offset)
    }
}

extension TemplateRun {
    /// `value.name`: a method, a member, or undefined.
    func attribute(_ name: String, of value: TemplateValue, at offset: Int) throws(InferenceError) -> TemplateValue {
        switch value {
        case .undefined(let missing): throw error("\(missing) is undefined, so it has no \(name)", at: offset)
        case .string where TemplateMethods.ofString.contains(name): return .method(value, name)
        case .list where TemplateMethods.ofList.contains(name): return .method(value, name)
        case .map(let map):
            if TemplateMethods.ofMap.contains(name) { return .method(value, name) }
            return map[name] ?? .undefined(name)
        case .namespace(let namespace): return namespace.members[name] ?? .undefined(name)
        case .loop(let loop):
            guard let found = loop.attribute(name) else { throw source.unsupported("loop.\(name)", at: offset) }
            return found
        default: return .undefined(name)
        }
    }

    /// `value[key]`: a member or element, else an attribute of that name, else undefined.
    func item(_ key: TemplateValue, of value: TemplateValue, at offset: Int) throws(InferenceError) -> TemplateValue {
        switch (value, key) {
        case (.undefined(let missing), _): throw error("\(missing) is undefined, so it has no members", at: offset)
        case (.map(let map), .string(let name)):
            if let member = map[name] { return member }
            return try attribute(name, of: value, at: offset)
        case (_, .string(let name)): return try attribute(name, of: value, at: offset)
        case (.list(let list), _):
            guard let index = key.integerValue.flatMap({ Self.place($0, list.elements.count) }) else { break }
            return list.elements[index]
        case (.string(let text), _):
            let scalars = Array(text.unicodeScalars)
            try spend(scalars.count, at: offset)
            guard let index = key.integerValue.flatMap({ Self.place($0, scalars.count) }) else { break }
            return .string(String(scalars[index]))
        default: break
        }
        return .undefined("an element that is not there")
    }

    /// A place counted from the front, or from behind where it is negative.
    private static func place(_ index: Int, _ count: Int) -> Int? {
        let place = index < 0 ? index + count : index
        return (0..<count).contains(place) ? place : nil
    }

    private func slice(
        _ value: TemplateValue, _ bounds: [TemplateExpression?], at offset: Int, in scope: TemplateScope
    ) throws(InferenceError) -> TemplateValue {
        var numbers: [Int?] = []
        for bound in bounds {
            numbers.append(try bound.map { bound throws(InferenceError) in try index(bound, in: scope) } ?? nil)
        }
        let step = numbers[2] ?? 1
        guard step != 0 else { throw error("found a slice with steps of 0", at: offset) }
        switch value {
        case .list(let list):
            let indices = Self.indices(list.elements.count, numbers[0], numbers[1], step)
            return try made(indices.map { list.elements[$0] }, isTuple: list.isTuple, at: offset)
        case .string(let text):
            let scalars = Array(text.unicodeScalars)
            try spend(scalars.count, at: offset)
            let chosen = Self.indices(scalars.count, numbers[0], numbers[1], step).map { scalars[$0] }
            return try made(String(String.UnicodeScalarView(chosen)), at: offset)
        case .undefined(let missing): throw error("\(missing) is undefined, so it has no members", at: offset)
        default: throw source.unsupported("a slice of \(value.typeName)", at: offset)
        }
    }

    private func index(_ expression: TemplateExpression, in scope: TemplateScope) throws(InferenceError) -> Int? {
        let bound = try value(of: expression, in: scope)
        if case .none = bound { return nil }
        guard let index = bound.integerValue else {
            throw error("found \(bound.typeName) in a slice, expected an integer", at: expression.offset)
        }
        return index
    }

    /// [Python, `slice.indices`](https://docs.python.org/3/reference/datamodel.html#slice.indices)
    private static func indices(_ count: Int, _ start: Int?, _ stop: Int?, _ step: Int) -> [Int] {
        func clamped(_ bound: Int?, standard: Int) -> Int {
            guard let bound else { return standard }
            let lowest = step < 0 ? -1 : 0
            return bound < 0 ? max(bound &+ count, lowest) : min(bound, step < 0 ? count - 1 : count)
        }
        let first = clamped(start, standard: step < 0 ? count - 1 : 0)
        let last = clamped(stop, standard: step < 0 ? -1 : count)
        // A step beyond the length takes one element; so large a one would overflow.
        return Array(stride(from: first, to: last, by: max(-count - 1, min(step, count + 1))))
    }
}
