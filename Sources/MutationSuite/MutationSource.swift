/// Everything that can be made from one answer.
struct MutationSource {
    let answer: SourceAnswer
    private let outlines: [AnswerOutline]
    private let written: WrittenParaphrase?

    init(_ answer: SourceAnswer) {
        self.answer = answer
        written = WrittenParaphrase.of(answer)
        outlines = ([answer.text] + (written?.wordings ?? [])).map { AnswerOutline($0) }
    }

    /// Every candidate of a kind that one answer alone can give.
    ///
    /// - Parameter generator: decides for each whether the pair is the whole answer or the block of the change.
    func candidates(_ kind: MutationKind, _ half: LabelledPair.Half, _ generator: inout SplitMix64) -> [Candidate] {
        switch kind {
        case .writtenParaphrase: writtenParaphrases
        case .disguised: disguised
        case .sentenceDropped: Array(shortened(&generator).map { self.candidate($0.long, $0.short, $0.note) })
        case .sentenceAdded: Array(shortened(&generator).map { self.candidate($0.short, $0.long, $0.note) })
        case .refusal: Refusals.phrases(of: half, for: answer.question).map { candidate(answer.text, $0, "refused") }
        case .mixed, .agreeing: []
        default: rewritten(kind, &generator)
        }
    }

    private func candidate(_ earlier: String, _ later: String, _ note: String) -> Candidate {
        Candidate(answer.id, earlier, [later], note)
    }

    // MARK: A sentence or a block rewritten

    private func rewritten(_ kind: MutationKind, _ generator: inout SplitMix64) -> [Candidate] {
        var candidates: [Candidate] = []
        for outline in outlines {
            for block in outline.blocks {
                for change in Self.changes(kind, outline, block) {
                    let isWhole = generator.index(below: 2) == 0
                    let before = isWhole ? outline.text : String(outline.text[block.range])
                    let after =
                        isWhole ? Rewriting(outline.text, replacing: block.range, with: change.text).text : change.text
                    candidates.append(candidate(before, after, change.note))
                }
            }
        }
        return candidates
    }

    /// Every change of a block: of one of its sentences, or of the block as such.
    private static func changes(
        _ kind: MutationKind, _ outline: AnswerOutline, _ block: AnswerOutline.Block
    ) -> [Rewriting] {
        block.sentences.flatMap { range in
            kind.rewritings(of: Sentence(String(outline.text[range]))).map { change in
                Rewriting(text: outline.replacing(range, in: block, with: change.text), note: change.note)
            }
        } + kind.rewritings(of: outline, block)
    }

    // MARK: Other words

    private var writtenParaphrases: [Candidate] {
        guard let written else { return [] }
        return written.wordings.flatMap { wording in
            [candidate(answer.text, wording, "in other words"), candidate(wording, answer.text, "from other words")]
        }
    }

    /// A wording of a person, with a contradiction in it.
    private var disguised: [Candidate] {
        let kinds: [MutationKind] = [.number, .unit, .entity, .date, .negation, .antonym]
        return (written?.wordings ?? []).flatMap { wording in
            kinds.flatMap { $0.rewritings(of: Sentence(wording)) }.map { candidate(answer.text, $0.text, $0.note) }
        }
    }

    // MARK: A sentence more or less

    private func shortened(_ generator: inout SplitMix64) -> [(long: String, short: String, note: String)] {
        let additions = written.map { [(answer.text + " " + $0.addition, answer.text, $0.addition)] } ?? []
        guard let outline = outlines.first else { return additions }
        return additions
            + outline.blocks.flatMap { block in
                let text = String(outline.text[block.range])
                return outline.omissions(in: block).map { short, note in
                    generator.index(below: 2) == 0
                        ? (outline.text, Rewriting(outline.text, replacing: block.range, with: short).text, note)
                        : (text, short, note)
                }
            }
    }
}

extension MutationKind {
    /// The changes of this kind that a sentence allows.
    func rewritings(of sentence: Sentence) -> [Rewriting] {
        switch self {
        case .paraphrase: Rewording.rewritings(of: sentence)
        case .reorder: Reordering.rewritings(of: sentence)
        case .equalValue: EqualValue.rewritings(of: sentence)
        case .format: Reformatting.rewritings(of: sentence)
        case .negation: Negation.rewritings(of: sentence)
        case .antonym: AntonymSwap.rewritings(of: sentence)
        case .number: NumberChange.rewritings(of: sentence)
        case .unit: UnitSwap.rewritings(of: sentence)
        case .entity: EntitySwap.rewritings(of: sentence, with: EntityNames.names)
        case .noun: EntitySwap.rewritings(of: sentence, with: EntityNames.nouns)
        case .date: DateShift.rewritings(of: sentence)
        case .quantifier: QuantifierChange.rewritings(of: sentence)
        case .writtenParaphrase, .disguised, .sentenceDropped, .sentenceAdded, .refusal, .mixed, .agreeing: []
        }
    }

    /// The changes of this kind that concern a block as such.
    fileprivate func rewritings(of outline: AnswerOutline, _ block: AnswerOutline.Block) -> [Rewriting] {
        switch self {
        case .paraphrase: Rewording.rewritings(of: outline, block)
        case .reorder: Reordering.rewritings(of: outline, block)
        case .format: Reformatting.rewritings(of: outline, block)
        default: []
        }
    }
}
