/// Finds groups of words that mean one thing, the longest first.
struct PhraseTable: Sendable {
    /// What is read in place of a phrase.
    enum Part: Sendable, Hashable {
        case word(String)
        case name(String)
        case one
        case negation
        case quantifier(Quantifier)
        case modal(Modal)
        case bound(Quantity.Bound)
    }

    private struct Phrase: Sendable {
        let stems: [String]
        let parts: [Part]
    }

    private var phrases: [String: [Phrase]] = [:]

    /// A table of lines "words -> parts".
    init(_ lines: String, stem: (String) -> String) {
        for line in lines.split(separator: "\n") {
            let halves = line.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            let words = halves[0].dropLast().split(separator: " ").map { Self.stem($0, stem) }
            guard let first = words.first else { continue }
            let parts = halves[1].split(separator: " ").compactMap(Self.part)
            phrases[first, default: []].append(Phrase(stems: words, parts: parts))
        }
        for first in phrases.keys { phrases[first]?.sort { $0.stems.count > $1.stems.count } }
    }

    /// The longest phrase that begins with the first of some stems and satisfies a condition.
    ///
    /// - Complexity: O(*p*) for *p* phrases with that first word.
    func match(_ stems: [String], where condition: ([Part], Int) -> Bool) -> (parts: [Part], count: Int)? {
        guard let first = stems.first, let candidates = phrases[first] else { return nil }
        for phrase in candidates where stems.starts(with: phrase.stems) {
            if condition(phrase.parts, phrase.stems.count) { return (phrase.parts, phrase.stems.count) }
        }
        return nil
    }

    /// How many words the longest phrase has.
    static let longest = 8

    private static func stem(_ word: Substring, _ stem: (String) -> String) -> String {
        stem(word.filter { $0 != "." })
    }

    private static func part(_ text: Substring) -> Part? {
        guard text.hasPrefix("@") else { return .word(String(text)) }
        let pieces = text.dropFirst().split(separator: ".").map(String.init)
        switch (pieces.first, pieces.last) {
        case ("not", _): return .negation
        case ("one", _): return .one
        case ("name", let name?): return .name(name)
        case ("quantifier", let name?): return Quantifier(rawValue: name).map(Part.quantifier)
        case ("modal", let name?): return Modal(rawValue: name).map(Part.modal)
        case ("bound", let name?): return Quantity.Bound(rawValue: name).map(Part.bound)
        default: return nil
        }
    }
}
