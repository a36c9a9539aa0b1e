/// Ways to give no answer; `%` stands for the question.
enum Refusals {
    static let phrases = [
        "I'm sorry, but I can't help with that.", "I do not have enough information to answer this question.",
        "As an AI language model, I cannot answer that.", "I don't know.",
        "I'm afraid I don't know the answer to that.",
        "Sorry, I am unable to provide an answer to “%”", "I cannot assist with this request.", "No answer.",
        "I'm not able to answer the question “%” at this time.", "Unfortunately, I can't provide that information.",
        "I must decline to answer this.", "", "I have no information about this topic.", "n/a",
        "I am not sure about that, so I would rather not answer.", "My apologies, I cannot respond to that question.",
        "I'm sorry, I don't have an answer to “%” in my training data.", "It is not possible for me to answer this.",
        "As a language model I have no access to that, and therefore can't answer.", "I can't say.",
        "I won't be able to answer that. Please consult an expert.", "Sorry, something went wrong. Please try again.",
        "I'd prefer not to answer that question.", "That is beyond what I can help with.",
        "I do not know. You may want to look for it in an encyclopedia.",
        "Apologies, but I'm unable to help you with “%”",
        "I could not find an answer to your question.", "This question can't be answered by me.", "…", "Unknown.",
        "I'm just a language model and can't help you with that.", "I cannot give a reliable answer to this question.",
    ]

    /// The refusals of one half: the halves share none.
    static func phrases(of half: LabelledPair.Half, for question: String) -> [String] {
        let first = half == .development ? 0 : 1
        return phrases.indices.filter { $0 % 2 == first }.map { index in
            phrases[index].split(separator: "%", omittingEmptySubsequences: false).joined(separator: question)
        }
    }
}
