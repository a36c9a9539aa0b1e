/// Reads what a sentence says: its terms, in their order, with the operators that apply to each.
///
/// - Complexity: O(*n*) for *n* tokens.
struct TermReader {
    let tokens: [Token]
    let lexicon: Lexicon
    /// Words that have a capital in the middle of a sentence somewhere.
    private let names: Set<String>
    /// Whether capitals are no sign of a name here, as in headings in title case.
    private let ignoresCapitals: Bool
    /// Whether words that carry only the sentence are terms, too: in a sentence that has no others.
    private let keepsAll: Bool
    let quantities: QuantityReader
    let dates: DateReader

    var index = 0
    var context = Context()
    /// "Canada" of "Canada's capital", until the noun that it stands before is read: it is then that of "capital of
    /// Canada".
    private var possessor: Term?
    /// A "neither" before the subject: it denies the predicate.
    var subjectNegation: Range<Int>?
    var terms: [Term] = []

    /// What was passed since the last term.
    struct Context {
        var governor: String?
        var negations: [Range<Int>] = []
        var bound: Quantity.Bound?
        var hasContent = false
        var hasConjunction = false
        var conjunction: String?
        var followsCopula = false
        var startsClause = false
        var isDefinite = false
        /// Whether the last negation was "without".
        var isWithout = false
        var followsThen = false
    }

    private init(_ tokens: [Token], lexicon: Lexicon, names: Set<String>, keepsAll: Bool) {
        (self.tokens, self.lexicon, self.names, self.keepsAll) = (tokens, lexicon, names, keepsAll)
        quantities = QuantityReader(tokens: tokens, lexicon: lexicon)
        dates = DateReader(tokens: tokens, readsWords: lexicon.basis == .language)
        let words = tokens.filter { $0.kind == .word && $0.text.utf8.count > 3 }
        ignoresCapitals = words.count > 2 && words.count(where: \.isCapitalised) * 3 >= words.count * 2
    }

    /// The terms of a sentence.
    static func terms(of tokens: [Token], lexicon: Lexicon, names: Set<String>) -> [Term] {
        var reader = TermReader(tokens, lexicon: lexicon, names: names, keepsAll: false)
        reader.run()
        guard reader.terms.isEmpty, tokens.contains(where: { lexicon.auxiliaries.contains($0.folded) }) else {
            return reader.terms
        }
        reader = TermReader(tokens, lexicon: lexicon, names: names, keepsAll: true)
        reader.run()
        return reader.terms
    }

    private mutating func run() {
        while index < tokens.count { step() }
        placePossessor()
        attachTrailingNegations()
    }

    private mutating func step() {
        let token = tokens[index]
        if token.kind == .link {
            add(.link, key: "<" + token.text + ">", end: index + 1)
        } else if phrase() || date() || identifier() || quantity() {
            return
        } else if token.kind == .mark {
            mark(token)
        } else if token.kind == .number {
            // A version or the like, which is no quantity.
            add(.name(isCertain: true), key: token.text, end: index + 1)
        } else {
            word(token)
        }
    }

    // MARK: Phrases

    private mutating func phrase() -> Bool {
        guard tokens[index].kind == .word, lexicon.basis == .language else { return false }
        let (stems, ends) = upcomingStems()
        let match = lexicon.phrases.match(stems) { parts, count in
            guard case .bound = parts.first else { return true }
            return startsQuantity(ends[count - 1])
        }
        guard let match else { return false }
        let isNoun = if case .word = match.parts.first { true } else { false }
        if !isNoun { placePossessor() }
        let range = tokens[index].bytes.lowerBound..<tokens[ends[match.count - 1] - 1].bytes.upperBound
        index = ends[match.count - 1]
        for part in match.parts { apply(part, range) }
        placePossessor()
        return true
    }

    private mutating func apply(_ part: PhraseTable.Part, _ range: Range<Int>) {
        switch part {
        case .word("and"): context.hasConjunction = true
        case .word(let word) where lexicon.dropped.contains(word): return
        case .word(let word):
            if lexicon.prepositions.contains(word) { context.governor = word }
            guard !lexicon.prepositions.contains(word) || lexicon.directions.contains(word) else { return }
            append(.word, key: lexicon.concept(word), range)
        case .name(let name): append(.name(isCertain: true), key: name, range)
        case .one: append(.quantity(.one), key: Self.key(.one), range)
        case .negation: context.negations.append(range)
        case .quantifier(let quantifier): append(.quantifier(quantifier), key: "\u{2200}" + quantifier.rawValue, range)
        case .modal(let modal): append(.modal(modal), key: "\u{25C7}" + modal.rawValue, range)
        case .bound(let bound): context.bound = bound
        }
    }

