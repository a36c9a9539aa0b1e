/// Expressions, in the order of precedence of `jinja2.parser`: what is parsed last binds most.
extension TemplateParser {
    /// Names that are no variables.
    static let reserved: Set<String> = [
        "true", "false", "none", "True", "False", "None", "and", "or", "not", "in", "is", "if", "else",
    ]

    /// An expression, or several with commas: a tuple.
    mutating func tuple(allowsConditional: Bool = true) throws(InferenceError) -> TemplateExpression {
        let offset = current.offset
        let first = try allowsConditional ? expression() : disjunction()
        guard current.kind == .sign(",") else { return first }
        var parts = [first]
        while skip(.sign(",")) {
            if [.blockEnd, .outputEnd, .sign(")")].contains(current.kind) { break }
            parts.append(try allowsConditional ? expression() : disjunction())
        }
        return try node(.list(parts, isTuple: true), at: offset, over: parts)
    }

    mutating func expression() throws(InferenceError) -> TemplateExpression {
        try nested { parser throws(InferenceError) in try parser.conditional() }
    }

    private func node(
        _ kind: TemplateExpression.Kind, at offset: Int, over parts: [TemplateExpression]
    ) throws(InferenceError) -> TemplateExpression {
        let node = TemplateExpression(kind, at: offset, over: parts)
        // Chains such as a + b + c nest without the parser doing so.
        guard node.depth <= maximumDepth else {
            throw source.error(.limit, at: offset, "found more than \(maximumDepth) expressions inside each other")
        }
        return node
    }

    private mutating func conditional() throws(InferenceError) -> TemplateExpression {
        var value = try disjunction()
        while case .name("if") = current.kind {
            let offset = current.offset
            advance()
            let condition = try disjunction()
            let otherwise = skip(.name("else")) ? try expression() : nil
            value = try node(
                .conditional(value, condition: condition, otherwise: otherwise), at: offset,
                over: [value, condition] + (otherwise.map { [$0] } ?? []))
        }
        return value
    }

    private mutating func disjunction() throws(InferenceError) -> TemplateExpression {
        var left = try conjunction()
        while case .name("or") = current.kind {
            let offset = current.offset
            advance()
            let right = try conjunction()
            left = try node(.binary("or", left, right), at: offset, over: [left, right])
        }
        return left
    }

    private mutating func conjunction() throws(InferenceError) -> TemplateExpression {
        var left = try negation()
        while case .name("and") = current.kind {
            let offset = current.offset
            advance()
            let right = try negation()
            left = try node(.binary("and", left, right), at: offset, over: [left, right])
        }
        return left
    }

    private mutating func negation() throws(InferenceError) -> TemplateExpression {
        guard case .name("not") = current.kind else { return try comparison() }
        let offset = current.offset
        advance()
        let operand = try nested { parser throws(InferenceError) in try parser.negation() }
        return try node(.unary("not", operand), at: offset, over: [operand])
    }

    private mutating func comparison() throws(InferenceError) -> TemplateExpression {
        let offset = current.offset
        let first = try sum()
        var rest: [(String, TemplateExpression)] = []
        while let sign = comparisonSign() { rest.append((sign, try sum())) }
        guard !rest.isEmpty else { return first }
        return try node(.comparison(first, rest), at: offset, over: [first] + rest.map(\.1))
    }

    private mutating func comparisonSign() -> String? {
        switch current.kind {
        case .sign(let sign) where ["==", "!=", "<", "<=", ">", ">="].contains(sign):
            advance()
            return sign
        case .name("in"):
            advance()
            return "in"
        case .name("not") where following.kind == .name("in"):
            advance()
            advance()
            return "not in"
        default: return nil
        }
    }

    private mutating func sum() throws(InferenceError) -> TemplateExpression {
        try chain(["+", "-"]) { parser throws(InferenceError) in
            try parser.chain(["~"]) { parser throws(InferenceError) in
                try parser.chain(["*", "/", "//", "%"]) { parser throws(InferenceError) in
                    try parser.chain(["**"]) { parser throws(InferenceError) in try parser.unary(takesFilters: true) }
                }
            }
        }
    }

