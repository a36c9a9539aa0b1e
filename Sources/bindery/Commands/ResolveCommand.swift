internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Foundation
internal import JSON
internal import KnowledgeRegistry
internal import Retrieval

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

    @Argument(help: ArgumentHelp("The question; - reads it from standard input.", valueName: "question"))
    var question: String
    @OptionGroup var registry: RegistryOptions
    @Option(
        name: .long, help: ArgumentHelp("Language of question and answer; the registry's by default.", valueName: "tag")
    )
    var language: String?
    @Flag(name: .long, help: "Take a withdrawn document for an answer too.")
    var withdrawn = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let language, !TextRules.isLanguageTag(language) {
            throw ValidationError("--language is `\(language)`, expected a BCP 47 tag such as en or pt-BR")
        }
    }

    func run() throws {
        let bindery = Bindery(.process())
        let question = try text()
        let registry = try registry.open()
        let pinned = try bindery.pinnedRoot(given: self.registry.root, origin: registry.description.origin)
        let language = language ?? registry.description.defaults.language
        let resolution = try QuestionResolver(registry, pinned: pinned).resolve(
            question, language: language, instant: bindery.environment.clock())
        let report = ResolutionReport(resolution, language: language, takesWithdrawn: withdrawn)
        output.json ? Console.print(report.json) : report.lines.forEach { Console.print($0) }
        if report.result != .answer { throw ExitCode(1) }
    }

    private func text() throws -> String {
        let limit = QuestionText.maximumByteCount
        var bytes = Array(question.utf8)
        if question == "-" {
            bytes = Array(try FileHandle.standardInput.read(upToCount: limit + 2) ?? Data())
            if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        }
        guard bytes.count <= limit, let text = String(validating: bytes, as: UTF8.self),
            !text.allSatisfy(\.isWhitespace)
        else {
            throw ServiceError(
                .usage, at: "question", "the question is empty, no UTF-8 or longer than \(limit) bytes",
                remedy: "Ask in one sentence.")
        }
        return text
    }
}

extension ResolutionReport {
    /// What a person reads.
    fileprivate var lines: [String] {
        switch result {
        case .none: return ["none  no bound document answers this question"]
        case .ambiguous:
            return ["ambiguous  several documents have this question; none of them is the answer"]
                + documents.flatMap(lines)
        case .rejected:
            return ["rejected  the document that has this question does not verify"] + documents.flatMap(lines)
        case .withdrawn:
            return ["withdrawn  the document that has this question is no answer any more"] + documents.flatMap(lines)
        case .quarantined:
            return ["quarantined  the document that has this question is contradicted when it is derived again"]
                + documents.flatMap(lines)
        case .answer: return documents.flatMap(lines)
        }
    }

    private func lines(_ resolved: ResolvedDocument) -> [String] {
        let (document, verification) = (resolved.document, resolved.verification)
        let scope = [document.scope.jurisdiction, document.scope.audience, document.scope.subject].compactMap { $0 }
        let about = ([document.scope.language] + scope).map(Console.visible).joined(separator: ", ")
        return [
            Console.visible(document.question),
            "  \(resolved.object.address)",
            "  version \(document.version) of \(resolved.object.envelope.validFrom.day), as of \(document.asOf), for \(about)",
            "  \(verification.verdict.rawValue), \(resolved.status.name)"
                + (match.map { ", matched by \($0.rawValue)" } ?? ""),
        ] + verification.findings.map { Console.visible("  \($0.severity)  \($0.problem)") }
    }
}
