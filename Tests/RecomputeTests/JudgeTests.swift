import Recompute
import Synchronization
import Testing

@Suite struct JudgeTests {
    /// Says what it was told to, one verdict after the other.
    private final class ScriptedJudge: Judge {
        let model: ModelIdentity
        private let script: Mutex<[JudgeVerdict]>

        init(_ name: String, _ verdicts: [JudgeVerdict] = []) {
            model = SampleAnswers.model(name)
            script = Mutex(verdicts)
        }

        func judge(_ question: JudgeQuestion) async throws -> JudgeVerdict {
            script.withLock { $0.isEmpty ? .cannotTell : $0.removeFirst() }
        }
    }

    @Test(arguments: ["old", "new"]) func `a model does not judge itself`(name: String) {
        let error = #expect(throws: RecomputeError.self) {
            try IndependentJudge(
                ScriptedJudge(name), between: SampleAnswers.model("old"), and: SampleAnswers.model("new"))
        }
        #expect(error?.code == .partialJudge)
        #expect(error?.problem.contains("the \(name) model") == true)
    }

    @Test func `names that only look alike are two models`() throws {
        // The second is the first in another normal form, which Swift's == would not tell apart.
        _ = try IndependentJudge(
            ScriptedJudge("caf\u{e9}"), between: SampleAnswers.model("cafe\u{301}"), and: SampleAnswers.model("new"))
    }

    @Test(arguments: [
        ([JudgeVerdict.adds], JudgeVerdict.adds), ([.adds, .contradicts, .contradicts], .contradicts),
        ([.adds, .contradicts, .entailsBothWays], .cannotTell), ([.cannotTell, .adds, .adds], .adds),
    ])
    func `a verdict has more than half of the votes`(votes: [JudgeVerdict], expected: JudgeVerdict) async throws {
        let judge = try IndependentJudge(
            ScriptedJudge("third", votes), between: SampleAnswers.model("old"), and: SampleAnswers.model("new"))
        let question = JudgeQuestion(question: "Why?", earlier: "So.", later: "Hence.")
        #expect(try await judge.verdict(on: question, votes: votes.count) == expected)
    }
}
