/// Reduces the forms of an English word to one stem, which need not be a word.
///
/// Plurals, "-ed", "-ing" and "-ly" are taken off; a final "e" and a doubled consonant go too, so that all forms meet.
/// The stems are for comparing only.
package struct EnglishStemmer: Sendable {
    private let irregular: [String: String]

    /// The stemmer, with the irregular forms.
    package init() {
        var irregular: [String: String] = [:]
        for line in EnglishForms.irregular.split(separator: "\n") {
            let forms = line.split(separator: " ").map(String.init)
            guard let base = forms.first else { continue }
            for form in forms where irregular[form] == nil { irregular[form] = Self.closed(Self.regular(base)) }
        }
        self.irregular = irregular
    }

    /// The stem of a word in lower case.
    ///
    /// - Complexity: O(*n*) for *n* letters.
    package func stem(_ word: String) -> String { irregular[word] ?? Self.closed(Self.regular(word)) }

    /// A shorter stem, without the endings that make nouns and adjectives of verbs; `nil` where there is none.
    static func root(_ stem: String) -> String? {
        let endings = [
            "isation", "ization", "ation", "ition", "ement", "ment", "ness", "ition", "tion", "ion", "anc", "enc", "iv",
            "abl", "al", "iti", "at",
        ]
        for ending in endings where stem.hasSuffix(ending) && stem.utf8.count >= ending.utf8.count + 4 {
            return closed(String(stem.dropLast(ending.count)))
        }
        return nil
    }

    private static let kept = EnglishFunctionWords.words(
        """
        is this thus plus bus gas us his its as always series species news physics mathematics economics politics ethics
        lens basis analysis crisis thesis axis virus focus census status bonus process access less unless across perhaps
        only early family supply apply reply rely assembly daily italy july anomaly monopoly multiply imply comply ally
        fly holy ugly jelly belly billy friendly likely
        need feed seed speed deed weed breed bleed exceed succeed proceed indeed hundred sacred naked shed embed led fed
        bed red thing king ring string spring bring sing wing swing cling sting during nothing something anything
        everything ceiling evening morning building sibling wedding pudding
        """)

    private static func regular(_ word: String) -> String {
        guard word.utf8.count > 3, !kept.contains(word) else { return word }
        if word.hasSuffix("ily"), word.utf8.count > 5 { return String(word.dropLast(3)) + "y" }
        if word.hasSuffix("ably") || word.hasSuffix("ibly") { return String(word.dropLast(1)) + "e" }
        if word.hasSuffix("ally"), word.utf8.count > 6 { return String(word.dropLast(2)) }
        if word.hasSuffix("ly"), word.utf8.count > 4 { return String(word.dropLast(2)) }
        if word.hasSuffix("ing") { return verb(String(word.dropLast(3))) ?? word }
        if word.hasSuffix("ied") { return String(word.dropLast(3)) + "y" }
        if word.hasSuffix("ed") { return verb(String(word.dropLast(2))) ?? word }
        return plural(word)
    }

    private static func plural(_ word: String) -> String {
        if word.hasSuffix("ies") { return String(word.dropLast(3)) + "y" }
        if ["sses", "shes", "ches", "xes", "zes", "oes"].contains(where: word.hasSuffix) {
            return String(word.dropLast(2))
        }
        if word.hasSuffix("s"), !["ss", "us", "is"].contains(where: word.hasSuffix) { return String(word.dropLast()) }
        return word
    }

    /// What is left of "-ed" or "-ing", if it can be a verb.
    private static func verb(_ stem: String) -> String? {
        let letters = Array(stem.utf8)
        guard let last = letters.last, letters.contains(where: isVowel) else { return nil }
        // "using", "rated": a short stem of vowel and consonant had an "e".
        if letters.count <= 3, !isVowel(last), !"wxy".utf8.contains(last), letters.count >= 2,
            isVowel(letters[letters.count - 2]), letters.count == 2 || !isVowel(letters[0])
        {
            return stem + "e"
        }
        return stem
    }

    /// Without a final "e", and with one consonant in place of two.
    private static func closed(_ word: String) -> String {
        var letters = Array(word.utf8)
        guard letters.count > 3 else { return word }
        if letters.last == 0x65, letters.count > 4 || !isVowel(letters[1]) { letters.removeLast() }
        if let last = letters.last, letters.count > 3, letters[letters.count - 2] == last, !isVowel(last) {
            letters.removeLast()
        }
        if letters.last == 0x79 { letters[letters.count - 1] = 0x69 }
        return String(decoding: letters, as: UTF8.self)
    }

    private static func isVowel(_ letter: UInt8) -> Bool { [0x61, 0x65, 0x69, 0x6F, 0x75, 0x79].contains(letter) }
}
