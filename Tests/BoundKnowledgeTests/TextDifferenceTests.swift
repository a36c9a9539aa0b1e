import BinderyTestSupport
import BoundKnowledge
import Testing

@Suite struct TextDifferenceTests {
    private func marks(_ difference: TextDifference) -> [String] {
        difference.changes.map { change in
            switch change {
            case .kept(_, let part): " \(part.line)"
            case .removed(let part): "-\(part.line)"
            case .added(let part): "+\(part.line)"
            }
        }
    }

    private func difference(_ old: String, _ new: String) -> TextDifference {
        TextDifference(from: TextParts(old), to: TextParts(new))
    }

    @Test func `a changed sentence is one removed and one added`() {
        #expect(marks(difference("Ant. Bee. Cat.", "Ant. Dog. Cat.")) == [" Ant.", "-Bee.", "+Dog.", " Cat."])
        #expect(marks(difference("", "Ant. Bee.")) == ["+Ant.", "+Bee."])
        #expect(marks(difference("Ant. Bee.", "")) == ["-Ant.", "-Bee."])
        #expect(marks(difference("Ant. Bee. Cat.", "Cat. Ant. Bee.")) == ["+Cat.", " Ant.", " Bee.", "-Cat."])
    }

    @Test func `a paragraph that is wrapped anew is the same, code that is indented anew is not`() {
        #expect(difference("A long\nsentence. B.\n", "A long sentence.\nB.").isEmpty)
        #expect(marks(difference("```\na\n```", "```\n  a\n```")) == [" ```", "-a", "+  a", " ```"])
    }

    @Test func `texts are compared by bytes`() {
        // é as one scalar and as two: what is signed is bytes.
        #expect(marks(difference("caf\u{e9}.", "cafe\u{301}.")).count == 2)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `applied to the old text, the changes give the new one`(seed: UInt64) {
        let (old, new) = (RandomText(seed: seed).text, RandomText(seed: seed &+ 1_000_000).text)
        let difference = difference(old, new)
        #expect(difference.applied(to: TextParts(old))?.utf8.elementsEqual(new.utf8) == true)
        #expect(difference.applied(to: TextParts(old + "\n\nMore.")) == nil)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `as much is kept as a naive search finds`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func text() -> [String] {
            (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                ["Ant", "Bee", "Cat", "Dog"][Int.random(in: 0..<4, using: &generator)] + "."
            }
        }
        let (old, new) = (text(), text())
        let kept = marks(difference(old.joined(separator: " "), new.joined(separator: " "))).filter {
            $0.hasPrefix(" ")
        }
        #expect(kept.count == Self.longest(old[...], new[...]))
    }

    private static func longest(_ left: ArraySlice<String>, _ right: ArraySlice<String>) -> Int {
        guard let first = left.first, let other = right.first else { return 0 }
        if first == other { return 1 + longest(left.dropFirst(), right.dropFirst()) }
        return max(longest(left.dropFirst(), right), longest(left, right.dropFirst()))
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `long texts keep what is unique on both sides`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let old = (0..<6_000).map { "S\($0 % 5 == 0 ? 0 : $0).\n" }
        var new = old
        for _ in 0..<60 { new.remove(at: Int.random(in: 0..<new.count, using: &generator)) }
        for index in 0..<60 { new.insert("N\(index).\n", at: Int.random(in: 0..<new.count, using: &generator)) }
        let difference = difference(old.joined(), new.joined())
        #expect(difference.applied(to: TextParts(old.joined()))?.utf8.elementsEqual(new.joined().utf8) == true)
        #expect(marks(difference).filter { !$0.hasPrefix(" ") }.count <= 200)
    }

    @Test func `texts with nothing in common but repetition end in time`() {
        let old = String(repeating: "Ant. Bee. ", count: 30_000)
        let new = String(repeating: "Bee. Cat. Ant. ", count: 30_000)
        #expect(difference(old, new).applied(to: TextParts(old))?.utf8.elementsEqual(new.utf8) == true)
    }
}
