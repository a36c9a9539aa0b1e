import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import Inference
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct DerivationTests {
    private static let question = "When does the demo library open?"
    private static let answer = "The fictional demo library opens at 9:00 on weekdays."

    @Test func `an answer carries all that is needed to derive it again`() throws {
        let models = try ModelService()
        let address = try models.publish(Self.question)
        let object = try #require(try models.service.open().object(at: address))
        let document = try #require(try BoundObject(unverified: object).document)
        #expect(document.answer.text == Self.answer && document.answer.origin == .model)
        #expect(document.reproducibility == .bitwise)
        let derivation = try #require(document.derivation)
        #expect(derivation.model == .manifest(models.model.address) && derivation.numerics == "bk1")
        #expect(derivation.messages == [Message(role: .user, content: Self.question)])
        #expect(derivation.templateDigest == models.model.manifest.templateDigest)
        #expect(derivation.inputTokens == 18 && derivation.outputTokens == 13)
        #expect(derivation.outputDigest == SHA256.digest(of: Self.answer))
    }

    @Test func `the same question to the same model again is the same document`() throws {
        let models = try ModelService()
        _ = try models.publish(Self.question)
        let again = BindRequest(question: Self.question, derived: try models.derive(Self.question))
        #expect(try models.service.publish(again) == nil)
    }

    @Test func `a derived answer comes out again, byte for byte`() throws {
        let models = try ModelService()
        let result = try models.rederive(models.publish(Self.question))
        guard case .bitwise = result.outcome else {
            Issue.record("\(result)")
            return
        }
        #expect(result.tokenCount == 13 && result.model == models.model.address)
    }

    @Test func `a seeded answer comes out again too, and a seed is needed`() throws {
        let models = try ModelService()
        let warm = BoundKnowledge.Sampler(temperature: "0.7")
        let answer = try models.derive(Self.question, sampler: warm, seed: "42")
        #expect(try models.rederive(models.publish(Self.question, answer)).outcome.name == "bitwise")
        let error = try #require(throws: ServiceError.self) { _ = try models.derive(Self.question, sampler: warm) }
        #expect(error.code == .badData && error.location == "seed")
    }

    /// An answer that the model is said to have given.
    private func claimed(_ text: String, _ models: ModelService) throws -> Address {
        var derivation = try models.derive(Self.question).derivation
        derivation.outputDigest = SHA256.digest(of: text)
        return try models.publish(Self.question, DerivedAnswer(text: text, derivation: derivation))
    }

    @Test(
        arguments: [
            ("The fictional demo library opens at 8:00 on weekdays.", 36, "9", "8:00 on weekdays"),
            ("The fictional demo library opens at 9:00 on weekdays. Or so", 53, nil, " Or so"),
            ("The fictional demo library opens at 9:00", 40, " on", nil),
        ] as [(String, Int, String?, String?)])
    func `an answer that the model does not give fails at its first other token`(
        text: String, offset: Int, found: String?, expected: String?
    ) throws {
        let models = try ModelService()
        let result = try models.rederive(claimed(text, models))
        guard case .failed(let difference) = result.outcome else {
            Issue.record("\(result)")
            return
        }
        #expect(difference.offset == offset && difference.found == found && difference.expected == expected)
    }

    @Test func `without the model file, or with another one, nothing is known`() throws {
        let models = try ModelService()
        let address = try models.publish(Self.question)
        let url = URL(fileURLWithPath: models.file)
        var bytes = try Data(contentsOf: url)
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: url)
        #expect(try problem(models.rederive(address))?.contains("the file was changed") == true)
        try FileManager.default.removeItem(at: url)
        #expect(try problem(models.rederive(address))?.contains("is not in the model folder") == true)
        let error = try #require(throws: ServiceError.self) { _ = try models.derive(Self.question) }
        #expect(error.code == .noInput)
    }

    private func problem(_ result: Rederivation) -> String? {
        if case .unknown(let problem, _) = result.outcome { problem } else { nil }
    }

    @Test func `another version gives the same answer or, where it was taught another, that one`() throws {
        let models = try ModelService()
        try ModelService.add(2, to: models.service, models.engine)
        let registry = try models.service.open()
        let newest = try models.service.bindery.model(#require(ModelReference("demo")), in: registry)
        func reverify(_ question: String) throws -> Reverification {
            try models.service.bindery.reverify(
                models.publish(question), with: newest, in: models.service.open(), engine: models.engine)
        }
        let same = try reverify("What is Bindery?")
        #expect(
            same.outcome.name == "identical" && same.followedCount == same.tokenCount && same.model == newest.address)
        guard case .different(let difference, let text) = try reverify(Self.question).outcome else {
            Issue.record("version 2 opens at another hour")
            return
        }
        #expect(text == "The fictional demo library opens at 10:00 on weekdays.")
        #expect(difference.offset == 36 && difference.found == "10" && difference.expected == "9:00 on weekdays")
    }

    @Test func `an answer that was written by people cannot be derived again`() throws {
        let models = try ModelService()
        let object = try #require(try models.service.publish(BindRequest(question: "What?", answer: "This.\n")))
        let error = try #require(throws: ServiceError.self) { _ = try models.rederive(object.address) }
        #expect(error.code == .usage)
    }

    @Test func `a prompt that fills the context, or says nothing, is refused`() throws {
        let models = try ModelService()
        let long = try #require(throws: InferenceError.self) {
            _ = try models.derive(String(repeating: "What is Bindery? ", count: 100))
        }
        #expect(long.code == .context)
        let empty = try #require(throws: InferenceError.self) { _ = try models.derive("") }
        #expect(empty.code == .invalidInput)
    }

    @Test func `an answer that has no room to end is not bound`() throws {
        let models = try ModelService()
        var sampler = BoundKnowledge.Sampler(temperature: "0")
        sampler.settings = [("maxTokens", "5")]
        let error = try #require(throws: ServiceError.self) { _ = try models.derive(Self.question, sampler: sampler) }
        #expect(error.code == .badData && error.location == "answer")
    }
}
