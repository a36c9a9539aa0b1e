import AnswerComparison
import Testing

/// The pairs that a person has judged.
@Suite struct JudgedPairTests {
    @Test(arguments: JudgedPair.all) func `the verdict is that of a person`(pair: JudgedPair) throws {
        let comparison = try pair.comparison()
        #expect(comparison.verdict == pair.verdict, "\(comparison.differences)")
        #expect(comparison.basis == .language)
    }

    @Test(arguments: JudgedPair.unsettled) func `what the rules do not settle they do not turn round`(pair: JudgedPair)
        throws
    {
        let verdict = try pair.comparison().verdict
        #expect(verdict == .undecided || verdict == .revised)
    }

    @Test func `the table has pairs of every verdict but identical`() {
        #expect(JudgedPair.all.count >= 150)
        #expect(Set(JudgedPair.all.map(\.verdict)) == Set(Comparison.Verdict.allCases).subtracting([.identical]))
    }

    @Test(arguments: JudgedPair.all) func `exchanging the answers keeps the verdict`(pair: JudgedPair) throws {
        #expect(try pair.swapped.comparison().verdict == pair.comparison().verdict)
    }

    @Test(arguments: JudgedPair.all) func `exchanging the answers exchanges added and dropped`(pair: JudgedPair) throws
    {
        let (one, other) = (try pair.comparison().differences, try pair.swapped.comparison().differences)
        func count(_ kind: Difference.Kind, _ differences: [Difference]) -> Int {
            differences.count { $0.kind == kind }
        }
        #expect(count(.sentenceAdded, one) == count(.sentenceDropped, other))
        #expect(count(.itemAdded, one) == count(.itemDropped, other))
    }

    @Test(arguments: JudgedPair.all) func `a comparison can be repeated`(pair: JudgedPair) throws {
        #expect(try pair.comparison() == pair.comparison())
    }

    @Test(arguments: JudgedPair.all) func `each span holds the text that it names`(pair: JudgedPair) throws {
        for difference in try pair.comparison().differences {
            #expect(difference.earlier != nil || difference.later != nil)
            for (span, answer) in [(difference.earlier, pair.earlier), (difference.later, pair.later)] {
                guard let span else { continue }
                let bytes = Array(answer.utf8)
                try #require(span.bytes.lowerBound >= 0 && span.bytes.upperBound <= bytes.count)
                #expect(String(decoding: bytes[span.bytes], as: UTF8.self).utf8.elementsEqual(span.text.utf8))
            }
        }
    }

    @Test(arguments: JudgedPair.all) func `an answer is equivalent to itself with white space around it`(
        pair: JudgedPair
    ) throws {
        let comparison = try AnswerComparator(language: "en").compare(pair.earlier, "\n" + pair.earlier + "\n")
        #expect(comparison.verdict == .equivalent, "\(comparison.differences)")
    }
}
