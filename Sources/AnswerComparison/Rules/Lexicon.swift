/// What is known of a language: its operators, the words that mean the same, and those that mean the opposite.
struct Lexicon: Sendable {
    let basis: Comparison.Basis
    let dropped: Set<String>
    let prepositions: Set<String>
    let directions: Set<String>
    let copulas: Set<String>
    /// The verbs without which a sentence says nothing.
    let auxiliaries: Set<String>
    let articles: Set<String>
    let anaphoric: Set<String>
    let abbreviations: Set<String>
    let negations: Set<String>
    let quantifiers: [String: Quantifier]
    let modals: [String: Modal]
    let knownNames: Set<String>
    /// The concepts that name one kind among many, and the general words that may stand for them.
    let kinds: Set<String>
    let generalKinds: Set<String>
    /// The concepts of verbs that deny without a "not".
    let denials: Set<String>
    let units: UnitTable
    let phrases: PhraseTable
    private let stemmer: EnglishStemmer?
    private let concepts: [String: String]
    private let knownConcepts: Set<String>
    private let comparisons: [String: (degree: String, adjective: String)]
    private let opposites: [String: Set<String>]
    private let complements: [String: Set<String>]

    /// The words of English.
    static let english = Lexicon(english: EnglishStemmer())
    /// No words at all: every word stands for itself.
    static let none = Lexicon()

    /// The lexicon for a BCP 47 tag.
    static func lexicon(for language: String) -> Lexicon {
        let primary = language.split { $0 == "-" || $0 == "_" }.first.map { $0.lowercased() }
        return primary == "en" ? english : none
    }

    private init() {
        basis = .exactAndNumeric
        (dropped, prepositions, directions, copulas, auxiliaries) = ([], [], [], [], [])
        (articles, anaphoric, abbreviations, negations) = ([], [], [], [])
        (quantifiers, modals, knownNames, kinds, generalKinds, denials) = ([:], [:], [], [], [], [])
        (units, phrases) = (.symbols, PhraseTable("") { $0 })
        (stemmer, concepts, knownConcepts) = (nil, [:], [])
        (comparisons, opposites, complements) = ([:], [:], [:])
    }

    private init(english stemmer: EnglishStemmer) {
        basis = .language
        (dropped, prepositions) = (EnglishFunctionWords.dropped, EnglishFunctionWords.prepositions)
        (directions, copulas) = (EnglishFunctionWords.directions, EnglishFunctionWords.copulas)
        (articles, anaphoric) = (EnglishFunctionWords.articles, EnglishFunctionWords.anaphoric)
        (abbreviations, negations) = (EnglishFunctionWords.abbreviations, EnglishFunctionWords.negations)
        (quantifiers, modals) = (EnglishFunctionWords.quantifiers, EnglishFunctionWords.modals)
        auxiliaries = copulas.union(EnglishFunctionWords.auxiliaries)
        (knownNames, units) = (EnglishNames.known, .english)
        self.stemmer = stemmer
        phrases = PhraseTable(EnglishPhrases.lines, stem: stemmer.stem)
        let concepts = Self.concepts(EnglishSynonyms.lines, stemmer)
        let concept = { (word: String) in Self.concept(word, concepts, stemmer) }
        kinds = Set(EnglishKinds.names.map(concept))
        generalKinds = Set(EnglishKinds.general.map(concept))
        denials = Set(EnglishFunctionWords.denials.map(concept))
        complements = Self.opposites(EnglishOpposites.complements, concept)
        opposites = Self.opposites(EnglishOpposites.scales, concept).merging(complements) { $0.union($1) }
        comparisons = Self.comparisons(stemmer)
        self.concepts = concepts
        knownConcepts = Set(concepts.values).union(opposites.keys)
    }

    /// The concept that a word in lower case stands for.
    func concept(_ word: String) -> String {
        guard let stemmer else { return word }
        return Self.concept(word, concepts, stemmer)
    }

    /// Whether a word in the place of another is another thing: one of them names a kind, and neither a class of kinds.
    func areOtherKinds(_ first: String, _ second: String) -> Bool {
        if kinds.contains(first), kinds.contains(second) { return true }
        return (kinds.contains(first) || kinds.contains(second)) && !generalKinds.contains(first)
            && !generalKinds.contains(second)
    }

