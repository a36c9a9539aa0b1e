public import JSON

/// The chat template of a model: turns a conversation into the prompt that the model was trained on.
///
/// Templates are written in Jinja. A subset is understood, and everything else refused by its name, line and column
/// before or while it is evaluated. A template is a program that came with a model file, so it runs under
/// ``TemplateLimits`` and sees nothing but the conversation: no file, no clock, no random source.
public struct ChatTemplate: Sendable {
    private let source: TemplateSource
    private let statements: [TemplateStatement]
    private let limits: TemplateLimits

    /// Parses a template.
    ///
    /// - Parameter name: what errors call the template, such as `model.gguf: tokenizer.chat_template`.
    /// - Throws: `template`, `unsupported` or `limit`, with line and column.
    public init(_ text: String, name: String, limits: TemplateLimits = .init()) throws(InferenceError) {
        source = try TemplateSource(text, name: name, limits: limits)
        self.limits = limits
        statements = try TemplateParser.statements(of: source, limits: limits)
    }

    /// The prompt.
    ///
    /// - Parameter context: an object with what the template names: `messages`, `add_generation_prompt`, `bos_token`,
    ///   `eos_token`, and whatever else a model's template knows, such as `tools`.
    /// - Throws: `refusedByTemplate` with the template's own words; `template`, `unsupported` or `limit`, with line and
    ///   column.
    public func render(_ context: JSONNode) throws(InferenceError) -> String {
        let run = TemplateRun(source, limits: limits)
        let scope = TemplateScope(in: nil)
        for member in context.members { scope.set(member.name, TemplateValue(member.value)) }
        try run.execute(statements, in: scope)
        return run.output
    }
}
