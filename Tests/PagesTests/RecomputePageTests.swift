import BoundKnowledge
import Cryptography
import Foundation
import Pages
import Testing

@Suite struct RecomputePageTests {
    /// A recomputation in which everything that a page can show has happened, every text of it hostile.
    private static func figures(_ state: RecomputeFigures.State = .done) throws -> RecomputeFigures {
        let hostile = SampleDocument.hostile
        let made = Timestamp(secondsSinceEpoch: 1_795_672_800)
        var figures = RecomputeFigures(library: hostile, model: hostile, state: state, made: made)
        (figures.started, figures.policy, figures.policySource) = (made, hostile, hostile)
        figures.documentCount = 1_500
        figures.leftOut = [(7, hostile), (0, "nowhere to be seen")]
        figures.parts = [
            .init(
                name: hostile, documentCount: 1_000, counts: [.identical: 60, .bySample: 940],
                sample: .init(probeCount: 60, materialCount: 0, bound: 0.048_703, confidence: 0.95)),
            .init(
                name: "small", documentCount: 400,
                counts: Dictionary(uniqueKeysWithValues: ReportedOutcome.allCases.map { ($0, 10) })),
        ]
        let document = try SampleDocument().object.address
        figures.findings = [
            .init(document: document, question: "Is it \(hostile)?", outcome: .revised, proposal: hostile),
            .init(document: document, question: "Was it?", outcome: .contradicted, proposal: nil),
            .init(document: document, question: "Could it?", outcome: .undecided, proposal: nil),
            .init(document: document, question: "Had it?", outcome: .undecided, proposal: nil, settled: hostile),
        ]
        figures.causes = [
            .init(changed: ["weights", hostile], cause: nil, documentCount: 11),
            .init(changed: ["weights", hostile], cause: hostile, documentCount: 1),
        ]
        (figures.signedCount, figures.unsignedCount, figures.supersededCount) = (900, 12, 3)
        figures.waitingUndecidedCount = 1
        figures.spent = .init(readTokens: 12_000, writtenTokens: 400, cpuSeconds: 1.5, joules: 20)
        figures.regeneration = .init(readTokens: 8_000, writtenTokens: 16_000)
        return figures
    }

    private static func text(_ figures: RecomputeFigures) -> String {
        String(decoding: RecomputePage(figures).render(), as: UTF8.self)
    }

    /// The page without its stylesheet, which is no markup.
    private static func markup(_ figures: RecomputeFigures) throws -> StrictMarkup {
        let parts = text(figures).components(separatedBy: "<style>\(Stylesheet.report)</style>")
        try #require(parts.count == 2)
        return try StrictMarkup(parts.joined(), allowing: StrictMarkup.report)
    }

    private static let all: [RecomputeFigures.State] = RecomputeFigures.State.allCases

    @Test(arguments: all)
    func `whatever names and questions say is text`(state: RecomputeFigures.State) throws {
        let markup = try Self.markup(Self.figures(state))
        #expect(markup.text.contains("Is it \(SampleDocument.hostile)?"))
        #expect(markup.values(of: "href").isEmpty && markup.values(of: "src").isEmpty)
    }

    @Test(arguments: all)
    func `headings follow one another, and what is named by an id is there, once`(state: RecomputeFigures.State) throws
    {
        let markup = try Self.markup(Self.figures(state))
        let headings = markup.elements.map(\.name).filter { ["h1", "h2", "h3"].contains($0) }
        #expect(headings.first == "h1" && headings.dropFirst().allSatisfy { $0 == "h2" } && headings.count > 3)
        let ids = markup.values(of: "id")
        #expect(Set(ids).count == ids.count)
        let named = markup.values(of: "aria-labelledby").flatMap { $0.components(separatedBy: " ") }
        #expect(!named.isEmpty && named.allSatisfy(ids.contains), "\(named) \(ids)")
        let fills = markup.values(of: "fill")
        #expect(!fills.isEmpty && fills.allSatisfy { ids.contains(String($0.dropFirst(5).dropLast())) }, "\(fills)")
    }