    /// Whether a concept is an adjective of measure, as "long" and "old" are.
    func isDimension(_ concept: String) -> Bool {
        stemmer != nil && (EnglishForms.dimensions.values.contains(concept) || concept == "tal")
    }

    /// Whether a verb between two quantities says no more than that they are equal: "24 hours make a day".
    func makesUp(_ concept: String) -> Bool { stemmer != nil && concept == self.concept("make") }

    /// Whether the tables hold a concept, so that its synonyms would be known.
    func isKnown(_ concept: String) -> Bool { knownConcepts.contains(concept) }

    /// The stem that phrases are looked up by.
    func stem(_ word: String) -> String { stemmer?.stem(word) ?? word }

    /// The degree and the adjective of a word like "larger".
    func comparison(_ word: String) -> (degree: String, adjective: String)? { comparisons[word] }

    /// Whether two concepts exclude each other.
    func areOpposed(_ first: String, _ second: String) -> Bool {
        opposites[first]?.contains(second) == true || differByNegativePrefix(first, second)
    }

    /// Whether of two opposed concepts one holds where the other does not.
    func areComplements(_ first: String, _ second: String) -> Bool {
        complements[first]?.contains(second) == true || differByNegativePrefix(first, second)
    }

    /// Whether two concepts have one root, as "compute" and "computation" have.
    func shareRoot(_ first: String, _ second: String) -> Bool {
        guard stemmer != nil else { return false }
        if EnglishForms.dimensions[first] == second || EnglishForms.dimensions[second] == first { return true }
        let (left, right) = (EnglishStemmer.root(first), EnglishStemmer.root(second))
        return left == second || right == first || left != nil && left == right
    }

    private func differByNegativePrefix(_ first: String, _ second: String) -> Bool {
        guard stemmer != nil else { return false }
        let (short, long) = first.utf8.count < second.utf8.count ? (first, second) : (second, first)
        guard short.utf8.count >= 3 else { return false }
        return ["un", "in", "im", "ir", "il", "non", "dis", "de", "mis", "anti", "counter"].contains {
            long == $0 + short
        }
            || long == short + "les" || short.hasSuffix("ful") && long == short.dropLast(3) + "les"
            || long.hasSuffix("les") && short == long.dropLast(3) + "ful"
    }

    private static func concept(_ word: String, _ concepts: [String: String], _ stemmer: EnglishStemmer) -> String {
        let stem = stemmer.stem(word)
        return concepts[stem] ?? stem
    }

    private static func concepts(_ lines: String, _ stemmer: EnglishStemmer) -> [String: String] {
        var concepts: [String: String] = [:]
        for group in lines.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
            let stems = group.split(separator: " ").map { stemmer.stem(String($0)) }
            guard let first = stems.first else { continue }
            for stem in stems where concepts[stem] == nil { concepts[stem] = first }
        }
        return concepts
    }

    private static func opposites(_ lines: String, _ concept: (String) -> String) -> [String: Set<String>] {
        var opposites: [String: Set<String>] = [:]
        for pair in lines.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
            let sides = pair.split(separator: "|").map { $0.split(separator: " ").map { concept(String($0)) } }
            guard sides.count == 2 else { continue }
            for left in sides[0] {
                for right in sides[1] where left != right {
                    opposites[left, default: []].insert(right)
                    opposites[right, default: []].insert(left)
                }
            }
        }
        return opposites
    }

    private static func comparisons(_ stemmer: EnglishStemmer) -> [String: (degree: String, adjective: String)] {
        var comparisons = EnglishForms.irregularComparisons
        for adjective in EnglishForms.adjectives.split(whereSeparator: \.isWhitespace).map(String.init) {
            for stem in comparisonStems(adjective) {
                comparisons[stem + "er"] = ("more", adjective)
                comparisons[stem + "est"] = ("most", adjective)
            }
        }
        return comparisons
    }

    /// What "-er" is added to: "larg", "bigg", "happi".
    private static func comparisonStems(_ adjective: String) -> [String] {
        guard let last = adjective.last else { return [] }
        switch last {
        case "e": return [String(adjective.dropLast())]
        case "y": return [adjective.dropLast() + "i"]
        default: return [adjective, adjective + String(last)]
        }
    }
}
