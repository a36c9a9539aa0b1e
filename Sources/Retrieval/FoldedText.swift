internal import Foundation

/// The words of a text in NFKC and without case, with white space and invisible characters gone.
struct FoldedText {
    /// The words with the punctuation that touches them.
    let words: [String]

    init(_ text: String) {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let compatible = isASCII ? text : Self.marked(text).precomposedStringWithCompatibilityMapping
        let words = compatible.unicodeScalars.split { $0.properties.isWhitespace }.map { scalars in
            Self.folded(String(String.UnicodeScalarView(scalars.map(Self.plain))))
        }
        self.words = isASCII ? words : words.map(\.precomposedStringWithCompatibilityMapping)
    }

    /// The text with marks where the compatibility form would change what a number says: 10³ is not 103, and 1½ is not 11⁄2.
    private static func marked(_ text: String) -> String {
        var marked = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !invisible.contains(scalar) {
            if superscripts.contains(scalar) {
                if marked.last.map({ !superscripts.contains($0) }) ?? true { marked.append("^") }
            } else if scalar.properties.numericType == .numeric, marked.last?.properties.numericType == .decimal {
                marked.append(" ")
            }
            marked.append(scalar)
        }
        return String(marked)
    }

    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\u{2018}", "\u{2019}", "\u{2bc}", "\u{b4}": "'"
        case "\u{201c}", "\u{201d}", "\u{201e}": "\""
        case "\u{2010}": "-"
        default: scalar
        }
    }

    /// The full case folding, but for the dotless ı, which is another letter; and units stay that are others in lower case.
    private static func folded(_ word: String) -> String {
        if holdsUnit(word) { return word }
        guard !word.utf8.allSatisfy({ $0 < 0x80 }) else { return word.lowercased() }
        return word.unicodeScalars.map { scalar in
            scalar == "ı"
                ? "ı" : scalar.properties.uppercaseMapping.unicodeScalars.map(\.properties.lowercaseMapping).joined()
        }.joined()
    }

    /// Whether the word is a unit, perhaps after a number, that its case tells from a more common one: a megabit, a milliwatt.
    private static func holdsUnit(_ word: String) -> Bool {
        let start = word.utf8.drop { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2e || $0 == 0x2c || $0 == 0x28 }
        guard (2...5).contains(start.count),
            let unit = String(start.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a || $0 == 0x2f })
        else { return false }
        return units.contains(unit) && start.dropFirst(unit.utf8.count).allSatisfy { $0 < 0x40 && $0 != 0x2d }
    }

    private static let units: Set<String> = [
        "Kb", "Mb", "Gb", "Tb", "Kb/s", "Mb/s", "Gb/s", "mW", "mWh", "mV", "mJ", "mHz", "mPa", "Mg",
    ]
    /// Soft hyphen, spaces without width, and the byte order mark.
    private static let invisible: Set<Unicode.Scalar> = ["\u{ad}", "\u{200b}", "\u{2060}", "\u{feff}"]
    private static let superscripts: Set<Unicode.Scalar> = [
        "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻", "ⁿ", "ⁱ",
    ]
}
