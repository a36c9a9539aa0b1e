/// The names of one stretch of a template, and those around it.
///
/// Bodies of loops, macros and set blocks have a scope of their own: what they set is gone behind them.
final class TemplateScope {
    private var variables: [String: TemplateValue] = [:]
    private let parent: TemplateScope?

    init(in parent: TemplateScope?) { self.parent = parent }

    /// Names are ASCII, so that equal strings are equal bytes.
    func set(_ name: String, _ value: TemplateValue) { variables[name] = value }

    func value(_ name: String) -> TemplateValue? {
        var scope: TemplateScope? = self
        while let current = scope {
            if let value = current.variables[name] { return value }
            scope = current.parent
        }
        return nil
    }

    /// Drops every value: a macro holds the scope that it stands in, and the scope the macro.
    func removeAll() { variables = [:] }
}
