/// What people say around a question without asking anything: `please`, `can you tell me`, `quick question:`, `thanks!`.
///
/// A phrase goes only where a question is left: before a word that opens one, or set off by punctuation from three words or more. So
/// `hello world` and `tell me about it` stay what they are. `Can you give blood?` asks something, so `can you` alone is none.
enum PolitePhrase {
    /// The words without such phrases before and after them.
    static func removed(from words: [String]) -> [String] {
        var rest = words[...]
        while let count = prefixLength(of: rest) { rest = rest.dropFirst(count) }
        while let count = suffixLength(of: rest) { rest = rest.dropLast(count) }
        return Array(rest)
    }

    private static func prefixLength(of words: ArraySlice<String>) -> Int? {
        guard let first = words.first.map({ String(PunctuatedWord($0).core) }), let phrases = prefixes[first] else {
            return nil
        }
        return phrases.first { phrase in
            guard words.count > phrase.count else { return false }
            let parts = words.prefix(phrase.count).map(PunctuatedWord.init)
            guard zip(parts, phrase).allSatisfy({ $0.core == $1 }), parts.dropLast().allSatisfy(\.trail.isEmpty) else {
                return false
            }
            let rest = words.dropFirst(phrase.count)
            let opening = rest.first.map { String(PunctuatedWord($0).core) } ?? ""
            let isSetOff = parts.last.map { !$0.trail.isEmpty } ?? false
            return openings.contains(opening) || prefixLength(of: rest) != nil || isSetOff && rest.count > 2
        }?.count
    }

    private static func suffixLength(of words: ArraySlice<String>) -> Int? {
        suffixes.first { phrase in
            guard words.count > phrase.count + 1,
                zip(words.suffix(phrase.count), phrase).allSatisfy({ PunctuatedWord($0).core == $1 }),
                let before = words.dropLast(phrase.count).last
            else { return false }
            return !PunctuatedWord(before).trail.isEmpty
        }?.count
    }

    /// By their first word, longer ones first.
    private static let prefixes: [String: [[String]]] = {
        let asking = ["can", "could", "would", "will"].flatMap { verb in
            ["tell me", "please tell me", "kindly tell me", "please", "answer this", "please answer this"].map {
                "\(verb) you \($0)"
            }
        }
        let all =
            asking + [
                "please", "pls", "kindly", "tell me", "hi", "hello", "hey", "hi there", "hello there", "hey there",
                "good morning", "good afternoon", "good evening", "excuse me", "quick question",
                "just a quick question",
                "i would like to know", "i'd like to know", "i want to know", "i wanted to know", "i need to know",
                "i was wondering", "i am wondering", "just wondering", "may i ask", "can i ask", "could i ask",
            ]
        let phrases = all.map { $0.split(separator: " ").map(String.init) }.sorted { $0.count > $1.count }
        return Dictionary(grouping: phrases) { $0[0] }
    }()

    private static let suffixes = [["thank", "you"], ["please", "help"], ["thanks"], ["please"], ["cheers"]]

    /// Words that open a question or a request.
    private static let openings: Set<String> = [
        "what", "who", "whom", "whose", "where", "when", "why", "how", "which", "is", "are", "am", "was", "were", "do",
        "does", "did", "can", "could", "should", "would", "will", "has", "have", "had", "may", "might", "explain",
        "describe", "define", "list", "compare", "summarise", "summarize", "name", "give", "show", "translate",
        "calculate", "convert", "write",
    ]
}
