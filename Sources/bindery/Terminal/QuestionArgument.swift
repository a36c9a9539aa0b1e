internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Foundation

/// A question that somebody asks.
struct QuestionArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The question; - reads it from standard input.", valueName: "question"))
    var question: String

    /// The question's text.
    func text() throws -> String {
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

/// The language of question and answer.
struct LanguageOption: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Language of question and answer; the registry's by default.", valueName: "tag")
    )
    var language: String?

    func validate() throws {
        if let language, !TextRules.isLanguageTag(language) {
            throw ValidationError("--language is `\(language)`, expected a BCP 47 tag such as en or pt-BR")
        }
    }
}