    /// The stems of the next words, and the index after each; hyphens between words are passed over.
    private func upcomingStems() -> (stems: [String], ends: [Int]) {
        var (stems, ends, position) = ([String](), [Int](), index)
        while position < tokens.count, stems.count < PhraseTable.longest {
            let token = tokens[position]
            if token.kind == .word {
                stems.append(lexicon.stem(token.folded))
                ends.append(position + 1)
            } else if !(token.isMark("-") && token.isGlued) {
                break
            }
            position += 1
        }
        return (stems, ends)
    }

    private func startsQuantity(_ start: Int) -> Bool {
        guard start < tokens.count else { return false }
        var position = start
        if lexicon.articles.contains(tokens[position].folded) { position += 1 }
        guard let (quantity, _) = quantities.read(at: position) else { return dates.read(at: position) != nil }
        return !quantity.isOrdinal
    }

    // MARK: Marks and words

    private mutating func mark(_ token: Token) {
        placePossessor()
        if [",", ".", ")", ":"].contains(token.text) { placeWithout() }
        switch token.text {
        case ",", "&", "/":
            context.hasConjunction = true
            context.startsClause = context.startsClause || token.text == ","
        case ":", "\u{2014}", "\u{2013}", "(", ")", "|": context.startsClause = true
        case "-" where !token.isGlued: context.startsClause = true
        case "=", "<", ">", "\u{2264}", "\u{2265}", "\u{2260}", "+", "\u{2212}", "\u{D7}", "\u{F7}", "^", "\u{2192}":
            return add(.symbol, key: token.text, end: index + 1)
        default: break
        }
        index += 1
    }

    private mutating func word(_ token: Token) {
        let word = Self.withoutPossessive(token.folded)
        if isAnswerWord(word) { return add(.word, key: word, end: index + 1) }
        if lexicon.negations.contains(word) { return negation(word, token) }
        if lexicon.basis == .language, let person = EnglishFunctionWords.persons[word] {
            return add(.word, key: person, end: index + 1)
        }
        if word == "too", isClauseFinal { index += 1; return }
        if lexicon.dropped.contains(word) || lexicon.prepositions.contains(word) { placePossessor() }
        if let quantifier = lexicon.quantifiers[word] {
            return add(.quantifier(quantifier), key: "\u{2200}" + quantifier.rawValue, end: index + 1)
        }
        if let modal = lexicon.modals[word] {
            return add(.modal(modal), key: "\u{25C7}" + modal.rawValue, end: index + 1)
        }
        if lexicon.copulas.contains(word) { context.followsCopula = true }
        if lexicon.articles.contains(word) { context.isDefinite = true }
        if ["then", "followed", "next"].contains(word) { context.followsThen = true }
        if ["and", "or", "nor", "plus"].contains(word), lexicon.basis == .language {
            context.hasConjunction = true
            context.conjunction = word
        }
        if ["but", "whereas", "while", "although"].contains(word), lexicon.basis == .language {
            context.startsClause = true
        }
        if lexicon.prepositions.contains(word), !isParticle(token) { context.governor = word }
        if isEqualsVerb(word) {
            context.followsCopula = true
            index += 1
            return
        }
        let isDropped = !keepsAll && lexicon.dropped.contains(word) || !keepsAll && lexicon.prepositions.contains(word)
        if isDropped, !isMeanValue(word), !lexicon.directions.contains(word), !isName(token).isName || !token.isNameLike
        {
            let isJoint = lexicon.articles.contains(word) || ["a", "an", "and", "or", "nor"].contains(word)
            context.hasContent = context.hasContent || !isJoint
            if !isJoint, !lexicon.prepositions.contains(word) { context.governor = nil }
            index += 1
            return
        }
        content(token, word)
    }

    /// Whether no word of the clause follows: "too" is then "also".
    private var isClauseFinal: Bool {
        lexicon.basis == .language && (index + 1 >= tokens.count || tokens[index + 1].kind == .mark)
    }

    /// "Does not equal" is no more than "is not".
    private func isEqualsVerb(_ word: String) -> Bool {
        word == "equal" && index > 0 && ["not", "does", "do", "must", "will", "can"].contains(tokens[index - 1].folded)
            && lexicon.basis == .language
    }

    /// Whether "mean" is an average: after an article.
    private func isMeanValue(_ word: String) -> Bool {
        word == "mean" && index > 0 && ["the", "a", "annual", "global"].contains(tokens[index - 1].folded)
    }

    /// "Yes" and "no" as an answer of their own.
    private func isAnswerWord(_ word: String) -> Bool {
        guard word == "yes" || word == "no", lexicon.basis == .language, index == 0 else { return false }
        return tokens.count == 1 || tokens[1].kind == .mark
    }

