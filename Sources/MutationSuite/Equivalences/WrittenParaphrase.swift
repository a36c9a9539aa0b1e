/// An answer of the starter library and the same statements in other words, written by a person.
struct WrittenParaphrase {
    /// The id of the answer.
    let id: String
    /// The answer that was reworded; a library whose answer differs gets no paraphrase of it.
    let answer: String
    /// Other wordings: nothing more, nothing less.
    let wordings: [String]
    /// A true sentence that the answer does not have.
    let addition: String

    init(_ id: String, _ answer: String, _ wordings: [String], adding addition: String) {
        (self.id, self.answer, self.wordings, self.addition) = (id, answer, wordings, addition)
    }

    static let all = computing + git + nature + places + measures

    /// The paraphrase of an answer, if one was written for exactly this text.
    static func of(_ source: SourceAnswer) -> WrittenParaphrase? {
        all.first { $0.id == source.id && $0.answer.utf8.elementsEqual(source.text.utf8) }
    }
}