    @Test func `the policy of the page allows its own stylesheet by its hash, and nothing else`() throws {
        let text = try Self.text(Self.figures())
        let style = try #require(
            text.components(separatedBy: "<style>").last?.components(separatedBy: "</style>").first)
        let hash = PowerOfTwoBase.base64.encode(SHA256.digest(of: Array(style.utf8)).bytes)
        let policy = "default-src 'none'; style-src 'sha256-\(hash)'; form-action 'none'; base-uri 'none'"
        #expect(try Self.markup(Self.figures()).values(of: "content").contains(policy))
        #expect(!text.contains(" style=") && !text.contains("<script"))
    }

    @Test func `a suspect model is said first`() throws {
        let text = try Self.text(Self.figures(.modelSuspect))
        let sentence = "The model is suspect: to 20 of 140 questions it gives a contradicting answer or none."
        let first = try #require(text.components(separatedBy: "</h1>").first)
        #expect(first.hasSuffix("<h1>\(sentence)") && text.contains("<aside class=\"banner stop\""))
    }

    @Test(arguments: [
        (RecomputeFigures.State.done, "Of 140 answers checked, 40 changed, and for 20 it cannot be told."),
        (.unfinished, "It is not finished. Of 1,400 documents, 300 are still to be looked at."),
        (.budgetExhausted, "The budget is used up. Of 1,400 documents, 300 are still to be looked at."),
        (.nothingToDo, "No document depends on this model, so none was checked."),
    ])
    func `the heading says how it stands`(state: RecomputeFigures.State, sentence: String) throws {
        #expect(try Self.text(Self.figures(state)).contains("<h1>\(sentence)</h1>"))
    }

    @Test func `what changes come from is said, and where it cannot be told`() throws {
        var figures = try Self.figures()
        figures.causes = [
            .init(changed: ["weights", "template"], cause: nil, documentCount: 11),
            .init(changed: ["weights", "template"], cause: "template", documentCount: 1),
            .init(changed: ["weights"], cause: "weights", documentCount: 2),
        ]
        let text = try Self.markup(figures).text
        #expect(text.contains("weights, template: 11 answers; which of them counts cannot be told\n"))
        #expect(text.contains("template: 1 answer; weights changed as well, and alone changes none of them\n"))
        #expect(text.contains("weights: 2 answers\n"))
        figures.causes = []
        #expect(try !Self.markup(figures).text.contains("What the changes come from"))
    }

    @Test func `every bar has its counts in words, and fills its place`() throws {
        let markup = try Self.markup(Self.figures())
        let bars = markup.elements.filter { $0.attributes["role"] == "img" }
        #expect(bars.count == 4)
        #expect(markup.text.contains("1,000 documents: 60 identical, 940 by sample."))
        #expect(markup.text.contains("12,000 read, 400 written."))
        let areas = markup.elements.filter { $0.name == "rect" && $0.attributes["y"] == "0" }
        let widths = areas.compactMap { $0.attributes["width"].flatMap { Double($0.dropLast()) } }
        try #require(widths.count == 2 + 11 + 2 + 2)
        #expect(widths[0] == 6 && widths[1] == 94)
        let whole = [widths[2..<13].reduce(0, +), widths[15] + widths[16]]
        #expect(whole.allSatisfy { abs($0 - 100) < 0.1 }, "\(widths)")
        // The longer bar of the cost has the whole width, the other one its share of that: 12,400 of 24,000.
        let checks: Double = widths[13] + widths[14]
        #expect(abs(checks - 51.67) < 0.02, "\(widths)")
    }

    @Test func `outcomes can be told without colour`() throws {
        let text = try Self.text(Self.figures())
        let patterns = text.components(separatedBy: "<pattern ").dropFirst().compactMap { pattern in
            pattern.components(separatedBy: "</pattern>").first
        }
        #expect(patterns.count == ReportedOutcome.allCases.count)
        // Without its name and its tone, a pattern is no other's.
        let shapes = patterns.map { $0.components(separatedBy: " patternUnits=").dropFirst().joined() }
        #expect(Set(shapes).count == shapes.count)
        let markup = try Self.markup(Self.figures())
        for outcome in ReportedOutcome.allCases {
            #expect(markup.text.contains("\(outcome == .open ? 300 : 10) \(outcome.rawValue)\n"))
        }
    }

    @Test func `a bound is rounded up, and its confidence down`() throws {
        var figures = try Self.figures()
        let sentence = "of 60 probes none changed, so at most 4.9 % of this stratum changed, at 95 % confidence"
        #expect(try Self.markup(figures).text.contains(sentence))
        figures.parts = [
            .init(
                name: "a", documentCount: 10, counts: [:],
                sample: .init(probeCount: 2, materialCount: 1, bound: 0.030_01, confidence: 0.999_9))
        ]
        #expect(try Self.markup(figures).text.contains("at most 3.1 % of this stratum changed, at 99.9 % confidence"))
    }

    @Test func `what was counted stands in tiles, and what is 0 is left out`() throws {
        let text = try Self.markup(Self.figures()).text
        for tile in [
            "in the library1,500", "depend on the model1,400", "checked140", "still hold80", "changed40",
            "cannot be told20", "attested by sample950", "findings signed900", "not checked yet300",
        ] { #expect(text.contains(tile), "\(tile)") }
        #expect(text.contains("Left out: 7 \(SampleDocument.hostile).") && !text.contains("nowhere to be seen"))
    }

    @Test func `what waits is said with whom it waits for`() throws {
        let text = try Self.markup(Self.figures()).text
        for words in [
            "An auditor: 12 findings are not signed", "A publisher: 1 new version waits",
            "bindery proposals list", "1 undecided answer waits, since only a person can tell",
            "10 checks failed for good",
            "3 new versions were published without a person",
        ] { #expect(text.contains(words), "\(words)") }
        let nothing = RecomputeFigures(
            library: "l", model: "m@2", state: .done, made: Timestamp(secondsSinceEpoch: 0))
        #expect(try Self.markup(nothing).text.contains("Nothing waits for anybody."))
    }

    @Test func `a library without documents has a page without figures`() throws {
        let empty = RecomputeFigures(
            library: "l", model: "m@2", state: .nothingToDo, made: Timestamp(secondsSinceEpoch: 0))
        let markup = try Self.markup(empty)
        #expect(markup.elements.allSatisfy { $0.attributes["role"] != "img" } && markup.count(of: "h2") == 2)
    }

    @Test func `one answer among 100,000 is seen, and the worst findings are listed before there are too many`() throws
    {
        var figures = RecomputeFigures(
            library: "l", model: "m@2", state: .done, made: Timestamp(secondsSinceEpoch: 0))
        figures.documentCount = 100_000
        figures.parts = [.init(name: "all", documentCount: 100_000, counts: [.identical: 99_999, .contradicted: 1])]
        let document = try SampleDocument().object.address
        let revised = RecomputeFigures.Finding(
            document: document, question: "Why?", outcome: .revised, proposal: nil)
        let contradicted = RecomputeFigures.Finding(
            document: document, question: "Which one?", outcome: .contradicted, proposal: nil)
        figures.findings = Array(repeating: revised, count: 20_000) + [contradicted]
        let markup = try Self.markup(figures)
        let areas = markup.elements.filter { $0.name == "rect" && $0.attributes["y"] == "0" }
        #expect(areas.prefix(2).map { $0.attributes["width"] } == ["99.00%", "1.00%"])
        #expect(markup.text.components(separatedBy: "Why?").count == RecomputePage.findingLimit)
        #expect(markup.text.contains("Which one?") && markup.text.contains("19,501 more are not listed here."))
        #expect(Self.text(figures).utf8.count < 1 << 20)
    }

    @Test func `what is settled is listed with what became of it, behind what waits`() throws {
        var figures = RecomputeFigures(
            library: "l", model: "m@2", state: .done, made: Timestamp(secondsSinceEpoch: 0))
        let document = try SampleDocument().object.address
        figures.findings = [
            .init(document: document, question: "A?", outcome: .contradicted, proposal: nil, settled: "withdrawn"),
            .init(document: document, question: "B?", outcome: .failed, proposal: nil),
        ]
        let text = try Self.markup(figures).text
        let settled = try #require(text.firstRange(of: "contradicted · A?"))
        let waiting = try #require(text.firstRange(of: "failed · B?"))
        #expect(waiting.upperBound <= settled.lowerBound)
        #expect(text[settled.upperBound...].contains("Since then withdrawn"))
    }
}
