import AnswerComparison
import Testing

@Suite struct RefusalTests {
    private let comparator = AnswerComparator(language: "en")

    @Test(arguments: [
        "", "  \n", "...", "?!", "- \n- ", "I cannot answer this question.", "I can't help with that.",
        "I’m sorry, but I can’t assist with that request.", "As an AI, I do not have opinions.",
        "As an AI language model, I cannot provide medical advice. Please consult a doctor.", "I don't know.",
        "I do not have enough information to answer.", "Unfortunately, I am unable to answer.", "N/A", "Unknown.",
        "Sorry, I cannot do that. Is there anything else I can help you with?", "No answer.",
        "I am not able to browse the web, but I can help you write a query.", "I'm sorry.",
        "I won't answer that. If you want, ask me something else.",
    ])
    func `it is no answer`(answer: String) { #expect(comparator.isUnanswered(answer)) }

    @Test(arguments: [
        "42", "Yes.", "No.", "Oslo", "A log cannot be changed.", "Nobody knows. Estimates range from 5 to 10.",
        "I cannot verify this, but it was 5 % in 2024.", "You cannot divide by zero.",
        "As an AI model grows, it needs more energy.",
        "It is unknown how many there are: estimates range from 5 to 10.",
        "The error is in line 5.", "Null is the absence of a value.", "None of the keys is lost.",
        "I don't know of a better proof than this: take all primes, multiply them and add one. The result is new.",
        "Machines say \"I cannot answer\" when they must refuse.",
        "I am a small demonstration model that repeats a fixed list of answers; do not rely on me for anything else.",
    ])
    func `it is an answer`(answer: String) { #expect(!comparator.isUnanswered(answer)) }
}
