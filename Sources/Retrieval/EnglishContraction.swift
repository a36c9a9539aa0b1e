/// Contractions of English: `what's` asks what `what is` asks.
///
/// What stands for two things stays as it is: `he'd`, and `'s` after anything but the words below, where it may be a genitive.
enum EnglishContraction {
    /// The words that a word stands for.
    static func expanded(_ word: String) -> [String] {
        guard word.utf8.count >= 3 else { return [word] }
        let parts = PunctuatedWord(word)
        guard let words = words(of: String(parts.core)) else { return [word] }
        return ["\(parts.lead)\(words[0])", "\(words[1])\(parts.trail)"]
    }

    private static func words(of word: String) -> [String]? {
        if let words = written[word] { return words }
        guard let quote = word.utf8.lastIndex(of: UInt8(ascii: "'")) else { return nil }
        let (stem, ending) = (String(word[..<quote]), word[quote...].dropFirst())
        switch ending {
        case "s": return beforeIs.contains(stem) ? [stem, "is"] : nil
        case "re": return [stem, "are"]
        case "ll": return [stem, "will"]
        case "ve": return [stem, "have"]
        case "m": return stem == "i" ? ["i", "am"] : nil
        case "t":
            return stem.hasSuffix("n") && negated.contains(String(stem.dropLast()))
                ? [String(stem.dropLast()), "not"] : nil
        default: return nil
        }
    }

    private static let beforeIs: Set<String> = [
        "what", "who", "where", "when", "why", "how", "that", "there", "here", "it", "he", "she",
    ]
    private static let negated: Set<String> = [
        "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "could", "should", "would", "must",
        "need",
    ]
    /// Irregular ones, and those that people write without the apostrophe and that are no other word.
    private static let written: [String: [String]] = [
        "can't": ["can", "not"], "cannot": ["can", "not"], "won't": ["will", "not"], "shan't": ["shall", "not"],
        "let's": ["let", "us"], "whats": ["what", "is"], "hows": ["how", "is"], "wheres": ["where", "is"],
        "dont": ["do", "not"], "doesnt": ["does", "not"], "didnt": ["did", "not"], "isnt": ["is", "not"],
        "arent": ["are", "not"], "wasnt": ["was", "not"], "couldnt": ["could", "not"], "shouldnt": ["should", "not"],
        "wouldnt": ["would", "not"],
    ]
}
