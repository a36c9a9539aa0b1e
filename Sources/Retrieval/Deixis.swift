/// Whether a question points at something that only its reader sees: `this sentence`, `the attached`, `the code below`.
enum Deixis {
    static func isFound(in words: [String]) -> Bool {
        let cores = words.map { PunctuatedWord($0).core }
        return cores.indices.contains { index in
            let next = index + 1 < cores.count ? cores[index + 1] : nil
            // A clause ends at punctuation, and at the end.
            let endsClause = next == nil || !PunctuatedWord(words[index]).trail.isEmpty
            switch cores[index] {
            case "this", "these", "those", "aforementioned": return true
            case "the": return next.map(pointedAt.contains) ?? false
            case "below", "above": return endsClause || next.map(joining.contains) ?? false
            case "here", "that": return endsClause || next == "mean" || next == "means"
            case "attached", "following", "previous": return index == 0
            default: return false
            }
        }
    }

    private static let pointedAt: Set<Substring> = [
        "attached", "attachment", "following", "above", "below", "previous", "preceding",
    ]
    private static let joining: Set<Substring> = ["in", "and", "to", "into", "is", "are", "for", "with", "as", "using"]
}
