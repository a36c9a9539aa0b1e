import AnswerComparison
import BoundKnowledge
import Recompute
import Synchronization
import Testing

@Suite struct AnswerCheckerTests {
    private struct Gone: Error {}

    /// A model whose answers are written down: what reading gives, and one text a sample (`nil` fails).
    private final class ScriptedGenerator: Generator {
        let model: ModelIdentity
        private let result: VerifiedAnswer.Result?
        private let basis: VerifiedAnswer.Basis
        private let texts: Mutex<[String?]>
        private let asked = Mutex<[UInt64]>([])

        init(
            _ result: VerifiedAnswer.Result?, _ basis: VerifiedAnswer.Basis = .observed, samples: [String?] = [],
            name: String = "new"
        ) {
            (self.result, self.basis, model) = (result, basis, SampleAnswers.model(name))
            texts = Mutex(samples)
        }

        var seeds: [UInt64] { asked.withLock { $0 } }

        func verify(_ batch: [RecordedAnswer]) async throws -> [VerifiedAnswer] {
            guard let result else { return [] }
            // In any order.
            return batch.reversed().map {
                VerifiedAnswer(document: $0.document, result: result, basis: basis, cost: Cost(prefilledTokens: 10))
            }
        }

        func sample(_ answer: RecordedAnswer, seed: UInt64) async throws -> AnswerSample {
            asked.withLock { $0.append(seed) }
            guard let text = texts.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { throw Gone() }
            return AnswerSample(seed: seed, text: text, cost: Cost(generatedTokens: 7))
        }
    }

    private final class CountingJudge: Judge {
        let model: ModelIdentity
        private let verdict: JudgeVerdict
        private let asked = Mutex(0)

        init(_ verdict: JudgeVerdict, name: String = "third") {
            (self.verdict, model) = (verdict, SampleAnswers.model(name))
        }

        var count: Int { asked.withLock { $0 } }

        func judge(_ question: JudgeQuestion) async throws -> JudgeVerdict {
            asked.withLock { $0 += 1 }
            return verdict
        }
    }

    private static let same = "A digest."

    /// For a language without rules, so that texts without numbers are the same bytes or undecided.
    private static func comparator(_ language: String) -> AnswerComparator { AnswerComparator(language: "tlh") }

    private func answer(_ temperature: String = "0.7", number: Int = 1) throws -> RecordedAnswer {
        let document = try SampleAnswers.document(
            Self.same, derivation: SampleAnswers.derivation(temperature: temperature))
        return try #require(RecordedAnswer(document, at: SampleAnswers.address(number)))
    }

    private func check(
        _ answer: RecordedAnswer, by generator: ScriptedGenerator, judge: CountingJudge? = nil, policy: String = "{}"
    ) async throws -> AnswerCheck {
        let checker = try AnswerChecker(generator, judge: judge, policy: SampleAnswers.policy(policy)) {
            Self.comparator($0)
        }
        return try #require(try await checker.check([answer]).first)
    }

    private static func diverging(_ text: String) -> VerifiedAnswer.Result {
        .diverges(token: 1, byteOffset: 2, text: text)
    }

    @Test func `an identical answer costs one reading and no sample`() async throws {
        let generator = ScriptedGenerator(.identical(tokenCount: 3), .proved)
        let check = try await check(try answer(), by: generator)
        #expect(check.decision.outcome == .identical)
        #expect(check.cost == Cost(prefilledTokens: 10))
        #expect(generator.seeds.isEmpty)
    }

    @Test func `a greedy answer that a kernel proves to differ is one sample`() async throws {
        let generator = ScriptedGenerator(Self.diverging(Self.same), .proved)
        let check = try await check(try answer("0"), by: generator)
        #expect(check.samples.count == 1)
        #expect(generator.seeds.isEmpty)
        #expect(check.decision.outcome == .equivalent)
    }

