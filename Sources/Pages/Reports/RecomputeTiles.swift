/// The counts of a recomputation, one tile each.
struct RecomputeTiles {
    let figures: RecomputeFigures

    var html: HTML {
        let tiles = counts.map { "<div><dt>\($0.1)</dt><dd>\(Phrases.grouped($0.0))</dd></div>\n" as HTML }
        return "<dl class=\"tiles\">\n\(tiles.joined())</dl>\n\(leftOut)"
    }

    private var counts: [(Int, String)] {
        let always = [
            (figures.documentCount, "in the library"), (figures.affectedCount, "depend on the model"),
            (figures.checkedCount, "checked"), (figures.count(of: .identical, .equivalent), "still hold"),
            (figures.changedCount, "changed"),
        ]
        let sometimes = [
            (figures.untoldCount, "cannot be told"), (figures.count(of: .bySample), "attested by sample"),
            (figures.signedCount, "findings signed"),
            (figures.count(of: .voided), "withdrawn or superseded meanwhile"),
            (figures.count(of: .open), "not checked yet"),
        ]
        return always + sometimes.filter { $0.0 > 0 }
    }

    private var leftOut: HTML? {
        let reasons = figures.leftOut.filter { $0.count > 0 }.map { "\(Phrases.grouped($0.count)) \($0.reason)" }
        guard !reasons.isEmpty else { return nil }
        return "<p class=\"note\">Left out: \(reasons.joined(separator: ", ")).</p>\n"
    }
}
