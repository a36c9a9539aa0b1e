/// One thing that is wrong with a row or file of an import, or that its publisher should know.
public struct ImportProblem: Error, Sendable, Hashable {
    /// What a problem does to its row.
    public enum Severity: String, Sendable, Hashable {
        /// No draft is made of it.
        case error
        /// A draft is made, and somebody should look.
        case warning
    }

    /// What it does to its row.
    public let severity: Severity
    /// Where it stands.
    public let place: TextPlace
    /// The column of a CSV file or the key of front matter, where there is one.
    public let field: String?
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    init(
        _ severity: Severity = .error, at place: TextPlace, field: String? = nil, _ problem: String, remedy: String
    ) {
        (self.severity, self.place, self.field) = (severity, place, field)
        (self.problem, self.remedy) = (problem, remedy)
    }
}

/// A place in a text file as editors count: lines and characters from 1. A tab and a letter are one character each.
public struct TextPlace: Sendable, Hashable {
    /// The line.
    public var line: Int
    /// The character in the line, in Unicode scalars.
    public var column: Int

    /// The beginning of a file.
    static let start = TextPlace(line: 1, column: 1)
}

/// A short piece of somebody's text for a message: never a whole answer, never a control character.
struct Excerpt: CustomStringConvertible {
    static let maximumCount = 40
    let description: String

    init(_ text: some StringProtocol) {
        let scalars = text.unicodeScalars.prefix(Self.maximumCount + 1)
        var shown = ""
        for scalar in scalars.prefix(Self.maximumCount) {
            let isControl = scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
            shown.unicodeScalars.append(isControl ? "\u{fffd}" : scalar)
        }
        description = "`\(shown)\(scalars.count > Self.maximumCount ? "…" : "")`"
    }
}
