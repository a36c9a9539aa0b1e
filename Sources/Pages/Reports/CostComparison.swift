/// What the checks cost beside answering every question anew, as two bars of one scale.
struct CostComparison {
    let figures: RecomputeFigures

    var html: HTML {
        let (spent, anew) = (figures.spent, figures.regeneration)
        let scale = max(spent.tokens, anew.tokens)
        return """
            <p>\(summary)</p>
            \(bar("spent", "The checks", spent, scale))\(bar("anew", "Answering anew", anew, scale))\
            <p class="note">A token that is read costs a model less than one that is written. \(measured)</p>

            """
    }

    private var summary: String {
        let (spent, anew) = (figures.spent, figures.regeneration)
        guard anew.writtenTokens > 0 else { return "Nothing would have to be answered anew." }
        let share = Phrases.percent(Double(spent.writtenTokens) / Double(anew.writtenTokens))
        let soFar = figures.state == .done ? "" : " so far"
        return "The checks wrote \(share) of the tokens\(soFar) that answering every question anew would write."
    }

    private var measured: String {
        let joules = figures.spent.joules.map { " and \(Phrases.decimal($0)) J" } ?? ""
        return "The checks took \(Phrases.decimal(figures.spent.cpuSeconds)) s of CPU time\(joules)."
    }

    private func bar(_ id: String, _ name: String, _ work: RecomputeFigures.Work, _ scale: Int64) -> HTML {
        let kinds = [(Fill.dottedQuiet, work.readTokens, "read"), (.crossedQuiet, work.writtenTokens, "written")]
        let bar = StackedBar(
            id: id, title: "Tokens: \(name.lowercased())",
            description: kinds.map { "\(Phrases.grouped($0.1)) \($0.2)" }.joined(separator: ", ") + ".",
            segments: kinds.map { .init(fill: $0.0, count: $0.1) }, scale: scale)
        let counts = kinds.map { "<li>\(Swatch(fill: $0.0).html)\(Phrases.grouped($0.1)) \($0.2)</li>\n" as HTML }
        return """
            <figure>
            <figcaption><strong>\(name)</strong> \(Phrases.grouped(work.tokens)) tokens</figcaption>
            \(bar.html)<ul class="counts">
            \(counts.joined())</ul>
            </figure>

            """
    }
}

extension RecomputeFigures.Work {
    var tokens: Int64 { readTokens + writtenTokens }
}
