/// A small area that shows a fill beside its name, large enough for two of any pattern.
struct Swatch {
    let fill: Fill

    var html: HTML {
        """
        <svg class="swatch" width="24" height="12" aria-hidden="true" focusable="false">\
        <rect width="24" height="12" fill="\(fill.reference)"></rect></svg>
        """
    }
}

/// The outcomes of one part of the library: a bar, its counts in words, and the bound.
struct PartFigure {
    let index: Int
    let part: RecomputeFigures.Part

    var html: HTML {
        let bound = part.sample.map { "<p class=\"note\">\(Self.words($0, among: part))</p>\n" as HTML }
        return """
            <figure>
            <figcaption><strong>\(part.name)</strong> \(documents)</figcaption>
            \(bar.html)<ul class="counts">
            \(present.map(item).joined())</ul>
            \(bound)</figure>

            """
    }

    private var documents: String { Phrases.count(part.documentCount, "document", "documents") }

    private var present: [(outcome: ReportedOutcome, count: Int)] {
        ReportedOutcome.allCases.compactMap { outcome in
            part.counts[outcome].flatMap { $0 > 0 ? (outcome, $0) : nil }
        }
    }

    private var bar: StackedBar {
        StackedBar(
            id: "part-\(index + 1)", title: "Outcomes of \(part.name)",
            description: "\(documents): "
                + present.map { "\(Phrases.grouped($0.count)) \($0.outcome.rawValue)" }.joined(separator: ", ") + ".",
            segments: present.map { .init(fill: $0.outcome.fill, count: Int64($0.count)) })
    }

    private func item(_ outcome: ReportedOutcome, _ count: Int) -> HTML {
        "<li>\(Swatch(fill: outcome.fill).html)\(Phrases.grouped(count)) \(outcome.rawValue)</li>\n"
    }

    private static func words(_ sample: RecomputeFigures.Sample, among part: RecomputeFigures.Part) -> String {
        let changed = sample.materialCount == 0 ? "none" : Phrases.grouped(sample.materialCount)
        return "Attested by sample: of \(Phrases.count(sample.probeCount, "probe", "probes")) \(changed) changed, so "
            + "at most \(Phrases.percent(sample.bound, .up)) of this stratum changed, at "
            + "\(Phrases.percent(sample.confidence, .down)) confidence."
    }
}
