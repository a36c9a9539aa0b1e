/// The comparison of two answers: their statements are aligned, and each group is compared.
struct StatementsComparison {
    private let earlier: AnswerReader.Outline
    private let later: AnswerReader.Outline
    private let statements: (earlier: [Statement], later: [Statement])
    private let lexicon: Lexicon
    private var differences: [Difference] = []

    /// Every difference between two answers, in the order of the earlier one; what was added stands last.
    ///
    /// - Throws: what `similarity` throws.
    static func differences(
        _ earlier: String, _ later: String, lexicon: Lexicon, similarity: (any SentenceSimilarity)?
    ) throws -> [Difference] {
        var comparison = StatementsComparison(earlier, later, lexicon: lexicon)
        try comparison.run(similarity)
        return comparison.differences
    }

    private init(_ earlier: String, _ later: String, lexicon: Lexicon) {
        let reader = AnswerReader(lexicon: lexicon)
        (self.earlier, self.later, self.lexicon) = (reader.outline(of: earlier), reader.outline(of: later), lexicon)
        let names = reader.names(in: [self.earlier, self.later])
        statements = (
            reader.statements(of: self.earlier, names: names), reader.statements(of: self.later, names: names)
        )
    }

    private mutating func run(_ similarity: (any SentenceSimilarity)?) throws {
        let alignment = try Alignment(statements.earlier, statements.later, lexicon: lexicon, similarity: similarity)
        for group in alignment.groups {
            let (one, other) = alignment.statements(of: group)
            differences += StatementComparison.differences(
                one, other, isTight: group.isTight, lexicon: lexicon, source: (earlier.bytes, later.bytes))
        }
        compareCode()
        compareOrder(alignment)
        compareRest(alignment)
        sort()
    }

    // MARK: Code

    private mutating func compareCode() {
        let (left, right) = (statements.earlier.filter(\.isCode), statements.later.filter(\.isCode))
        for (one, other) in zip(left, right) {
            if let found = JSONComparison.differences(
                one.text, at: one.bytes.lowerBound, other.text, at: other.bytes.lowerBound)
            {
                differences += found
                continue
            }
            switch CodeComparison.relation(one.text, other.text) {
            case .same: continue
            case .otherToken(let first, let second):
                let areNumbers = [first, second].allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
                add(.code, areNumbers ? .contradiction : .undecided, one, other, "\"\(first)\" is not \"\(second)\"")
            case .other: add(.code, .undecided, one, other, "Other code")
            }
        }
        for one in left.dropFirst(right.count) { add(.code, .revision, one, nil, "Code is missing") }
        for other in right.dropFirst(left.count) { add(.code, .revision, nil, other, "Code was added") }
    }

    // MARK: Order

    /// Statements may change places, but not the steps of a numbered list, nor a sentence that points to the one
    /// before.
    private mutating func compareOrder(_ alignment: Alignment) {
        let order = alignment.groups.map { ($0.earlier[0], $0.later[0]) }
        let places = Dictionary(order, uniquingKeysWith: { first, _ in first })
        var previous = -1
        for (first, second) in order {
            let isMoved = second < previous
            previous = max(previous, second)
            let (one, other) = (statements.earlier[first], statements.later[second])
            if isMoved, isStep(one), isStep(other) {
                add(.structure, .undecided, one, other, "The steps stand in another order")
            } else if one.isAnaphoric, pointsElsewhere(first, second, places, alignment) {
                add(.structure, .undecided, one, other, "It points to what stands before it, which is another sentence")
            } else if isUnderAnother(first, second, places) {
                add(.structure, .undecided, one, other, "It stands under another heading or introduction")
            } else if isMoved {
                add(.structure, .form, one, other, "It stands in another place")
            }
        }
    }

    /// Whether the sentence before, in the same paragraph, is another one in the later answer, though it is still
    /// there.
    private func pointsElsewhere(_ first: Int, _ second: Int, _ places: [Int: Int], _ alignment: Alignment) -> Bool {
        guard first > 0, second > 0, statements.earlier[first - 1].segment == statements.earlier[first].segment,
            statements.earlier[first].kind == .prose, let before = places[first - 1]
        else { return false }
        return before != second - 1 && !alignment.added.contains(second - 1)
    }

