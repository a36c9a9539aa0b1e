/// Parses the statements of a template; what is Jinja but not of the subset is refused by its name.
///
/// [Jinja, Template Designer Documentation](https://jinja.palletsprojects.com/en/stable/templates/)
struct TemplateParser {
    let source: TemplateSource
    let maximumDepth: Int
    private let tokens: [TemplateToken]
    private var index = 0
    private var depth = 0
    /// How many loops are open here: `break` and `continue` need one.
    private var loopDepth = 0

    static func statements(
        of source: TemplateSource, limits: TemplateLimits
    ) throws(InferenceError) -> [TemplateStatement] {
        var parser = try TemplateParser(source: source, limits: limits)
        return try parser.statements(until: [])
    }

    private init(source: TemplateSource, limits: TemplateLimits) throws(InferenceError) {
        self.source = source
        maximumDepth = limits.maximumDepth
        tokens = try TemplateLexer.tokens(of: source)
    }

    /// The next token; the last one, `end`, is never passed.
    var current: TemplateToken { tokens[index] }
    var following: TemplateToken { tokens[min(index + 1, tokens.count - 1)] }

    mutating func advance() { index = min(index + 1, tokens.count - 1) }

    /// Passes over a token if it is the next one.
    mutating func skip(_ kind: TemplateToken.Kind) -> Bool {
        guard current.kind == kind else { return false }
        advance()
        return true
    }

    mutating func expect(_ kind: TemplateToken.Kind) throws(InferenceError) {
        guard skip(kind) else {
            let expected = TemplateToken(kind: kind, offset: 0).description
            throw error("found \(current.description), expected \(expected)")
        }
    }

    mutating func expectName() throws(InferenceError) -> String {
        guard case .name(let name) = current.kind else { throw error("found \(current.description), expected a name") }
        advance()
        return name
    }

    func error(_ problem: String) -> InferenceError { source.error(.template, at: current.offset, problem) }

    /// Parses one level deeper.
    mutating func nested<Result>(
        _ body: (inout TemplateParser) throws(InferenceError) -> Result
    ) throws(InferenceError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= maximumDepth else {
            throw source.error(.limit, at: current.offset, "found more than \(maximumDepth) levels inside each other")
        }
        return try body(&self)
    }
}

extension TemplateParser {
    /// Statements up to a block with one of these names, which is not passed; to the end where there are none.
    private mutating func statements(until names: Set<String>) throws(InferenceError) -> [TemplateStatement] {
        var statements: [TemplateStatement] = []
        while true {
            let offset = current.offset
            switch current.kind {
            case .end:
                guard names.isEmpty else {
                    throw error("found \(current.description), expected \(names.sorted().joined(separator: " or "))")
                }
                return statements
            case .text(let text):
                advance()
                statements.append(TemplateStatement(kind: .text(text), offset: offset))
            case .outputBegin:
                advance()
                let value = try tuple()
                try expect(.outputEnd)
                statements.append(TemplateStatement(kind: .output(value), offset: offset))
            default:
                if case .name(let name) = following.kind, names.contains(name) { return statements }
                statements.append(try block())
            }
        }
    }

    /// A block that begins a statement.
    private mutating func block() throws(InferenceError) -> TemplateStatement {
        try expect(.blockBegin)
        let offset = current.offset
        let name = try expectName()
        let kind = try nested { parser throws(InferenceError) in try parser.statement(name, offset) }
        return TemplateStatement(kind: kind, offset: offset)
    }

    private mutating func statement(_ name: String, _ offset: Int) throws(InferenceError) -> TemplateStatement.Kind {
        switch name {
        case "if": return try branches()
        case "for": return try loop()
        case "set": return try assignment()
        case "macro": return .macro(try macro())
        case "break", "continue":
            guard loopDepth > 0 else { throw source.error(.template, at: offset, "found \(name) outside of a loop") }
            try expect(.blockEnd)
            return name == "break" ? .break : .continue
        case "generation":
            try expect(.blockEnd)
            return .body(try body(until: "endgeneration"))
        case "elif", "else", "endif", "endfor", "endset", "endmacro", "endgeneration":
            throw source.error(.template, at: offset, "found \"\(name)\", which ends nothing that is open")
        default: throw source.unsupported("the statement \"\(name)\"", at: offset)
        }
    }

