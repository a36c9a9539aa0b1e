/// Counts side by side in one bar, as SVG ([SVG 2](https://www.w3.org/TR/SVG2/)) that is as wide as its place.
struct StackedBar {
    /// One count, and how it is drawn.
    struct Segment {
        let fill: Fill
        let count: Int64
    }

    /// Names the bar within the page.
    let id: String
    /// What the bar is about.
    let title: String
    /// The counts in words.
    let description: String
    let segments: [Segment]
    /// The count that a bar of the whole width has; with more in the segments, their sum.
    var scale: Int64 = 0

    /// The least width of a count above 0, in percent: one of 100,000 has to be seen.
    static let leastWidth = 1.0

    /// The width of each segment, in percent of the whole; what is above the least width yields to what is below.
    var widths: [Double] {
        let whole = Double(max(scale, segments.reduce(0) { $0 + $1.count }))
        guard whole > 0 else { return segments.map { _ in 0 } }
        let exact = segments.map { Double($0.count) / whole * 100 }
        let raised = exact.map { $0 > 0 ? max($0, Self.leastWidth) : 0 }
        let excess = raised.reduce(0, +) - 100
        guard excess > 0 else { return raised }
        let yielding = raised.reduce(0) { $0 + max(0, $1 - Self.leastWidth) }
        return raised.map { $0 <= Self.leastWidth ? $0 : $0 - ($0 - Self.leastWidth) / yielding * excess }
    }

    var html: HTML {
        var start = 0.0
        var areas = HTML()
        for (segment, width) in zip(segments, widths) where width > 0 {
            areas += """
                <rect x="\(Phrases.decimal(start))%" y="0" width="\(Phrases.decimal(width))%" height="100%" \
                fill="\(segment.fill.reference)"></rect>

                """
            start += width
        }
        return """
            <svg class="bar" role="img" aria-labelledby="\(id)-title \(id)-words" width="100%" height="28">
            <title id="\(id)-title">\(title)</title>
            <desc id="\(id)-words">\(description)</desc>
            \(areas)</svg>

            """
    }
}
