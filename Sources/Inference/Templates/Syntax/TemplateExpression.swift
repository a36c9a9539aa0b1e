/// An expression, and the byte of the source where its operator or name stands.
struct TemplateExpression: Sendable {
    indirect enum Kind: Sendable {
        case literal(TemplateLiteral)
        case name(String)
        case list([TemplateExpression], isTuple: Bool)
        case map([(TemplateExpression, TemplateExpression)])
        case attribute(TemplateExpression, String)
        case item(TemplateExpression, TemplateExpression)
        case slice(TemplateExpression, start: TemplateExpression?, stop: TemplateExpression?, step: TemplateExpression?)
        case call(TemplateExpression, TemplateArguments)
        case filter(TemplateExpression, String, TemplateArguments)
        case test(TemplateExpression, String, TemplateArguments, isNegated: Bool)
        case unary(String, TemplateExpression)
        case binary(String, TemplateExpression, TemplateExpression)
        /// `a < b <= c`: each operator with what stands behind it.
        case comparison(TemplateExpression, [(String, TemplateExpression)])
        case conditional(TemplateExpression, condition: TemplateExpression, otherwise: TemplateExpression?)
    }

    let kind: Kind
    let offset: Int
    /// How many expressions stand in each other here.
    let depth: Int

    init(_ kind: Kind, at offset: Int, over parts: [TemplateExpression]) {
        self.kind = kind
        self.offset = offset
        depth = 1 + (parts.map(\.depth).max() ?? 0)
    }
}

/// What is passed to a macro, function, method, filter or test.
struct TemplateArguments: Sendable {
    var positional: [TemplateExpression] = []
    var named: [(name: String, value: TemplateExpression)] = []

    var all: [TemplateExpression] { positional + named.map(\.value) }
}

/// A constant of a template.
enum TemplateLiteral: Sendable {
    case none, bool(Bool), integer(Int), float(Double), string(String)
}