    private mutating func content(_ token: Token, _ word: String) {
        let (isName, isCertain) = isName(token)
        if token.folded.hasSuffix("'s"), lexicon.basis == .language {
            placePossessor()
            possessor = Term(
                value: isName ? .name(isCertain: isCertain) : .word, key: lexicon.concept(word), bytes: token.bytes,
                governor: "of")
            context.isDefinite = true
            index += 1
            return
        }
        if !isName, let (degree, adjective) = lexicon.comparison(word) {
            append(.word, key: lexicon.concept(degree), token.bytes)
            add(.word, key: lexicon.concept(adjective), end: index + 1)
        } else {
            let key = token.isCode && token.isNameLike ? token.text : lexicon.concept(word)
            add(isName ? .name(isCertain: isCertain) : .word, key: key, end: index + 1)
            placePossessor()
        }
    }

    private mutating func negation(_ word: String, _ token: Token) {
        // "Neither A nor B" is negated once.
        if word == "nor", !context.negations.isEmpty || terms.last?.negations.isEmpty == false {
            context.hasConjunction = true
        } else if word == "nor", subjectNegation != nil {
            context.hasConjunction = true
        } else if word == "neither", terms.isEmpty {
            subjectNegation = token.bytes
        } else {
            context.negations.append(token.bytes)
        }
        if word == "without" { (context.governor, context.isWithout) = (word, true) }
        index += 1
    }

    /// A preposition after a hyphen or before one is part of a word.
    private func isParticle(_ token: Token) -> Bool {
        index + 1 < tokens.count && tokens[index + 1].isMark("-") && tokens[index + 1].isGlued
    }

    private func isName(_ token: Token) -> (isName: Bool, isCertain: Bool) {
        guard lexicon.basis == .language, token.kind == .word else { return (false, false) }
        if token.isNameLike, lexicon.units.unit(token) == nil || token.text.utf8.count > 3 { return (true, true) }
        if token.isCode { return (true, true) }
        guard token.isCapitalised, token.text != "I" else { return (false, false) }
        let word = Self.withoutPossessive(token.folded)
        if lexicon.knownNames.contains(word) || names.contains(word) { return (true, true) }
        let isFirst = startsClauseHere
        if ignoresCapitals || isFirst {
            let isWord = lexicon.comparison(word) != nil || lexicon.isKnown(lexicon.concept(word))
            return (!isWord, false)
        }
        return (true, token.text.utf8.count > 1)
    }

    /// Whether a capital here is that of the sentence or of what a colon or quotation mark introduces.
    private var startsClauseHere: Bool {
        guard index > 0 else { return true }
        let before = tokens[index - 1]
        return before.kind == .mark
            && [":", "|", "(", "\u{2013}", "\u{2014}", ".", "?", "!", "-"].contains(before.text)
            && !(before.isMark("-") && before.isGlued)
    }

    private static func withoutPossessive(_ word: String) -> String {
        word.hasSuffix("'s") ? String(word.dropLast(2)) : word.hasSuffix("'") ? String(word.dropLast()) : word
    }

    // MARK: Adding terms

    mutating func add(_ value: Term.Value, key: String, end: Int) {
        let range = tokens[index].bytes.lowerBound..<tokens[end - 1].bytes.upperBound
        index = end
        append(value, key: key, range)
    }

    private mutating func append(_ value: Term.Value, key: String, _ range: Range<Int>) {
        var term = Term(value: value, key: key, bytes: range)
        switch value {
        case .quantifier, .modal:
            // Negations go on to what is denied.
            term.startsClause = context.startsClause
        default:
            term.governor = context.governor
            term.isCoordinated = context.hasConjunction && !context.hasContent
            term.conjunction = context.conjunction
            term.followsCopula = context.followsCopula
            term.startsClause = context.startsClause
            term.isDefinite = context.isDefinite
            term.followsThen = context.followsThen
            term.negations = context.negations
            if let negation = subjectNegation, !terms.isEmpty, !term.isCoordinated {
                term.negations.append(negation)
                subjectNegation = nil
            }
            term.startsSentence = terms.isEmpty
            context = Context(governor: context.governor)
        }
        terms.append(term)
    }

    private mutating func placePossessor() {
        guard let term = possessor else { return }
        possessor = nil
        terms.append(term)
    }

    /// "Without it": what is denied is named elsewhere.
    private mutating func placeWithout() {
        guard context.isWithout, let first = context.negations.first else { return }
        append(.word, key: "@it", first)
    }

    /// A negation at the end denies what is not repeated: "they do not".
    private mutating func attachTrailingNegations() {
        placeWithout()
        if let subjectNegation { context.negations.append(subjectNegation) }
        guard let first = context.negations.first, let last = terms.last, !["yes", "no"].contains(last.key) else {
            return
        }
        append(.word, key: "@not", first)
    }
}
