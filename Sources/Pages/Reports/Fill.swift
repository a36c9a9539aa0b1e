/// A way to fill an area: its pattern is no other's, so that it can be told without its tone, and on paper.
enum Fill: String, CaseIterable {
    case solidHolds, stripedHolds, dottedHolds
    case stripedChanged
    case crossedDenied, levelDenied, uprightDenied
    case dottedQuiet, crossedQuiet, linedQuiet, emptyQuiet

    /// The value of the attribute `fill`.
    var reference: String { "url(#\(rawValue))" }

    /// The patterns, to stand once on a page ([SVG 2 §14.3](https://www.w3.org/TR/SVG2/pservers.html#Patterns)).
    static var definitions: HTML {
        """
        <svg class="unseen" width="1" height="1" aria-hidden="true" focusable="false"><defs>
        \(allCases.map(\.definition).joined())</defs></svg>

        """
    }

    private var definition: HTML {
        """
        <pattern id="\(rawValue)" class="\(tone)" patternUnits="userSpaceOnUse" width="\(side)" height="\(side)" \
        patternTransform="rotate(\(angle))"><rect class="ground" width="\(side)" height="\(side)"></rect>\
        \(marks)</pattern>

        """
    }

    private var tone: String {
        switch self {
        case .solidHolds, .stripedHolds, .dottedHolds: "holds"
        case .stripedChanged: "changed"
        case .crossedDenied, .levelDenied, .uprightDenied: "denied"
        case .dottedQuiet, .crossedQuiet, .linedQuiet, .emptyQuiet: "quiet"
        }
    }

    private var side: Int {
        switch self {
        case .stripedChanged, .dottedQuiet, .linedQuiet: 12
        default: 7
        }
    }

    private var angle: Int {
        switch self {
        case .stripedHolds, .crossedDenied: 45
        case .stripedChanged: -45
        default: 0
        }
    }

    private var marks: HTML {
        switch self {
        case .solidHolds: "<rect class=\"mark\" width=\"7\" height=\"7\"></rect>"
        case .stripedHolds, .uprightDenied: "<rect class=\"mark\" width=\"3\" height=\"7\"></rect>"
        case .stripedChanged: "<rect class=\"mark\" width=\"6\" height=\"12\"></rect>"
        case .levelDenied: "<rect class=\"mark\" width=\"7\" height=\"3\"></rect>"
        case .dottedHolds: "<circle class=\"mark\" cx=\"3.5\" cy=\"3.5\" r=\"1.6\"></circle>"
        case .dottedQuiet: "<circle class=\"mark\" cx=\"6\" cy=\"6\" r=\"3.5\"></circle>"
        case .linedQuiet: "<rect class=\"mark\" width=\"12\" height=\"2\"></rect>"
        case .crossedDenied, .crossedQuiet:
            "<rect class=\"mark\" width=\"7\" height=\"2\"></rect><rect class=\"mark\" width=\"2\" height=\"7\"></rect>"
        case .emptyQuiet: ""
        }
    }
}
