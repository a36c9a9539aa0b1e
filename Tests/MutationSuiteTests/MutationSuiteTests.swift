import Foundation
import MutationSuite
import Testing

/// The pairs made from the starter library.
@Suite struct MutationSuiteTests {
    private static let suite = Result { MutationSuite(answers: try StarterLibrary.answers(), seed: 1) }

    private func pairs(_ kind: MutationKind) throws -> [LabelledPair] {
        try Self.suite.get().pairs.filter { $0.kind == kind }
    }

    // MARK: The suite as a whole

    @Test func `the same seed gives the same pairs, in whatever order the answers come`() throws {
        let answers = try StarterLibrary.answers()
        let again = MutationSuite(answers: answers.reversed(), seed: 1)
        #expect(again.pairs == (try Self.suite.get().pairs))
        #expect(MutationSuite(answers: answers, seed: 2).pairs != again.pairs)
    }

    @Test func `there are two thousand pairs and more, of each half`() throws {
        let halves = Dictionary(grouping: try Self.suite.get().pairs, by: \.half).mapValues(\.count)
        #expect(halves.values.reduce(0, +) >= 2_000)
        #expect(LabelledPair.Half.allCases.allSatisfy { halves[$0, default: 0] >= 1_000 }, "\(halves)")
    }

    @Test(arguments: MutationKind.allCases) func `each kind has pairs enough`(kind: MutationKind) throws {
        let pairs = try pairs(kind)
        #expect(pairs.count >= 80, "\(kind): \(pairs.count)")
        #expect(LabelledPair.Half.allCases.allSatisfy { half in pairs.count { $0.half == half } >= 40 })
    }

