extension TemplateRun {
    func unary(_ sign: String, _ operand: TemplateValue, at offset: Int) throws(InferenceError) -> TemplateValue {
        if sign == "not" { return .bool(!operand.isTrue) }
        if let integer = operand.integerValue {
            let (result, overflow) = 0.subtractingReportingOverflow(integer)
            guard sign == "-", !overflow else { return .integer(integer) }
            return .integer(result)
        }
        guard case .float(let float) = operand else {
            throw error("found \(sign) before \(operand.typeName), expected a number", at: offset)
        }
        return .float(sign == "-" ? -float : float)
    }

    func binary(
        _ sign: String, _ left: TemplateExpression, _ right: TemplateExpression, at offset: Int, in scope: TemplateScope
    ) throws(InferenceError) -> TemplateValue {
        let first = try value(of: left, in: scope)
        switch sign {
        case "and": return first.isTrue ? try value(of: right, in: scope) : first
        case "or": return first.isTrue ? first : try value(of: right, in: scope)
        case "~":
            let second = try value(of: right, in: scope)
            return try made(text(of: first, at: offset) + text(of: second, at: offset), at: offset)
        default: return try arithmetic(sign, first, value(of: right, in: scope), at: offset)
        }
    }

    func arithmetic(
        _ sign: String, _ left: TemplateValue, _ right: TemplateValue, at offset: Int
    ) throws(InferenceError) -> TemplateValue {
        if let left = left.integerValue, let right = right.integerValue, sign != "/" {
            return try integers(sign, left, right, at: offset)
        }
        if let left = left.floatValue, let right = right.floatValue { return try floats(sign, left, right, at: offset) }
        switch (sign, left, right) {
        case ("+", .string(let left), .string(let right)): return try made(left + right, at: offset)
        case ("+", .list(let left), .list(let right)) where left.isTuple == right.isTuple:
            return try made(left.elements + right.elements, isTuple: left.isTuple, at: offset)
        case ("*", .string(let text), _):
            if let count = right.integerValue { return try repeated(text, count, at: offset) }
        case ("*", _, .string(let text)):
            if let count = left.integerValue { return try repeated(text, count, at: offset) }
        case ("*", .list, .integer), ("*", .list, .bool), ("*", .integer, .list), ("*", .bool, .list):
            throw source.unsupported("a list that is repeated", at: offset)
        case ("%", .string, _): throw source.unsupported("\"%\" behind a string", at: offset)
        default: break
        }
        throw error("found \(left.typeName) \(sign) \(right.typeName), which is not defined", at: offset)
    }

    private func repeated(_ text: String, _ count: Int, at offset: Int) throws(InferenceError) -> TemplateValue {
        let (bytes, overflow) = text.utf8.count.multipliedReportingOverflow(by: max(count, 0))
        try spend(bytes: overflow ? .max : bytes, at: offset)
        return .string(String(repeating: text, count: max(count, 0)))
    }

    private func integers(
        _ sign: String, _ left: Int, _ right: Int, at offset: Int
    ) throws(InferenceError) -> TemplateValue {
        var result: (Int, Bool)
        switch sign {
        case "+": result = left.addingReportingOverflow(right)
        case "-": result = left.subtractingReportingOverflow(right)
        case "*": result = left.multipliedReportingOverflow(by: right)
        case "**" where right < 0: return try floats(sign, Double(left), Double(right), at: offset)
        case "**": result = Self.power(left, right)
        default:
            guard right != 0 else { throw error("found a division by zero", at: offset) }
            result = left.dividedReportingOverflow(by: right)
            let remainder = left.remainderReportingOverflow(dividingBy: right).partialValue
            // Python rounds towards minus infinity.
            let isRounded = remainder != 0 && (remainder < 0) != (right < 0)
            result.0 = sign == "//" ? result.0 - (isRounded ? 1 : 0) : remainder + (isRounded ? right : 0)
        }
        guard !result.1 else {
            throw source.error(.limit, at: offset, "the result of \(left) \(sign) \(right) is beyond 64 bits")
        }
        return .integer(result.0)
    }