    private mutating func chain(
        _ signs: Set<String>, _ operand: (inout TemplateParser) throws(InferenceError) -> TemplateExpression
    ) throws(InferenceError) -> TemplateExpression {
        var left = try operand(&self)
        while case .sign(let sign) = current.kind, signs.contains(sign) {
            let offset = current.offset
            advance()
            let right = try operand(&self)
            left = try node(.binary(sign, left, right), at: offset, over: [left, right])
        }
        return left
    }

    private mutating func unary(takesFilters: Bool) throws(InferenceError) -> TemplateExpression {
        let offset = current.offset
        var value: TemplateExpression
        if case .sign(let sign) = current.kind, sign == "-" || sign == "+" {
            advance()
            let operand = try nested { parser throws(InferenceError) in try parser.unary(takesFilters: false) }
            value = try node(.unary(sign, operand), at: offset, over: [operand])
        } else {
            value = try postfix(of: primary())
        }
        if takesFilters { value = try filtersAndTests(of: value) }
        return value
    }

    private mutating func primary() throws(InferenceError) -> TemplateExpression {
        let offset = current.offset
        switch current.kind {
        case .string(var text):
            advance()
            while case .string(let more) = current.kind {
                text += more
                advance()
            }
            return try node(.literal(.string(text)), at: offset, over: [])
        case .integer(let value):
            advance()
            return try node(.literal(.integer(value)), at: offset, over: [])
        case .float(let value):
            advance()
            return try node(.literal(.float(value)), at: offset, over: [])
        case .name(let name):
            advance()
            return try node(constant(name).map { .literal($0) } ?? .name(name), at: offset, over: [])
        case .sign("("), .sign("["), .sign("{"):
            return try nested { parser throws(InferenceError) in try parser.bracketed() }
        default: throw error("found \(current.description), expected a value")
        }
    }

    private func constant(_ name: String) -> TemplateLiteral? {
        switch name {
        case "true", "True": .bool(true)
        case "false", "False": .bool(false)
        case "none", "None": TemplateLiteral.none
        default: nil
        }
    }

    private mutating func bracketed() throws(InferenceError) -> TemplateExpression {
        let offset = current.offset
        if skip(.sign("(")) {
            if skip(.sign(")")) { return try node(.list([], isTuple: true), at: offset, over: []) }
            let inner = try tuple()
            try expect(.sign(")"))
            return inner
        }
        if skip(.sign("[")) {
            var elements: [TemplateExpression] = []
            while !skip(.sign("]")) {
                if !elements.isEmpty { try expect(.sign(",")) }
                if skip(.sign("]")) { break }
                elements.append(try expression())
            }
            return try node(.list(elements, isTuple: false), at: offset, over: elements)
        }
        return try map(at: offset)
    }

    private mutating func map(at offset: Int) throws(InferenceError) -> TemplateExpression {
        advance()
        var members: [(TemplateExpression, TemplateExpression)] = []
        while !skip(.sign("}")) {
            if !members.isEmpty { try expect(.sign(",")) }
            if skip(.sign("}")) { break }
            let key = try expression()
            try expect(.sign(":"))
            members.append((key, try expression()))
        }
        return try node(.map(members), at: offset, over: members.flatMap { [$0.0, $0.1] })
    }

    /// Attributes, items, slices and calls behind a value.
    private mutating func postfix(of start: TemplateExpression) throws(InferenceError) -> TemplateExpression {
        var value = start
        while true {
            let offset = current.offset
            if skip(.sign(".")) {
                value = try attribute(of: value, at: offset)
            } else if skip(.sign("[")) {
                value = try nested { [value] parser throws(InferenceError) in
                    try parser.subscripted(value, at: offset)
                }
            } else if current.kind == .sign("(") {
                let arguments = try arguments()
                value = try node(.call(value, arguments), at: offset, over: [value] + arguments.all)
            } else {
                return value
            }
        }
    }

