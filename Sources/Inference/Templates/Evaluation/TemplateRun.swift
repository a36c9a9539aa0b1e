/// One evaluation of a template: its output, and what is left of its limits.
final class TemplateRun {
    let source: TemplateSource
    let limits: TemplateLimits
    private(set) var output = ""
    private var stepCount = 0
    private var textByteCount = 0
    private var depth = 0
    /// The scopes in which macros are defined: a macro and its scope hold each other.
    private var scopes: [TemplateScope] = []

    init(_ source: TemplateSource, limits: TemplateLimits) {
        self.source = source
        self.limits = limits
    }

    deinit { for scope in scopes { scope.removeAll() } }

    /// Defines a macro in a scope; the scope is emptied when the run ends.
    func define(_ macro: TemplateMacro, in scope: TemplateScope) {
        scope.set(macro.name, .macro(TemplateMacroValue(macro: macro, scope: scope)))
        scopes.append(scope)
    }

    func error(_ problem: String, at offset: Int) -> InferenceError { source.error(.template, at: offset, problem) }

    /// Counts `count` steps.
    func spend(_ count: Int = 1, at offset: Int) throws(InferenceError) {
        stepCount += min(count, limits.maximumStepCount)
        guard count <= limits.maximumStepCount, stepCount <= limits.maximumStepCount else {
            throw source.error(.limit, at: offset, "the template takes more than \(limits.maximumStepCount) steps")
        }
    }

    /// Counts a text of so many bytes, before it is made.
    func spend(bytes count: Int, at offset: Int) throws(InferenceError) {
        textByteCount += min(count, limits.maximumTextByteCount)
        guard count <= limits.maximumTextByteCount, textByteCount <= limits.maximumTextByteCount else {
            throw source.error(
                .limit, at: offset, "the template makes more than \(limits.maximumTextByteCount) bytes of text")
        }
    }

    /// A text that was made, counted.
    func made(_ text: String, at offset: Int) throws(InferenceError) -> TemplateValue {
        try spend(bytes: text.utf8.count, at: offset)
        return .string(text)
    }

    /// A list that was made, counted and not too deep.
    func made(
        _ elements: [TemplateValue], isTuple: Bool = false, at offset: Int
    ) throws(InferenceError) -> TemplateValue {
        try checked(.list(TemplateList(elements, isTuple: isTuple)), parts: elements, at: offset)
    }

    /// A value made of others, which must be plain, not too deep and not too large.
    func checked(
        _ value: TemplateValue, parts: [TemplateValue], at offset: Int
    ) throws(InferenceError) -> TemplateValue {
        try spend(parts.count, at: offset)
        if let part = parts.first(where: { !$0.isPlain }) {
            throw source.unsupported("\(part.typeName) inside of another value", at: offset)
        }
        guard value.extent.depth <= limits.maximumDepth else {
            throw source.error(.limit, at: offset, "found more than \(limits.maximumDepth) values inside each other")
        }
        guard value.extent.weight <= limits.maximumStepCount else {
            throw source.error(
                .limit, at: offset, "found a value that takes more than \(limits.maximumStepCount) steps")
        }
        return value
    }

    /// Evaluates one level deeper.
    func nested<Result>(
        at offset: Int, _ body: () throws(InferenceError) -> Result
    ) throws(InferenceError) -> Result {
        depth += 1
        defer { depth -= 1 }
        try spend(at: offset)
        guard depth <= limits.maximumEvaluationDepth else {
            throw source.error(
                .limit, at: offset, "found more than \(limits.maximumEvaluationDepth) evaluations inside each other")
        }
        return try body()
    }

    func write(_ text: String, at offset: Int) throws(InferenceError) {
        try spend(bytes: text.utf8.count, at: offset)
        output += text
    }

    /// What `body` writes, instead of writing it.
    func captured(_ body: () throws(InferenceError) -> Void) throws(InferenceError) -> String {
        let outer = output
        output = ""
        defer { output = outer }
        try body()
        return output
    }
}
