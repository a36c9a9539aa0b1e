internal import Foundation

/// NFC and NFD by the tables of `UnicodeEdition.normalisation`.
///
/// A scalar that these tables do not have neither decomposes nor composes nor moves, as it would if its version of
/// Unicode had not been published; so the text falls into stretches that are normalised on their own.
enum CanonicalForm {
    /// NFC.
    case composed
    /// NFD.
    case decomposed

    func of(_ text: String) -> String {
        // Nothing changes in ASCII.
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        let edition = UnicodeEdition.normalisation
        if text.unicodeScalars.allSatisfy(edition.assigns) { return normalised(text) }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let first = rest.first {
            let isAssigned = edition.assigns(first)
            let stretch = rest.prefix { edition.assigns($0) == isAssigned }
            result.append(contentsOf: isAssigned ? normalised(String(stretch)).unicodeScalars : .init(stretch))
            rest = rest[stretch.endIndex...]
        }
        return String(result)
    }

    private func normalised(_ text: String) -> String {
        let text = Self.withoutCompoundMarks(text)
        switch self {
        case .composed: return text.precomposedStringWithCanonicalMapping
        case .decomposed: return text.decomposedStringWithCanonicalMapping
        }
    }

    /// The text with the four marks that decompose into marks decomposed: Foundation gives them no place in the order
    /// of marks.
    ///
    /// [Unicode Standard Annex 15,
    /// Non_Starter_Decompositions](https://www.unicode.org/reports/tr15/#Non_Starter_Decompositions)
    private static func withoutCompoundMarks(_ text: String) -> String {
        let parts: [Unicode.Scalar: [Unicode.Scalar]] = [
            "\u{344}": ["\u{308}", "\u{301}"], "\u{F73}": ["\u{F71}", "\u{F72}"],
            "\u{F75}": ["\u{F71}", "\u{F74}"], "\u{F81}": ["\u{F71}", "\u{F80}"],
        ]
        guard text.unicodeScalars.contains(where: { parts[$0] != nil }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.flatMap { parts[$0] ?? [$0] }))
    }
}
