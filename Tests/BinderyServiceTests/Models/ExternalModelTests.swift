import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Completions
import JSON
import Testing

@Suite(.temporaryDirectory, .timeLimit(.minutes(1))) struct ExternalModelTests {
    private static let question = [Message(role: .user, content: "What is a hash?")]

    private func engine(models: String) -> RawServer {
        RawServer { connection in
            let body = #"{"data":[\#(models)]}"#
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n")
            connection.send("Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        }
    }

    @Test func `settings that engines share are sent, and recorded as they were stated`() async throws {
        let service = try TestService()
        let engine = TestEngine(.streamed(["A number."]))
        var sampler = Sampler(temperature: "0.7")
        sampler.settings = [
            ("topK", "40"), ("topP", "0.9"), ("minP", "0.05"), ("presencePenalty", "-0.5"), ("frequencyPenalty", "1"),
            ("maxTokens", "64"),
        ]
        sampler.stop = ["\n\n"]
        let model = try await ExternalModel(service.bindery.engine(at: engine.address), name: "demo")
        let derived = try await service.bindery.derive(
            Self.question, by: .external(model), sampler: sampler, seed: "9007199254740991")
        let sent = try JSONValue(JSONDocument(parsing: #require(engine.requests.first).body).root)
        let expected: [(String, JSONValue)] = [
            ("temperature", 0.7), ("top_k", 40), ("top_p", 0.9), ("min_p", 0.05), ("presence_penalty", -0.5),
            ("frequency_penalty", 1), ("max_tokens", 64), ("stop", ["\n\n"]), ("seed", 9_007_199_254_740_991),
        ]
        for (name, value) in expected { #expect(sent[name] == value, "\(name)") }
        #expect(derived.derivation.sampler.json == sampler.json && derived.derivation.seed == "9007199254740991")
    }

    @Test(arguments: ["typicalP", "repetitionPenalty", "repetitionWindow"])
    func `a setting that engines do not share is refused before anything is asked`(name: String) async throws {
        let service = try TestService()
        let engine = TestEngine(.streamed(["A number."]))
        let model = try await ExternalModel(service.bindery.engine(at: engine.address), name: "demo")
        var sampler = Sampler(temperature: "0")
        sampler.settings = [(name, "1")]
        let error = await #expect(throws: ServiceError.self) {
            try await service.bindery.derive(Self.question, by: .external(model), sampler: sampler)
        }
        #expect(error?.code == .badData && error?.problem.contains(name) == true && engine.requests.isEmpty)
    }

    @Test(arguments: ["hot", "1e1", "", "inf", "0x1"])
    func `a temperature that is no decimal is refused`(temperature: String) async throws {
        let service = try TestService()
        let engine = TestEngine(.streamed(["A number."]))
        let model = try await ExternalModel(service.bindery.engine(at: engine.address), name: "demo")
        await #expect(throws: ServiceError.self) {
            try await service.bindery.derive(
                Self.question, by: .external(model), sampler: Sampler(temperature: temperature))
        }
        #expect(engine.requests.isEmpty)
    }

    @Test func `the only model of an engine need not be named`() async throws {
        let service = try TestService()
        let engine = engine(models: #"{"id":"one"}"#)
        let model = try await ExternalModel(service.bindery.engine(at: "http://127.0.0.1:\(engine.port)"))
        #expect(model.name == "one" && model.provider == "127.0.0.1" && model.version == nil)
        #expect(engine.requests.first?.head.hasPrefix("GET /v1/models HTTP/1.1\r\n") == true)
    }

    @Test(arguments: ["", #"{"id":"one"},{"id":"two"}"#])
    func `of several models, or none, one has to be named`(models: String) async throws {
        let service = try TestService()
        let engine = engine(models: models)
        let client = try service.bindery.engine(at: "http://127.0.0.1:\(engine.port)/v1")
        let error = await #expect(throws: ServiceError.self) { _ = try await ExternalModel(client) }
        #expect(error?.code == .usage && error?.problem.contains("one, two") == !models.isEmpty)
        #expect(engine.requests.count == 1)
    }

    @Test func `an engine that does not say which model answered needs a version`() async throws {
        let service = try TestService()
        let events = TestEngine.events(["A number."]).map { $0.replacing(#""model":"demo-2026","#, with: "") }
        let engine = TestEngine(.events(events))
        let client = try service.bindery.engine(at: engine.address)
        let unknown = try await ExternalModel(client, name: "demo")
        let error = await #expect(throws: ServiceError.self) {
            try await service.bindery.derive(Self.question, by: .external(unknown), sampler: Sampler(temperature: "0"))
        }
        #expect(error?.location == "--model-version")
        let known = try await ExternalModel(client, name: "demo", provider: "p", version: "7")
        let derived = try await service.bindery.derive(
            Self.question, by: .external(known), sampler: Sampler(temperature: "0"))
        let expected = DeclaredModel(
            provider: "p", name: "demo", version: "7", systemFingerprint: "fp_1", responseId: "chat-1")
        #expect(derived.derivation.model == .declared(expected))
    }
}
