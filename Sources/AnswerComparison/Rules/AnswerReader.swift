/// Reads an answer: its statements, in their order.
struct AnswerReader {
    let lexicon: Lexicon

    /// An answer split into sentences whose terms are not read yet.
    struct Outline {
        struct Sentence {
            let kind: Segment.Kind
            let segment: Int
            let tokens: [Token]
            let bytes: Range<Int>
        }

        let bytes: [UInt8]
        let sentences: [Sentence]
    }

    /// The sentences of an answer.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    func outline(of answer: String) -> Outline {
        let bytes = Array(answer.utf8)
        var sentences: [Outline.Sentence] = []
        for (index, segment) in SegmentReader.segments(of: bytes).enumerated() {
            if case .code = segment.kind {
                sentences.append(.init(kind: segment.kind, segment: index, tokens: [], bytes: segment.bytes))
                continue
            }
            let written = Tokenizer.tokens(of: bytes, in: segment.lines)
            let tokens = lexicon.basis == .language ? EnglishContractions.expanded(written) : written
            for range in SentenceSplitter.sentences(of: tokens, abbreviations: lexicon.abbreviations) {
                guard let first = tokens[range].first, let last = tokens[range].last else { continue }
                sentences.append(
                    .init(
                        kind: segment.kind, segment: index, tokens: Array(tokens[range]),
                        bytes: first.bytes.lowerBound..<last.bytes.upperBound))
            }
        }
        return Outline(bytes: bytes, sentences: sentences)
    }

    /// The words that have a capital where no sentence begins: names.
    func names(in outlines: [Outline]) -> Set<String> {
        guard lexicon.basis == .language else { return [] }
        var names: Set<String> = []
        for sentence in outlines.flatMap(\.sentences) where sentence.kind != .heading {
            for (before, token) in zip(sentence.tokens, sentence.tokens.dropFirst())
            where token.isCapitalised && before.kind == .word && token.text.utf8.count > 1 {
                names.insert(token.folded)
            }
        }
        return names
    }

    /// The statements of an outline; what says nothing is left out.
    func statements(of outline: Outline, names: Set<String>) -> [Statement] {
        outline.sentences.compactMap { sentence in
            let text = String(decoding: outline.bytes[sentence.bytes], as: UTF8.self)
            let terms = TermReader.terms(of: sentence.tokens, lexicon: lexicon, names: names)
            if case .code = sentence.kind {} else if terms.isEmpty { return nil }
            return Statement(
                kind: sentence.kind, bytes: sentence.bytes, segment: sentence.segment, text: text, terms: terms,
                isPassive: isPassive(sentence.tokens),
                isAnaphoric: sentence.tokens.first.map { lexicon.anaphoric.contains($0.folded) } ?? false,
                isQuestion: sentence.tokens.last?.isMark("?") == true, tenses: tenses(sentence.tokens))
        }
    }

    private func tenses(_ tokens: [Token]) -> Set<Tense> {
        guard lexicon.basis == .language else { return [] }
        var tenses: Set<Tense> = []
        for token in tokens where token.kind == .word {
            if EnglishFunctionWords.past.contains(token.folded) { tenses.insert(.past) }
            if EnglishFunctionWords.present.contains(token.folded) { tenses.insert(.present) }
            if EnglishFunctionWords.future.contains(token.folded) { tenses.insert(.future) }
        }
        return tenses
    }

    /// A form of "to be", a participle, and "by".
    private func isPassive(_ tokens: [Token]) -> Bool {
        guard let copula = tokens.firstIndex(where: { lexicon.copulas.contains($0.folded) }) else { return false }
        let rest = tokens[(copula + 1)...]
        guard let agent = rest.firstIndex(where: { $0.folded == "by" }), agent > copula + 1 else { return false }
        let verb = tokens[agent - 1].folded
        return rest[..<agent].contains { $0.folded.hasSuffix("ed") } || verb.hasSuffix("n") || verb.hasSuffix("t")
            || verb.hasSuffix("de") || verb.hasSuffix("d")
    }
}
