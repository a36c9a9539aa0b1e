/// The report of a recomputation as one file for people, on a screen or on paper.
package struct RecomputePage: Sendable {
    private let figures: RecomputeFigures

    /// The report of `figures`.
    package init(_ figures: RecomputeFigures) { self.figures = figures }

    /// Its name, for the window and for bookmarks.
    package var title: String { "Recomputation for \(figures.model) · \(figures.library)" }

    /// The whole file, as UTF-8.
    package func render() -> [UInt8] { ReportFrame(title: title).html(around: content).bytes }

    /// How many documents are listed by name; the command lists all.
    package static let findingLimit = 500

    private var content: HTML {
        """
        \(Fill.definitions)\(head)\(RecomputeTiles(figures: figures).html)\(waiting)\(outcomes)\(causes)\(findings)\(cost)\(asked)
        """
    }

    private var head: HTML {
        let headline = RecomputeHeadline(figures)
        let detail = headline.detail.map { "<p class=\"lead\">\($0)</p>\n" as HTML }
        let warned: HTML? =
            figures.state == .modelSuspect
            ? "<aside class=\"banner stop\" aria-label=\"Status\">\n<p>\(headline.detail ?? "")</p>\n</aside>\n" : nil
        return """
            <p class="kicker">Recomputation for \(figures.model) · \(figures.library)</p>
            <h1>\(headline.sentence)</h1>
            \(warned ?? detail)\(byline)
            """
    }

    private var byline: HTML {
        let started = figures.started.map { "Begun \(Phrases.time($0)) · " as HTML }
        return "<p class=\"byline\">\(started)figures of \(Phrases.time(figures.made))</p>\n"
    }

    private var waiting: HTML {
        let items = WaitingList(figures: figures).items
        let list: HTML =
            items.isEmpty
            ? "<p>Nothing waits for anybody.</p>\n"
            : "<ul>\n\(items.map { "<li>\($0)</li>\n" as HTML }.joined())</ul>\n"
        return section("waits", "What waits, and for whom", list)
    }

    private var outcomes: HTML? {
        guard figures.affectedCount > 0 else { return nil }
        let present = ReportedOutcome.allCases.filter { figures.count(of: $0) > 0 }
        let legend = present.map { outcome -> HTML in
            "<div><dt>\(Swatch(fill: outcome.fill).html)\(outcome.rawValue)</dt><dd>\(outcome.meaning)</dd></div>\n"
        }
        let bars = figures.parts.enumerated().map { PartFigure(index: $0.offset, part: $0.element).html }
        return section(
            "outcomes", "Outcomes by stratum",
            """
            <dl class="legend">
            \(legend.joined())</dl>
            \(bars.joined())<p class="note">Each bar is one stratum. A count too small to be seen is drawn wider than \
            its share.</p>

            """)
    }

    private var causes: HTML? {
        guard !figures.causes.isEmpty else { return nil }
        let items = figures.causes.map { "<li>\($0.html)</li>\n" as HTML }
        return section("causes", "What the changes come from", "<ul>\n\(items.joined())</ul>\n")
    }

    private var findings: HTML? {
        guard !figures.findings.isEmpty else { return nil }
        let listed = figures.findings.byWeight.prefix(Self.findingLimit)
        let rest = figures.findings.count - listed.count
        let more: HTML? =
            rest > 0
            ? """
            <p>\(Phrases.grouped(rest)) more are not listed here. <code>bindery recompute report</code> lists all.</p>

            """ : nil
        let items = listed.map { finding -> HTML in
            """
            <li><strong>\(finding.outcome.rawValue)</strong> · <span dir="auto">\(finding.question)</span>
            <p>\(finding.proposal.map { "Proposal <code>\($0)</code><br>" as HTML })\
            \(finding.settled.map { "Since then \($0)<br>" as HTML })<code>\(finding.document)</code></p></li>

            """
        }
        return section("findings", "What to look at", "<ul class=\"findings\">\n\(items.joined())</ul>\n\(more)")
    }

    private var cost: HTML? {
        guard figures.affectedCount > 0 else { return nil }
        return section("cost", "Cost", CostComparison(figures: figures).html)
    }

    private var asked: HTML {
        let source = figures.policySource.map { ", \($0)" as HTML }
        let policy = figures.policy.map { "<div><dt>Policy</dt><dd><code>\($0)</code>\(source)</dd></div>\n" as HTML }
        return section(
            "asked", "What was asked",
            """
            <dl class="facts">
            <div><dt>Model</dt><dd>\(figures.model)</dd></div>
            <div><dt>Library</dt><dd>\(figures.library)</dd></div>
            \(policy)</dl>
            <p class="note">This page is a summary and proves nothing. What an auditor signed is in the library, each \
            finding with its evidence. Keep it from those who may not read the library's restricted questions.</p>

            """)
    }

    private func section(_ id: String, _ heading: String, _ content: HTML) -> HTML {
        "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(heading)</h2>\n\(content)</section>\n"
    }
}

extension RecomputeFigures.Cause {
    fileprivate var html: HTML {
        let answers = Phrases.count(documentCount, "answer", "answers")
        guard let cause else {
            let names = changed.joined(separator: ", ")
            return "<strong>\(names)</strong>: \(answers); which of them counts cannot be told"
        }
        let others = changed.filter { !$0.utf8.elementsEqual(cause.utf8) }.joined(separator: ", ")
        let unimportant: HTML? = others.isEmpty ? nil : "; \(others) changed as well, and alone changes none of them"
        return "<strong>\(cause)</strong>: \(answers)\(unimportant)"
    }
}

extension [RecomputeFigures.Finding] {
    /// What people have to look at first, first; what is settled comes last.
    fileprivate var byWeight: [RecomputeFigures.Finding] {
        [filter { $0.settled == nil }, filter { $0.settled != nil }].flatMap { findings in
            let groups = Dictionary(grouping: findings, by: \.outcome)
            return ReportedOutcome.byWeight.flatMap { groups[$0] ?? [] }
        }
    }
}