    /// Whether the heading or the introduction of a list that it stands under is still there, and it stands under
    /// another.
    private func isUnderAnother(_ first: Int, _ second: Int, _ places: [Int: Int]) -> Bool {
        guard let owner = Self.owner(first, statements.earlier), let other = Self.owner(second, statements.later),
            let place = places[owner]
        else { return false }
        return place != other
    }

    /// The last heading before a statement, or for an item what leads to the list by a colon.
    private static func owner(_ index: Int, _ statements: [Statement]) -> Int? {
        guard statements[index].kind != .heading else { return nil }
        let isItem = statements[index].kind != .prose
        return statements[..<index].suffix(64).lastIndex {
            $0.kind == .heading || isItem && $0.kind == .prose && $0.text.hasSuffix(":")
        }
    }

    private func isStep(_ statement: Statement) -> Bool {
        if case .item(number: _?) = statement.kind { true } else { false }
    }

    // MARK: What is on one side only

    private mutating func compareRest(_ alignment: Alignment) {
        let known = (
            Set(statements.earlier.flatMap { $0.kind == .heading ? [] : $0.terms.map(\.key) }),
            Set(statements.later.flatMap { $0.kind == .heading ? [] : $0.terms.map(\.key) })
        )
        let rewritten = alignment.rewritten
        for (first, second) in rewritten {
            add(
                .wording, .undecided, statements.earlier[first], statements.later[second],
                "One stands where the other stood, and they share few words")
        }
        let (goneAlready, comeAlready) = (Set(rewritten.map(\.0)), Set(rewritten.map(\.1)))
        for index in alignment.dropped where !goneAlready.contains(index) {
            addLone(statements.earlier[index], isAdded: false, known.1)
        }
        for index in alignment.added where !comeAlready.contains(index) {
            addLone(statements.later[index], isAdded: true, known.0)
        }
    }

    private func isPleasantry(_ statement: Statement) -> Bool {
        guard lexicon.basis == .language, statement.text.utf8.count < 100 else { return false }
        let bytes = Array(statement.text.utf8)
        let words = Tokenizer.tokens(of: bytes, in: [0..<bytes.count]).filter { $0.kind != .mark }.map(\.folded)
        return EnglishPleasantries.sentences.contains(words)
    }

    private mutating func addLone(_ statement: Statement, isAdded: Bool, _ known: Set<String>) {
        if isPleasantry(statement) {
            return add(.structure, .form, isAdded ? nil : statement, isAdded ? statement : nil, "A courtesy")
        }
        if statement.kind == .heading, statement.terms.allSatisfy({ known.contains($0.key) }) {
            return add(.structure, .form, isAdded ? nil : statement, isAdded ? statement : nil, "A heading")
        }
        let isItem = statement.kind != .prose && statement.kind != .heading
        let kind: Difference.Kind =
            isAdded ? (isItem ? .itemAdded : .sentenceAdded) : isItem ? .itemDropped : .sentenceDropped
        add(
            kind, .revision, isAdded ? nil : statement, isAdded ? statement : nil,
            isAdded ? "It was added" : "It is missing")
    }

    private mutating func add(
        _ kind: Difference.Kind, _ weight: Difference.Weight, _ one: Statement?, _ other: Statement?, _ note: String
    ) {
        differences.append(
            Difference(
                kind: kind, weight: weight, earlier: one.map { span($0, earlier) },
                later: other.map { span($0, later) },
                note: note))
    }

    private func span(_ statement: Statement, _ outline: AnswerReader.Outline) -> Difference.Span {
        Difference.Span(
            bytes: statement.bytes, text: String(decoding: outline.bytes[statement.bytes], as: UTF8.self))
    }

    private mutating func sort() {
        let places = differences.map { ($0.earlier?.bytes.lowerBound ?? .max, $0.later?.bytes.lowerBound ?? .max) }
        differences = differences.indices.sorted { places[$0] == places[$1] ? $0 < $1 : places[$0] < places[$1] }
            .map { differences[$0] }
    }
}
