import BinderyTestSupport
import Foundation
import Retrieval
import Testing

@Suite struct NormalFormTests {
    private func form(_ text: String, _ language: String = "en") -> String {
        NormalForm(text, language: language).text
    }

    @Test(arguments: [
        // Compatibility, case, white space, punctuation at the end.
        ("  What\tis \n A  HASH ?! ", "what is a hash"), ("Ｗhat ｉs ﬁre？", "what is fire"),
        ("Was ist Straße… ", "was ist strasse"), ("WHAT IS STRASSE", "what is strasse"), ("ΟΔΟΣ", "οδοσ"),
        ("ὁδός", "ὁδόσ"), ("caf\u{e9}", "caf\u{e9}"), ("cafe\u{301}?", "caf\u{e9}"), ("ha\u{ad}sh\u{200b}", "hash"),
        ("“C++” or C#?", "\"c++\" or c#"), ("¿Qué?", "¿qué"),
        // What changes a number or a unit is kept.
        ("What is 10³?", "what is 10^3"), ("What is 103?", "what is 103"), ("x²⁰ and H₂O", "x^20 and h2o"),
        ("1½ cups", "1 1⁄2 cups"), ("½ cup", "1⁄2 cup"), ("What is 5!", "what is 5!"), ("What is 5!?", "what is 5!"),
        ("Is 8 Mb 1 MB?", "is 8 Mb 1 mb"), ("Is 10mW 1 MW", "is 10mW 1 mw"),
        // Contractions.
        ("What's up, and it's fine: they're here", "what is up, and it is fine: they are here"),
        ("Why can’t I, don't you, won't he?", "why can not i, do not you, will not he"),
        ("why cannot and cant", "why can not and cant"), ("Ain't it John's?", "ain't it john's"), ("he'd", "he'd"),
        ("whats its name", "what is its name"), ("I'm sure we'll've", "i am sure we'll have"),
        // Politeness.
        ("Please, what is it", "what is it"), ("Hi there! Could you please tell me what a hash is?", "what a hash is"),
        ("Quick question: I'm 24. How old?", "i am 24. how old"), ("Hey, can you answer this? How?", "how"),
        ("I'd like to know, what is it? Thanks!", "what is it"), ("What is it? Thank you. Please help.", "what is it"),
        ("Please explain sleep", "explain sleep"), ("Please please me", "please please me"),
        ("Hello world", "hello world"), ("Hello, world!", "hello, world"), ("Hey Jude", "hey jude"),
        ("Tell me about it", "tell me about it"), ("Can you give blood", "can you give blood"),
        ("Please", "please"), ("What does he say please", "what does he say please"),
        // Numbers.
        ("Two of ninety-nine", "2 of 99"), ("twenty one and twenty-one", "21 and 21"), ("a hundred", "100"),
        ("one hundred twenty-one", "121"), ("nine hundred and two", "900 and 2"), ("two million", "2 million"),
        ("Which one is it", "which one is it"), ("one by one", "one by one"), ("no-one", "no-one"),
        ("a two-stroke (three) five's", "a 2-stroke (3) 5's"), ("twenty-two-year-old", "22-year-old"),
        ("twenty one-way tickets", "20 one-way tickets"), ("twenty, one", "20, one"), ("nineteen eighty four", "19 84"),
        ("hundreds", "hundreds"), ("hundred", "hundred"), ("tensor", "tensor"),
        ("", ""), ("?!", ""), (" . . ", ""), ("-", "-"), ("'s", "'s"), ("--two", "--2"),
    ])
    func `a question has the form`(question: String, expected: String) {
        #expect(form(question).utf8.elementsEqual(expected.utf8), "\(form(question))")
    }

    @Test func `other languages have neither English contractions nor numbers`() {
        #expect(form("Please, what's two?", "de") == "please, what's two")
        #expect(form("What's two?", "EN-gb") == "what is 2")
        #expect(form("What's two?", "enm") == "what's two")
    }

    @Test(arguments: [
        "What does this sentence mean?", "Translate the text below.", "Summarise the attached file",
        "Explain the code below in simple words", "Who wrote these?", "What does that mean?", "Is the above true?",
        "Attached is a file. What is it?", "What happens here?",
    ])
    func `a question that points is deictic`(question: String) {
        #expect(NormalForm(question, language: "en").isDeictic)
    }

    @Test(arguments: [
        "Is it true that ice floats?", "Can water freeze below zero?", "Why is the sky blue above the sea?",
        "What is a hash?", "Can you answer this? What is a hash?", "How was Thisbe following Pyramus?",
    ])
    func `a question that stands alone is not`(question: String) {
        #expect(!NormalForm(question, language: "en").isDeictic)
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `a form has itself as form`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "What", "what's", "is", "two", "one", "hundred", "a", "twenty-", "one", "please", "please,", "hi!",
            "tell me",
            "Thanks!", "?", "!", "5!", "½", "10³", "ß", "İ", "don't", "can't", "\u{ad}", ".", "e\u{301}", "Mb", "-",
            "'s", "",
            "this", "ﬁ", "､", "…", "can you",
        ]
        let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
            words[Int.random(in: 0..<words.count, using: &generator)]
        }.joined(separator: Bool.random(using: &generator) ? " " : "")
        for language in ["en", "de"] {
            let once = form(text, language)
            #expect(form(once, language).utf8.elementsEqual(once.utf8), "\(text): \(once)")
        }
    }

    @Test func `a long question takes no longer than its length`() {
        for piece in ["please ", "twenty-", "!", "a ", "(", "can you please ", "\u{ad}", "³", "thanks! "] {
            let text = String(repeating: piece, count: 2_000 / piece.utf8.count)
            #expect(NormalForm(text, language: "en").text.utf8.count <= 2 * text.utf8.count + 2)
        }
    }

    /// Pairs of questions, of which one is a small edit of the other, and whether the edit leaves the answer as it is.
    private struct Mutation: Decodable {
        let a: String
        let b: String
        let label: Int
        let kind: String
    }

    @Test(.enabled(if: SharedFile.isAvailable))
    func `no edit that changes the answer keeps the form, and harmless ones do`() throws {
        let path = try #require(SharedFile.folder) + "/retrieval/mutations.jsonl"
        let mutations = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Mutation.self, from: Data($0.utf8))
        }
        #expect(mutations.count > 1_900)
        var kept: [String: (kept: Int, all: Int)] = [:]
        for pair in mutations {
            let isKept = form(pair.a) == form(pair.b)
            if pair.label == 0 { #expect(!isKept, "\(pair.kind): \(pair.a) | \(pair.b)") }
            kept[pair.kind, default: (0, 0)].all += 1
            if isKept { kept[pair.kind, default: (0, 0)].kept += 1 }
        }
        for (kind, share) in [
            ("case", 1.0), ("polite", 0.99), ("contraction", 0.98), ("wordnum", 0.85), ("punct", 0.7),
        ] {
            let found = kept[kind, default: (0, 1)]
            #expect(Double(found.kept) >= share * Double(found.all), "\(kind): \(found)")
        }
    }
}
