import BinderyTestSupport
import BoundKnowledge
import Testing

@Suite struct TextPartsTests {
    private func lines(_ text: String) -> [String] { TextParts(text).parts.map(\.line) }

    @Test(arguments: [
        ("One. Two! Three? Four… Five.", ["One.", "Two!", "Three?", "Four…", "Five."]),
        ("One\nand two. Three\n", ["One and two.", "Three"]),
        ("It is 3.5 m. Then 4.", ["It is 3.5 m.", "Then 4."]),
        (
            "Ask Dr. Smith, e.g. in Sec. 4, or J. R. Doe. Yes.",
            ["Ask Dr. Smith, e.g. in Sec. 4, or J. R. Doe.", "Yes."]
        ),
        ("See Fig. 2 (cf. No. 7). No. It is not so.", ["See Fig. 2 (cf. No. 7).", "No.", "It is not so."]),
        ("Apples, pears etc. The rest is left.", ["Apples, pears etc.", "The rest is left."]),
        (
            "He said \"Stop.\" Then he left. (It rained.) **Bold.** End.",
            ["He said \"Stop.\"", "Then he left.", "(It rained.)", "**Bold.**", "End."]
        ),
        ("A claim.[^s1][^s12] Another [^s2]. Third.", ["A claim.[^s1][^s12]", "Another [^s2].", "Third."]),
        ("\"Why?\" he asked. What?! No.", ["\"Why?\" he asked.", "What?!", "No."]),
        ("水を飲む。本を読む！はい。", ["水を飲む。", "本を読む！", "はい。"]),
        ("Das gilt z. B. hier, bzw. Dort. Ende.", ["Das gilt z. B. hier, bzw. Dort.", "Ende."]),
        ("see example.org for more. Yes", ["see example.org for more.", "Yes"]),
        ("", []), (".", ["."]), (". . .", [".", ".", "."]), ("no end", ["no end"]),
    ])
    func `a paragraph is cut into sentences`(text: String, expected: [String]) {
        #expect(lines(text) == expected)
    }

    @Test func `lists, tables, headings and code are cut into lines`() {
        let text = """
            # A title. With a stop.
            One. Two.

            - An item. With two sentences.
              Continued.
            * Another
            10. Third. Fourth.
            | a. B | c |
            > Quoted. Twice.
            ```swift
            let a = 1. B
                indented. Code

            ~~~
            ````
            After. All.
            -not an item. Really.
            2026. Is a year. 1.5 is not an item.
            """
        #expect(
            lines(text) == [
                "# A title. With a stop.", "One.", "Two.", "", "- An item. With two sentences.", "  Continued.",
                "* Another", "10. Third. Fourth.", "| a. B | c |", "> Quoted. Twice.", "```swift", "let a = 1. B",
                "    indented. Code", "", "~~~", "````", "After.", "All.", "-not an item.", "Really.",
                "2026. Is a year. 1.5 is not an item.",
            ])
    }

    @Test func `a code block that is never closed goes on to the end`() {
        #expect(lines("```\nOne. Two.\n``\nThree. Four.") == ["```", "One. Two.", "``", "Three. Four."])
        // Three marks on one line are code in a sentence.
        #expect(lines("```a. B``` One. Two.") == ["```a.", "B``` One.", "Two."])
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `joined, the parts are the text`(seed: UInt64) {
        let text = RandomText(seed: seed).text
        let joined = TextParts(text).parts.map(\.text).joined()
        #expect(joined.utf8.elementsEqual(text.utf8))
    }

    @Test func `a text of one mark after the other takes no longer than its length`() {
        for piece in [". ", "[^", "a", "`", "(", "\n", "- ", ".[^"] {
            let text = String(repeating: piece, count: 200_000)
            #expect(TextParts(text).parts.reduce(0) { $0 + $1.text.utf8.count } == text.utf8.count)
        }
    }
}

/// Texts of the pieces that matter to the splitting.
struct RandomText {
    let text: String

    init(seed: UInt64, count: Int = 40) {
        var generator = SeededGenerator(seed: seed)
        text = (0..<Int.random(in: 0...count, using: &generator)).map { _ in
            Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
        }.joined()
    }

    static let pieces = [
        "One", "two", "Dr.", "e.g.", ". ", "? ", "! ", "…", "。", "\n", "\n\n", "\t", " ", "- ", "1. ", "```\n", "~~~\n",
        "| a |", "# ", "[^s1]", "]", "\"", ")", "3.5", "\r\n", "e\u{301}", "\u{e9}", "\u{200d}", "  ", "    ",
    ]
}