    @Test func `no answer has pairs in both halves`() throws {
        let halves = Dictionary(grouping: try Self.suite.get().pairs, by: \.sourceID)
        for (id, pairs) in halves { #expect(Set(pairs.map(\.half)).count == 1, "\(id)") }
        #expect(halves.count > 200)
    }

    @Test func `no pair stands twice, and none compares a text with itself`() throws {
        let pairs = try Self.suite.get().pairs
        #expect(Set(pairs.map { [$0.kind.rawValue, $0.earlier] + $0.later }).count == pairs.count)
        for pair in pairs where pair.later.count == 1 { #expect(pair.earlier != pair.later[0], "\(pair)") }
    }

    // MARK: What each label promises

    @Test(arguments: [MutationKind.number, .date]) func `a number or date says another`(kind: MutationKind) throws {
        for pair in try pairs(kind) {
            #expect(Self.figures(pair.earlier) != Self.figures(pair.later[0]), "\(pair)")
        }
    }

    @Test func `a unit changes beside the same number`() throws {
        for pair in try pairs(.unit) {
            #expect(Self.digits(pair.earlier) == Self.digits(pair.later[0]), "\(pair)")
        }
    }

    @Test func `an entity, noun, antonym or quantifier changes a few words and leaves the rest`() throws {
        for pair in try pairs(.entity) + pairs(.noun) + pairs(.antonym) + pairs(.quantifier) {
            let (before, after) = (Self.words(pair.earlier), Self.words(pair.later[0]))
            let start = zip(before, after).prefix { $0 == $1 }.count
            let end = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count
            #expect(before.count - start - end <= 6 && after.count - start - end <= 6, "\(pair)")
        }
    }

    @Test func `a negation denies once more, or once less`() throws {
        func denials(_ text: String) -> Int {
            Self.words(text.lowercased()).map { $0.trimmingCharacters(in: .punctuationCharacters) }.count {
                ["not", "never", "cannot", "false"].contains($0) || $0.hasSuffix("n't")
            }
        }
        for pair in try pairs(.negation) {
            #expect(abs(denials(pair.earlier) - denials(pair.later[0])) == 1, "\(pair)")
        }
    }

    @Test func `a sentence more or less makes the longer text contain the shorter one's words`() throws {
        for pair in try pairs(.sentenceAdded) + pairs(.sentenceDropped) {
            let (long, short) =
                pair.kind == .sentenceAdded ? (pair.later[0], pair.earlier) : (pair.earlier, pair.later[0])
            let (all, kept) = (Self.words(long), Self.words(short))
            #expect(all.count > kept.count && Set(kept).isSubset(of: all), "\(pair)")
        }
    }

    @Test func `another order has the same words`() throws {
        let capitals = { (text: String) in
            Self.words(text.lowercased()).map { $0.trimmingCharacters(in: .punctuationCharacters) }.sorted()
        }
        for pair in try pairs(.reorder) {
            #expect(capitals(pair.earlier).count == capitals(pair.later[0]).count, "\(pair)")
            #expect(Set(capitals(pair.earlier)) == Set(capitals(pair.later[0])), "\(pair)")
        }
    }

    @Test func `refusals of the halves are different phrases`() throws {
        let refusals = Dictionary(grouping: try pairs(.refusal), by: \.half).mapValues { Set($0.flatMap(\.later)) }
        #expect(refusals.count == 2 && refusals.values.allSatisfy { $0.count > 10 })
        #expect(refusals[.development, default: []].isDisjoint(with: refusals[.heldOut, default: []]))
    }

    @Test func `samples are five, and mixed ones have a text twice that the others do not have`() throws {
        for pair in try pairs(.mixed) { #expect(pair.later.count == 5, "\(pair)") }
        for pair in try pairs(.agreeing) { #expect((3...5).contains(pair.later.count), "\(pair)") }
        for pair in try pairs(.mixed) { #expect(Set(pair.later).count < pair.later.count, "\(pair)") }
        for pair in try pairs(.agreeing) { #expect(pair.later.contains(pair.earlier), "\(pair)") }
    }

    @Test func `sixty answers and more were reworded by hand`() throws {
        let ids = Set(
            MutationSuite(answers: try StarterLibrary.answers(), seed: 1, countPerKind: 1_000).pairs
                .filter { $0.kind == .writtenParaphrase }.map(\.sourceID))
        #expect(ids.count >= 60, "\(ids.count)")
    }

    // MARK: Single answers

    @Test(arguments: [
        (
            MutationKind.number, "A byte has 8 bits and can hold 256 values.",
            "A byte has 9 bits and can hold 256 values."
        ),
        (.unit, "A byte has 8 bits and can hold 256 values.", "A byte has 8 bytes and can hold 256 values."),
        (
            .negation, "A byte has 8 bits and can hold 256 values.",
            "A byte does not have 8 bits and can hold 256 values."
        ),
        (.entity, "The capital of Canada is Ottawa.", "The capital of Canada is Reykjavík."),
        (.antonym, "A byte is a unit of fixed length.", "A byte is a unit of variable length."),
        (.antonym, "It is an exact copy of the file.", "It is an approximate copy of the file."),
        (.antonym, "It is a stable form of matter.", "It is an unstable form of matter."),
        (.noun, "The skin is the largest organ of all.", "The liver is the largest organ of all."),
        (.date, "Git was begun by its author in 2005.", "Git was begun by its author in 2008."),
        (.antonym, "The lake is deeper and larger than all others.", "The lake is deeper and smaller than all others."),
        (.quantifier, "The log always grows at its end.", "The log never grows at its end."),
        (.equalValue, "The lake is 1,642 metres deep.", "The lake is 1.642 kilometres deep."),
        (.format, "The lake is 1,642 metres deep.", "The lake is 1642 metres deep."),
        (.reorder, "The ice floats because water expands.", "Because water expands, the ice floats."),
        (.paraphrase, "The capital of Canada is Ottawa.", "Ottawa is the capital of Canada."),
    ]) func `an answer gives the change that it must`(kind: MutationKind, answer: String, changed: String) {
        let source = SourceAnswer(id: "one", question: "What?", text: answer)
        let pairs = MutationSuite(answers: [source], seed: 1).pairs.filter { $0.kind == kind }
        #expect(pairs.contains { $0.later == [changed] }, "\(pairs.map(\.later))")
    }

    @Test(arguments: [
        "More than 17 million cars were sold.", "As of 2021 there is no such prefix.", "What has 8 bits and 3 bytes?",
        "For example, a lamp of 10 watts is bright.", "Use RFC 8785 or ISO 8601 for it.",
        "The key has from 8 to 16 bits.",
    ]) func `a bound, a name, a question or an example keeps its numbers`(answer: String) {
        let source = SourceAnswer(id: "one", question: "What?", text: answer)
        let pairs = MutationSuite(answers: [source], seed: 1).pairs.filter { [.number, .date].contains($0.kind) }
        #expect(pairs.isEmpty, "\(pairs)")
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func digits(_ text: String) -> String { text.filter(\.isNumber) }

    /// Digits, and words that are numbers, months or times.
    private static func figures(_ text: String) -> [String] {
        let names = [
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "january",
            "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
            "december",
        ]
        return words(text.lowercased()).map { $0.trimmingCharacters(in: .punctuationCharacters) }
            .filter { $0.contains(where: \.isNumber) || names.contains($0) }
    }
}
