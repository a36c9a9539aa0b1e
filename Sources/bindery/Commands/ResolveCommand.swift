internal import ArgumentParser
internal import BinderyService
internal import JSON

/// `bindery resolve`.
struct ResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Find the document that answers a question.",
        discussion: """
            Compares the question with canonical questions and approved wordings, by their normal form: case, white \
            space, compatibility characters and punctuation at the end do not count, nor in English contractions, \
            politeness and spelled numbers. Nothing is guessed, and the question is kept nowhere. Ends with 1 where \
            no document answers.
            Example: bindery resolve "what's a hash function" --registry library
            From a pipe, where no list of processes shows it: bindery resolve - --registry library < question.txt
            """)

    @OptionGroup var question: QuestionArgument
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var language: LanguageOption
    @Flag(name: .long, help: "Take a withdrawn document for an answer too.")
    var withdrawn = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        let question = try question.text()
        let report = try Bindery(.process()).resolve(
            question, in: registry.open(), root: registry.root, language: language.language, takesWithdrawn: withdrawn)
        output.json ? Console.print(report.json) : report.lines.forEach { Console.print($0) }
        if report.result != .answer { throw ExitCode(1) }
    }
}
