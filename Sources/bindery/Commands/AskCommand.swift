internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Foundation
internal import JSON
internal import KnowledgeRegistry

/// `bindery ask`.
struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Answer a question: with the bound document, or else with a model's fresh answer.",
        discussion: """
            The answer goes to standard output; what it is, bound or not, to standard error. A bound document is found \
            as `bindery resolve` does. A fresh answer is nobody's word: the command that would bind it is printed. Ends \
            with 1 where no document answers and no model is named.
            Example: bindery ask "What is a hash?" --registry library --model demo --stream
            Of an engine: bindery ask "What is a hash?" --engine http://127.0.0.1:8080
            """)

    @OptionGroup var question: QuestionArgument
    @Option(name: .long, help: ArgumentHelp("The registry's folder.", valueName: "dir"))
    var registry: String?
    @Option(
        name: .long,
        help: ArgumentHelp("The trust root to start from, in place of the pinned one.", valueName: "sha256:…"))
    var root: Address?
    @OptionGroup var language: LanguageOption
    @OptionGroup var answering: AnsweringOptions
    @Flag(name: .long, help: "Write the text of a model as it comes.")
    var stream = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard registry != nil || answering.engine.engine != nil else {
            throw ValidationError("name the registry's folder with --registry, or an engine with --engine")
        }
        guard !stream || !output.json else {
            throw ValidationError(
                "--stream writes text as it comes, and --json one object at the end: give one of them")
        }
    }

    func run() async throws {
        let bindery = Bindery(.process())
        let question = try question.text()
        let library = try registry.map { try Registry(opening: $0) }
        let resolution = try library.map {
            try bindery.resolve(question, in: $0, root: root, language: language.language)
        }
        if let resolution, resolution.answer != nil || !answering.namesModel {
            return try show(AskReport(resolution))
        }
        if let resolution, !output.json { resolution.lines.forEach(Console.note) }
        let derived = try await answering.derive(
            question, bindery, in: library, writing: stream ? Console.write(answer:) : nil)
        if output.json { return Console.print(AskReport(derived, after: resolution).json) }
        if !stream { Console.write(answer: derived.text) }
        endLine(of: derived.text)
        Console.note("not bound: a model wrote this just now, and nobody approved it. To bind what it answers:")
        Console.note("  \(bindCommand(question))")
    }

    /// What a registry says: an answer, or why there is none.
    private func show(_ report: AskReport) throws {
        if output.json {
            Console.print(report.json)
        } else {
            if let text = report.text {
                Console.write(answer: text)
                endLine(of: text)
                Console.note("bound:")
            }
            report.resolution?.lines.forEach(Console.note)
        }
        if report.text == nil { throw ExitCode(1) }
    }

    /// On a terminal, what follows an answer begins on a line of its own.
    private func endLine(of text: String) {
        if isatty(STDOUT_FILENO) == 1, !text.hasSuffix("\n") { Console.print() }
    }

    /// The command that binds an answer of the same model, for a shell.
    private func bindCommand(_ question: String) -> String {
        func quoted(_ word: String) -> String {
            "'" + Console.visible(word).replacing("'", with: "'\\''") + "'"
        }
        var words = ["bindery bind", quoted(question)]
        if let model = answering.model { words += ["--model", quoted("\(model)")] }
        if let engine = answering.engine.engine { words += ["--engine", quoted(engine)] }
        if let model = answering.engine.engineModel { words += ["--engine-model", quoted(model)] }
        if let messages = answering.prompt.messages { words += ["--messages", quoted(messages)] }
        if answering.prompt.temperature != "0" { words += ["--temperature", quoted(answering.prompt.temperature)] }
        if let seed = answering.prompt.seed { words += ["--seed", quoted(seed)] }
        return (words + ["--key FILE --registry", registry.map(quoted) ?? "DIR"]).joined(separator: " ")
    }
}