    @Test func `other answers are sampled, with seeds that follow from document and model`() async throws {
        let generator = ScriptedGenerator(
            Self.diverging(Self.same), samples: [Self.same, Self.same, Self.same, Self.same])
        let check = try await check(try answer(), by: generator)
        #expect(check.samples.map(\.seed) == [nil] + generator.seeds.map(Optional.some))
        #expect(
            generator.seeds
                == SampleSeeds.seeds(of: SampleAnswers.address(1), for: SampleAnswers.model("new"), count: 4))
        #expect(Set(generator.seeds).count == 4)
        #expect(check.cost == Cost(prefilledTokens: 10, generatedTokens: 28))
        #expect(check.decision.outcome == .equivalent)
    }

    @Test func `a sample that fails is drawn once more, with the same seed`() async throws {
        let generator = ScriptedGenerator(Self.diverging(Self.same), samples: [nil, Self.same, Self.same])
        let check = try await check(try answer(), by: generator)
        #expect(check.samples.count == 3)
        let first = try #require(generator.seeds.first)
        #expect(generator.seeds.count { $0 == first } == 2)
        #expect(check.decision.outcome == .equivalent)
    }

    @Test func `too few samples, and no result at all, are failed checks`() async throws {
        let few = try await check(
            try answer(), by: ScriptedGenerator(Self.diverging(Self.same), samples: [Self.same]))
        #expect(few.decision.outcome == .failed)
        #expect(few.decision.reasons == [.tooFewSamples])
        let none = try await check(try answer(), by: ScriptedGenerator(nil))
        #expect(none.decision.outcome == .failed)
    }

    @Test func `a judge is heard where the rules cannot tell, once a text`() async throws {
        let texts = Array(repeating: "Something that no rule can weigh.", count: 4)
        let judge = CountingJudge(.contradicts)
        let generator = ScriptedGenerator(Self.diverging(texts[0]), samples: texts)
        let check = try await check(try answer(), by: generator, judge: judge, policy: #"{"judge": {"votes": 3}}"#)
        #expect(judge.count == 3)
        #expect(check.decision.outcome == .contradicted)
        #expect(check.judge == judge.model)
    }

    @Test(arguments: [(#"{"judge": {"heard": false}}"#, "third"), ("{}", "old")])
    func `a judge that the policy does not hear, or that gave the answer, is not asked`(
        policy: String, name: String
    ) async throws {
        let texts = Array(repeating: "Something that no rule can weigh.", count: 4)
        let judge = CountingJudge(.entailsBothWays, name: name)
        let generator = ScriptedGenerator(Self.diverging(texts[0]), samples: texts)
        let check = try await check(try answer(), by: generator, judge: judge, policy: policy)
        #expect(judge.count == 0)
        #expect(check.decision.outcome == nil)
        #expect(check.judge == nil)
    }

    @Test func `a judge that is the new model is refused`() throws {
        let error = #expect(throws: RecomputeError.self) {
            try AnswerChecker(
                ScriptedGenerator(nil), judge: CountingJudge(.adds, name: "new"), policy: RecomputePolicy()
            ) { Self.comparator($0) }
        }
        #expect(error?.code == .partialJudge)
    }

    @Test func `checks come in the order of the batch`() async throws {
        let checker = try AnswerChecker(ScriptedGenerator(.identical(tokenCount: 1)), policy: RecomputePolicy()) {
            Self.comparator($0)
        }
        let batch = try (1...5).map { try answer(number: $0) }
        #expect(try await checker.check(batch).map(\.answer.document) == batch.map(\.document))
    }

    @Test func `what is finished before the batch breaks off is handed over`() async throws {
        let generator = ScriptedGenerator(.identical(tokenCount: 1))
        let checker = try AnswerChecker(generator, policy: RecomputePolicy()) { Self.comparator($0) }
        let batch = try (1...5).map { try answer(number: $0) }
        var finished: [Address] = []
        await #expect(throws: CancellationError.self) {
            try await checker.check(batch) { check in
                finished.append(check.answer.document)
                if finished.count == 2 { withUnsafeCurrentTask { $0?.cancel() } }
                return true
            }
        }
        #expect(finished == batch.prefix(2).map(\.document))
    }

    @Test func `a batch ends where what takes its checks wants no more`() async throws {
        let generator = ScriptedGenerator(.identical(tokenCount: 1))
        let checker = try AnswerChecker(generator, policy: RecomputePolicy()) { Self.comparator($0) }
        let batch = try (1...5).map { try answer(number: $0) }
        let checks = try await checker.check(batch) { $0.answer.document != batch[2].document }
        #expect(checks.map(\.answer.document) == batch.prefix(3).map(\.document))
    }

    @Test func `checks of one component alone tell the cause, and count into the cost`() async throws {
        let answer = try answer("0")
        func check(_ result: VerifiedAnswer.Result) async throws -> AnswerCheck {
            try await self.check(answer, by: ScriptedGenerator(result, .proved))
        }
        let change = ModelChange(BindingComponents([.weights, .template]))
        var whole = try await check(Self.diverging(""))
        #expect(whole.wantedAlone(of: change) == [.weights, .template])
        #expect(whole.wantedAlone(of: ModelChange(BindingComponents([.weights, .template, .tokenizer]))).isEmpty)
        #expect(try await check(.identical(tokenCount: 1)).wantedAlone(of: change).isEmpty)
        let (cost, failed) = (whole.cost, try await check(.failed(problem: "p", remedy: "r")))
        #expect(failed.wantedAlone(of: change).isEmpty)
        whole.record(try await check(.identical(tokenCount: 1)), ofChanging: .weights)
        whole.record(failed, ofChanging: .template)
        #expect(whole.checkedAlone == [.weights: false])
        whole.record(try await check(Self.diverging("")), ofChanging: .template)
        #expect(whole.checkedAlone == [.weights: false, .template: true])
        #expect(whole.cost.prefilledTokens == 4 * cost.prefilledTokens)
        let evidence = whole.evidence(
            of: change, to: SampleAnswers.model("new"), costMethod: "none", policyDigest: RecomputePolicy().digest)
        #expect(evidence?.cause == .template && evidence?.cost == whole.cost)
    }

    /// Needs rules for numbers; the comparison of bytes alone finds no contradiction.
    private static let comparesNumbers =
        (try? AnswerComparator(language: "en").compare("It has 3 doors.", "It has 5 doors.").verdict) == .contradicted

    @Test(.enabled(if: comparesNumbers)) func `samples that deny each other are found by the rules`() async throws {
        let document = try SampleAnswers.document(
            "The tower has 12 floors.", derivation: SampleAnswers.derivation(temperature: "1"))
        let answer = try #require(RecordedAnswer(document, at: SampleAnswers.address(1)))
        let texts = [3, 5, 7, 9].map { "The tower has 12 floors. The entrance has \($0) doors." }
        let generator = ScriptedGenerator(
            Self.diverging("The tower has 12 floors. The entrance has 11 doors."), samples: texts)
        let checker = try AnswerChecker(generator, policy: RecomputePolicy()) { AnswerComparator(language: $0) }
        let check = try #require(try await checker.check([answer]).first)
        #expect(check.samples.allSatisfy { $0.comparison.verdict == .revised })
        #expect(check.decision.outcome == .unstable)
    }

    @Test func `empty samples are no answer`() async throws {
        let generator = ScriptedGenerator(Self.diverging(" "), samples: ["", "\n", Self.same, Self.same])
        let check = try await check(try answer(), by: generator)
        #expect(check.decision.outcome == .unanswerable)
        #expect(check.indexOfRepresentative == 0)
    }

    @Test func `evidence of a check says what was done`() async throws {
        let generator = ScriptedGenerator(
            Self.diverging(Self.same), samples: [Self.same, Self.same, "Other.", Self.same])
        let check = try await check(
            try answer(), by: generator, judge: CountingJudge(.entailsBothWays))
        let change = ModelChange(BindingComponents([.model]))
        let evidence = try #require(
            check.evidence(
                of: change, to: generator.model, costMethod: "measured:cpu-time",
                policyDigest: RecomputePolicy().digest))
        #expect(evidence.outcome == .equivalent)
        #expect(evidence.cause == .model)
        #expect(evidence.samples.map(\.seed) == [nil] + generator.seeds.map(Optional.some))
        #expect(evidence.samples.map(\.judgement) == [nil, nil, nil, .entailsBothWays, nil])
        #expect(evidence.divergence == .init(token: 1, byteOffset: 2))
        #expect(evidence.judge == SampleAnswers.model("third"))
        #expect(evidence.oldModel == SampleAnswers.model("old"))
        #expect(try Evidence(evidence.json()) == evidence)
    }
}