    /// A body and the block that ends it.
    private mutating func body(until end: String) throws(InferenceError) -> [TemplateStatement] {
        let body = try statements(until: [end])
        try endBlock()
        return body
    }

    /// Passes over `{% name %}`; some authors repeat the name of what ends.
    private mutating func endBlock() throws(InferenceError) {
        advance()
        let name = try expectName()
        if name == "endmacro", case .name = current.kind { advance() }
        try expect(.blockEnd)
    }

    private mutating func branches() throws(InferenceError) -> TemplateStatement.Kind {
        var branches: [(condition: TemplateExpression?, body: [TemplateStatement])] = []
        var condition: TemplateExpression? = try tuple(allowsConditional: false)
        try expect(.blockEnd)
        while true {
            let body = try statements(until: condition == nil ? ["endif"] : ["elif", "else", "endif"])
            branches.append((condition, body))
            advance()
            let name = try expectName()
            condition = name == "elif" ? try tuple(allowsConditional: false) : nil
            try expect(.blockEnd)
            if name == "endif" { return .branches(branches) }
        }
    }

    private mutating func loop() throws(InferenceError) -> TemplateStatement.Kind {
        let targets = try names()
        guard skip(.name("in")) else { throw error("found \(current.description), expected \"in\"") }
        let values = try tuple(allowsConditional: false)
        let condition = skip(.name("if")) ? try expression() : nil
        if case .name("recursive") = current.kind {
            throw source.unsupported("a recursive loop", at: current.offset)
        }
        try expect(.blockEnd)
        loopDepth += 1
        let body = try statements(until: ["else", "endfor"])
        loopDepth -= 1
        var otherwise: [TemplateStatement] = []
        if following.kind == .name("else") {
            try endBlock()
            otherwise = try statements(until: ["endfor"])
        }
        try endBlock()
        return .loop(
            TemplateLoop(targets: targets, values: values, condition: condition, body: body, otherwise: otherwise))
    }

    private mutating func names() throws(InferenceError) -> [String] {
        let hasBrackets = skip(.sign("("))
        var names = [try expectTarget()]
        while skip(.sign(",")) { names.append(try expectTarget()) }
        if hasBrackets { try expect(.sign(")")) }
        return names
    }

    private mutating func expectTarget() throws(InferenceError) -> String {
        let offset = current.offset
        let name = try expectName()
        guard !Self.reserved.contains(name) else {
            throw source.error(.template, at: offset, "found \"\(name)\", which nothing can be called")
        }
        return name
    }

    private mutating func assignment() throws(InferenceError) -> TemplateStatement.Kind {
        if following.kind == .sign(".") {
            let name = try expectTarget()
            advance()
            let member = try expectName()
            try expect(.sign("="))
            return try assigned(to: .member(of: name, member))
        }
        let names = try names()
        if skip(.sign("=")) { return try assigned(to: .names(names)) }
        guard names.count == 1 else { throw error("found \(current.description), expected \"=\"") }
        if case .sign("|") = current.kind { throw source.unsupported("a filter of a set block", at: current.offset) }
        try expect(.blockEnd)
        return .setBlock(names[0], try body(until: "endset"))
    }

    private mutating func assigned(to target: TemplateTarget) throws(InferenceError) -> TemplateStatement.Kind {
        let value = try tuple()
        try expect(.blockEnd)
        return .set(target, value)
    }

    private mutating func macro() throws(InferenceError) -> TemplateMacro {
        let name = try expectTarget()
        var parameters: [(name: String, standard: TemplateExpression?)] = []
        try expect(.sign("("))
        while !skip(.sign(")")) {
            if !parameters.isEmpty { try expect(.sign(",")) }
            let name = try expectTarget()
            let standard = skip(.sign("=")) ? try expression() : nil
            guard standard != nil || parameters.last?.standard == nil else {
                throw error("the parameter \(name) needs a default, since the one before it has one")
            }
            parameters.append((name, standard))
        }
        try expect(.blockEnd)
        let outerLoops = loopDepth
        loopDepth = 0
        defer { loopDepth = outerLoops }
        return TemplateMacro(name: name, parameters: parameters, body: try body(until: "endmacro"))
    }
}