    private static func power(_ base: Int, _ exponent: Int) -> (Int, Bool) {
        if base == 0 || base == 1 { return (exponent == 0 ? 1 : base, false) }
        if base == -1 { return (exponent % 2 == 0 ? 1 : -1, false) }
        var result = (1, false)
        // More than 63 doublings are beyond 64 bits.
        for _ in 0..<min(exponent, 64) where !result.1 {
            result = result.0.multipliedReportingOverflow(by: base)
        }
        return result
    }

    private func floats(
        _ sign: String, _ left: Double, _ right: Double, at offset: Int
    ) throws(InferenceError) -> TemplateValue {
        if ["/", "//", "%"].contains(sign), right == 0 { throw error("found a division by zero", at: offset) }
        switch sign {
        case "+": return .float(left + right)
        case "-": return .float(left - right)
        case "*": return .float(left * right)
        case "/": return .float(left / right)
        case "//": return .float((left / right).rounded(.down))
        case "%":
            let remainder = left.truncatingRemainder(dividingBy: right)
            guard remainder != 0 else { return .float(Double(signOf: right, magnitudeOf: 0)) }
            return .float((remainder < 0) != (right < 0) ? remainder + right : remainder)
        default: throw source.unsupported("\"**\" of numbers that are no integers", at: offset)
        }
    }
}

extension TemplateRun {
    /// `a < b <= c`: true where every comparison holds; what stands behind one that does not is not evaluated.
    func compare(
        _ first: TemplateExpression, _ rest: [(String, TemplateExpression)], at offset: Int, in scope: TemplateScope
    ) throws(InferenceError) -> TemplateValue {
        var left = try value(of: first, in: scope)
        for (sign, expression) in rest {
            let right = try value(of: expression, in: scope)
            guard try holds(sign, left, right, at: offset) else { return .bool(false) }
            left = right
        }
        return .bool(true)
    }

    func holds(
        _ sign: String, _ left: TemplateValue, _ right: TemplateValue, at offset: Int
    ) throws(InferenceError) -> Bool {
        try spend(min(left.extent.weight, right.extent.weight), at: offset)
        switch sign {
        case "==": return TemplateValue.areEqual(left, right)
        case "!=": return !TemplateValue.areEqual(left, right)
        case "in": return try contains(right, left, at: offset)
        case "not in": return try !contains(right, left, at: offset)
        default: break
        }
        let order: Int
        if case .string(let left) = left, case .string(let right) = right {
            // UTF-8 orders as scalars do.
            order = left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : left.utf8.elementsEqual(right.utf8) ? 0 : 1
        } else if let left = left.floatValue, let right = right.floatValue {
            order = left < right ? -1 : left == right ? 0 : 1
        } else {
            if case (.list, .list) = (left, right) { throw source.unsupported("an order of lists", at: offset) }
            throw error("found \(left.typeName) \(sign) \(right.typeName), which have no order", at: offset)
        }
        return switch sign {
        case "<": order < 0
        case "<=": order <= 0
        case ">": order > 0
        default: order >= 0
        }
    }

    private func contains(
        _ container: TemplateValue, _ element: TemplateValue, at offset: Int
    ) throws(InferenceError) -> Bool {
        switch (container, element) {
        case (.undefined, _): return false
        case (.list(let list), _):
            try spend(list.extent.weight, at: offset)
            return list.elements.contains { TemplateValue.areEqual($0, element) }
        case (.map(let map), .string(let name)): return map[name] != nil
        case (.map, .map): throw error("found a mapping as a key", at: offset)
        case (.map, .list(let list)) where !list.isTuple: throw error("found a list as a key", at: offset)
        case (.map, _): return false
        case (.string(let text), .string(let part)):
            try spend(container.extent.weight, at: offset)
            return TemplateStrings.firstRange(of: Array(part.utf8), in: Array(text.utf8)) != nil
        default: throw error("found \(element.typeName) in \(container.typeName), which is not defined", at: offset)
        }
    }
}
