/// Verbs that the starter library's sentences have, and the words around them.
enum Verbs {
    /// What `not` follows directly.
    static let auxiliaries: Set<String> = ["is", "are", "was", "were", "can", "will", "must", "should", "has", "have"]
    static let contracted = [
        "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "must": "mustn't", "should": "shouldn't",
    ]
    /// Words that deny, so that a further denial would be none.
    static let negatives: Set<String> = [
        "not", "no", "never", "cannot", "nobody", "none", "nothing", "neither", "nor", "without", "few", "little",
        "rarely", "hardly", "isn't", "aren't", "doesn't", "don't", "can't", "won't", "nowhere",
    ]
    /// Words that open a clause, or make a statement about a part of something only.
    static let openers: Set<String> = [
        "that", "which", "who", "whose", "where", "when", "while", "because", "as", "since", "although", "whatever",
        "whoever", "what", "how", "why", "by", "for", "some", "many", "several", "in", "on", "at", "with", "to", "and",
        "or", "than", "during", "after", "before", "once", "until", "so", "often", "usually", "being",
    ]
    /// Words after a verb under which a denial would deny only the word: `is not only`, `is not often`.
    static let softeners: Set<String> = [
        "only", "often", "usually", "mostly", "mainly", "also", "therefore", "sometimes", "generally", "always", "both",
        "either", "then", "chiefly", "typically", "normally", "all", "why", "how", "what", "when", "where", "to",
    ]
    private static let bases: Set<String> = [
        "use", "mean", "need", "give", "take", "make", "show", "move", "depend", "store", "keep", "turn", "prove",
        "hold", "work", "run", "sign", "copy", "apply", "find", "write", "define", "translate",
        "measure", "boil", "travel", "expand", "equal", "contain", "cover", "carry", "manage", "reflect", "absorb",
        "save", "grow", "reduce", "lower", "raise", "disprove", "help", "fit", "remember",
        "describe", "combine", "accept", "require", "stay", "verify", "multiply", "count", "ask", "pretend", "undo",
        "open", "add", "stand", "reject", "consist", "include", "exclude", "protect", "produce", "divide",
        "begin", "come", "end", "rise", "fall", "differ", "matter", "exist", "allow", "let", "tell", "say", "look",
        "select", "choose", "consume", "explain", "follow", "speed", "guarantee", "contradict", "vary", "concern",
        "identify", "suit", "agree", "publish", "put", "tie", "train", "learn", "gain", "burn", "split",
        "divide", "affect", "avoid", "rely", "replace", "bring", "cause", "worsen", "improve", "encourage",
    ]

    static func isVerb(_ word: String) -> Bool { bases.contains(word) }

    /// The base of `uses`, `carries`, `expresses`; `nil` for what is not a known verb in the third person.
    static func base(of word: String) -> String? {
        guard word.hasSuffix("s") else { return nil }
        let stem = String(word.dropLast())
        if bases.contains(stem) { return stem }
        guard word.hasSuffix("es") else { return nil }
        let short = String(word.dropLast(2))
        if short.hasSuffix("i"), bases.contains(short.dropLast() + "y") { return short.dropLast() + "y" }
        return bases.contains(short) ? short : nil
    }

    static func thirdPerson(of base: String) -> String {
        if base.hasSuffix("y"), let before = base.dropLast().last, !"aeiou".contains(before) {
            return base.dropLast() + "ies"
        }
        return base + (["s", "x", "h", "o"].contains { base.hasSuffix($0) } ? "es" : "s")
    }

    static func isParticiple(_ word: String) -> Bool {
        word.hasSuffix("ed")
            || [
                "been", "become", "begun", "found", "made", "taken", "known", "shown", "met", "given", "written",
                "grown", "gone", "had",
            ].contains(word)
    }
}
