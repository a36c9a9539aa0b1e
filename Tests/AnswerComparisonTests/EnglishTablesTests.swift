import AnswerComparison
import Testing

/// The tables of English words: no word may be in two places that say different things of it.
@Suite struct EnglishTablesTests {
    private let stemmer = EnglishStemmer()

    private var synonyms: [[String]] {
        EnglishSynonyms.lines.split(whereSeparator: { $0 == ";" || $0 == "\n" }).map {
            $0.split(separator: " ").map(String.init)
        }
    }

    private var concepts: [String: String] {
        var concepts: [String: String] = [:]
        for line in synonyms {
            for word in line where concepts[stemmer.stem(word)] == nil {
                concepts[stemmer.stem(word)] = stemmer.stem(line[0])
            }
        }
        return concepts
    }

    @Test func `a word stands for one concept at most`() {
        let words = synonyms.flatMap(\.self)
        let repeated = Dictionary(grouping: words, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
        #expect(repeated == [])
        #expect(synonyms.allSatisfy { $0.count > 1 })
    }

    @Test func `two concepts have no stem in common`() {
        var owner: [String: String] = [:]
        var shared: [String] = []
        for line in synonyms {
            for stem in Set(line.map(stemmer.stem)) {
                if let other = owner[stem], other != line[0] { shared.append("\(stem): \(other), \(line[0])") }
                owner[stem] = line[0]
            }
        }
        #expect(shared.sorted() == [])
    }

    @Test func `no opposites are synonyms`() {
        let pairs = (EnglishOpposites.complements + ";" + EnglishOpposites.scales)
            .split(whereSeparator: { $0 == ";" || $0 == "\n" })
            .map { $0.split(separator: "|").map { $0.split(separator: " ").map(String.init) } }
        let concepts = concepts
        func concept(_ word: String) -> String { concepts[stemmer.stem(word)] ?? stemmer.stem(word) }
        var same: [String] = []
        for sides in pairs where sides.count == 2 {
            for left in sides[0] {
                for right in sides[1] where concept(left) == concept(right) { same.append("\(left) \(right)") }
            }
        }
        #expect(same.sorted() == [])
    }

    @Test func `a kind has the stem of no other concept`() {
        let concepts = concepts
        let lines = Dictionary(synonyms.map { (stemmer.stem($0[0]), $0) }) { first, _ in first }
        var mixed: [String] = []
        for kind in EnglishKinds.names {
            guard let concept = concepts[stemmer.stem(kind)], let line = lines[concept] else { continue }
            if !line.contains(kind) { mixed.append("\(kind): \(line)") }
        }
        #expect(mixed.sorted() == [])
    }

    @Test(arguments: [
        ["use", "uses", "used", "using"], ["stop", "stops", "stopped", "stopping"], ["city", "cities"],
        ["carry", "carries", "carried", "carrying"], ["write", "writes", "wrote", "written", "writing"],
        ["box", "boxes"], ["quick", "quickly"], ["leaf", "leaves"], ["add", "adds", "added", "adding"],
    ])
    func `the forms of a word have one stem`(forms: [String]) {
        #expect(Set(forms.map(stemmer.stem)).count == 1, "\(forms.map(stemmer.stem))")
    }

    @Test(arguments: [
        ["thing", "th"], ["red", "r"], ["gas", "ga"], ["bus", "bu"], ["need", "ne"], ["only", "on"],
    ])
    func `what looks like an ending is none`(words: [String]) {
        #expect(stemmer.stem(words[0]) != stemmer.stem(words[1]))
    }
}
