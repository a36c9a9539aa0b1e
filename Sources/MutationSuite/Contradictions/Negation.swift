/// Denies what a sentence claims, or claims what it denies.
enum Negation {
    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        guard !sentence.isNoClaim else { return [] }
        let denials = sentence.words.filter { Verbs.negatives.contains($0.lower) }.count
        if denials == 1 { return affirmed(sentence) }
        return denials == 0 && !sentence.has(["some", "may", "might", "perhaps", "sometimes", "neither"])
            ? denied(sentence) + framed(sentence) : []
    }

    // MARK: Taking a denial away

    private static func affirmed(_ sentence: Sentence) -> [Rewriting] {
        sentence.words.indices.flatMap { index -> [Rewriting] in
            switch sentence.lower(index) {
            case "cannot": [sentence.replacing(index...index, with: "can")]
            case "not" where Verbs.auxiliaries.contains(sentence.lower(index - 1)) && !isContrast(sentence, index):
                [sentence.replacing(index - 1...index, with: sentence.lower(index - 1))]
            case "not" where sentence.lower(index - 1) == "does" && Verbs.isVerb(sentence.lower(index + 1)):
                [sentence.replacing(index - 1...index + 1, with: Verbs.thirdPerson(of: sentence.lower(index + 1)))]
            case "not" where sentence.lower(index - 1) == "do" && index > 1 && Verbs.isVerb(sentence.lower(index + 1)):
                [sentence.replacing(index - 1...index + 1, with: sentence.lower(index + 1))]
            default: []
            }
        }
    }

    /// `is not A but B`, `is not only`, `does not yet`: without its `not` the sentence says nothing clear.
    private static func isContrast(_ sentence: Sentence, _ index: Int) -> Bool {
        ["only", "yet", "just"].contains(sentence.lower(index + 1)) || sentence.has(["but"])
    }

    // MARK: Denying

    /// Denies the first finite verb, if it is the verb of the main clause.
    private static func denied(_ sentence: Sentence) -> [Rewriting] {
        guard
            let index = sentence.words.indices.first(where: {
                $0 > 0 && (Verbs.auxiliaries.contains(sentence.lower($0)) || Verbs.base(of: sentence.lower($0)) != nil)
            }), isMainVerb(sentence, index)
        else { return [] }
        let verb = sentence.lower(index)
        if verb == "has" || verb == "have" {
            let isAuxiliary = Verbs.isParticiple(sentence.lower(index + 1))
            let does = verb == "has" ? "does" : "do"
            return [sentence.replacing(index...index, with: isAuxiliary ? "\(verb) not" : "\(does) not have")]
        }
        if verb == "can" {
            return [
                sentence.replacing(index...index, with: "cannot"), sentence.replacing(index...index, with: "can never"),
            ]
        }
        if Verbs.auxiliaries.contains(verb) {
            return [sentence.replacing(index...index, with: "\(verb) not")]
                + (Verbs.contracted[verb].map { [sentence.replacing(index...index, with: $0)] } ?? [])
        }
        guard let base = Verbs.base(of: verb) else { return [] }
        return ["does not \(base)", "never \(verb)", "doesn't \(base)"].map {
            sentence.replacing(index...index, with: $0)
        }
    }

    /// Whether nothing before the verb opens a clause below the main one, and nothing behind it weakens the denial.
    private static func isMainVerb(_ sentence: Sentence, _ index: Int) -> Bool {
        let before = sentence.words[..<index]
        return index <= 9 && !before.contains { Verbs.openers.contains($0.lower) || $0.precedesPunctuation }
            && !["there", "one", "you", "what"].contains(sentence.lower(0))
            && !Verbs.softeners.contains(sentence.lower(index + 1)) && !sentence.words[index].precedesPunctuation
            && !sentence.text.prefix(4).contains("*") && !Verbs.isVerb(sentence.lower(0))
    }

    // MARK: Denying from outside

    private static func framed(_ sentence: Sentence) -> [Rewriting] {
        guard ["the", "a", "an", "most", "each", "every", "all", "this"].contains(sentence.lower(0)),
            sentence.text.first?.isLetter == true, sentence.text.hasSuffix("."),
            !sentence.text.contains(where: { ";:()".contains($0) }), !sentence.has(["but", "so", "therefore"])
        else { return [] }
        return ["It is not true that ", "It is false that ", "It is not the case that "].map { frame in
            Rewriting(text: frame + sentence.text.decapitalized, note: "+ \(frame)")
        }
    }
}