    private mutating func attribute(of value: TemplateExpression, at offset: Int) throws(InferenceError)
        -> TemplateExpression
    {
        if case .integer(let index) = current.kind {
            let item = try node(.literal(.integer(index)), at: current.offset, over: [])
            advance()
            return try node(.item(value, item), at: offset, over: [value, item])
        }
        return try node(.attribute(value, expectName()), at: offset, over: [value])
    }

    private mutating func subscripted(_ value: TemplateExpression, at offset: Int) throws(InferenceError)
        -> TemplateExpression
    {
        var parts: [TemplateExpression?] = [nil]
        while !skip(.sign("]")) {
            if skip(.sign(":")) {
                parts.append(nil)
            } else if parts[parts.count - 1] == nil {
                parts[parts.count - 1] = try expression()
            } else {
                throw error("found \(current.description), expected \"]\"")
            }
        }
        let all = [value] + parts.compactMap(\.self)
        if parts.count == 1, let item = parts[0] { return try node(.item(value, item), at: offset, over: all) }
        guard parts.count == 2 || parts.count == 3 else { throw error("found a slice of \(parts.count) parts") }
        let kind = TemplateExpression.Kind.slice(
            value, start: parts[0], stop: parts[1], step: parts.count == 3 ? parts[2] : nil)
        return try node(kind, at: offset, over: all)
    }

    private mutating func arguments() throws(InferenceError) -> TemplateArguments {
        try nested { parser throws(InferenceError) in
            var arguments = TemplateArguments()
            try parser.expect(.sign("("))
            while !parser.skip(.sign(")")) {
                if !arguments.all.isEmpty { try parser.expect(.sign(",")) }
                if parser.skip(.sign(")")) { break }
                if case .sign(let sign) = parser.current.kind, sign == "*" || sign == "**" {
                    throw parser.source.unsupported("\"\(sign)\" before an argument", at: parser.current.offset)
                }
                if case .name(let name) = parser.current.kind, parser.following.kind == .sign("=") {
                    parser.advance()
                    parser.advance()
                    arguments.named.append((name, try parser.expression()))
                } else if arguments.named.isEmpty {
                    arguments.positional.append(try parser.expression())
                } else {
                    throw parser.error("found an argument without a name behind one with a name")
                }
            }
            return arguments
        }
    }

    private mutating func filtersAndTests(of start: TemplateExpression) throws(InferenceError) -> TemplateExpression {
        var value = start
        while true {
            let offset = current.offset
            if skip(.sign("|")) {
                let name = try expectName()
                let arguments = current.kind == .sign("(") ? try arguments() : TemplateArguments()
                value = try node(.filter(value, name, arguments), at: offset, over: [value] + arguments.all)
            } else if skip(.name("is")) {
                let isNegated = skip(.name("not"))
                let name = try expectName()
                let arguments = try testArguments()
                let kind = TemplateExpression.Kind.test(value, name, arguments, isNegated: isNegated)
                value = try node(kind, at: offset, over: [value] + arguments.all)
            } else if current.kind == .sign("(") {
                let arguments = try arguments()
                value = try node(.call(value, arguments), at: offset, over: [value] + arguments.all)
            } else {
                return value
            }
        }
    }

    /// `is divisibleby 3` as well as `is divisibleby(3)`.
    private mutating func testArguments() throws(InferenceError) -> TemplateArguments {
        switch current.kind {
        case .sign("("): return try arguments()
        case .name("is"): throw error("found two tests of one value")
        case .name(let name) where ["else", "or", "and", "not", "in", "if"].contains(name): return TemplateArguments()
        case .name, .string, .integer, .float, .sign("["), .sign("{"):
            return TemplateArguments(positional: [try postfix(of: primary())])
        default: return TemplateArguments()
        }
    }
}
