/// A statement of a template.
struct TemplateStatement: Sendable {
    indirect enum Kind: Sendable {
        case text(String)
        case output(TemplateExpression)
        /// Conditions in order, each with its body; what is last without one is `else`.
        case branches([(condition: TemplateExpression?, body: [TemplateStatement])])
        case loop(TemplateLoop)
        case set(TemplateTarget, TemplateExpression)
        case setBlock(String, [TemplateStatement])
        case macro(TemplateMacro)
        case `break`, `continue`
        /// `generation`: what the assistant says, marked for training; here just a body.
        case body([TemplateStatement])
    }

    let kind: Kind
    let offset: Int
}

/// `{% for targets in values if condition %}`
struct TemplateLoop: Sendable {
    let targets: [String]
    let values: TemplateExpression
    let condition: TemplateExpression?
    let body: [TemplateStatement]
    let otherwise: [TemplateStatement]
}

/// What `set` assigns to.
enum TemplateTarget: Sendable {
    case names([String])
    /// A member of a namespace.
    case member(of: String, String)
}

/// `{% macro name(parameters) %}`
struct TemplateMacro: Sendable {
    let name: String
    let parameters: [(name: String, standard: TemplateExpression?)]
    let body: [TemplateStatement]
}
