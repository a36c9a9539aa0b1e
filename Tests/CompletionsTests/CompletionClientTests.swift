import BinderyTestSupport
import Completions
import Foundation
import HTTPClient
import JSON
import Synchronization
import Testing

/// The client against an engine of the tests, over the network.
@Suite(.timeLimit(.minutes(1))) struct CompletionClientTests {
    private static let secretWords = ["prompt-word", "answer-word"]

    private static var request: CompletionRequest {
        CompletionRequest(
            model: "demo", messages: [CompletionMessage(role: "user", content: "prompt-word?")],
            sampler: CompletionSampler(temperature: 0))
    }

    /// A client that does not wait; what it would have waited is in `pauses`.
    private func client(
        _ engine: TestEngine, limits: CompletionLimits = .init(), token: BearerToken? = nil, pauses: Pauses = Pauses()
    ) throws -> CompletionClient {
        CompletionClient(
            engine: try HTTPLocation(engine.address), token: token, limits: limits, pause: { pauses.append($0) })
    }

    private func failure(
        _ engine: TestEngine, limits: CompletionLimits = .init(), pauses: Pauses = Pauses()
    ) async throws -> CompletionError {
        let client = try client(engine, limits: limits, pauses: pauses)
        let error = try #require(
            await #expect(throws: CompletionError.self) { try await client.completion(of: Self.request) })
        #expect(error.location == engine.address + "/chat/completions")
        #expect(!error.problem.isEmpty && !error.remedy.isEmpty)
        for word in Self.secretWords { #expect(!"\(error)".contains(word), "\(error)") }
        return error
    }

    @Test func `a stream becomes pieces, and a completion with all that the engine says`() async throws {
        let engine = TestEngine(.streamed(["A ", "hash", " é𝄞\n\"."]))
        let pieces = Mutex<[String]>([])
        let completion = try await client(engine).completion(of: Self.request) { piece in
            pieces.withLock { $0.append(piece) }
        }
        #expect(completion.text == "A hash é𝄞\n\"." && pieces.withLock { $0 }.joined() == completion.text)
        #expect(completion.responseID == "chat-1" && completion.model == "demo-2026")
        #expect(completion.systemFingerprint == "fp_1")
        #expect(completion.usage?.promptTokens == 7 && completion.usage?.completionTokens == 3)
    }

    @Test func `what is sent is what was asked`() async throws {
        let engine = TestEngine(.streamed(["yes"]))
        var request = Self.request
        request.messages.insert(CompletionMessage(role: "system", content: "Be \"brief\".\n"), at: 0)
        request.sampler.temperature = 0.7
        request.sampler.topP = 0.9
        request.sampler.topK = 40
        request.sampler.stop = ["\n"]
        request.seed = CompletionRequest.maximumSeed
        request.tokenLimit = 5
        _ = try await client(engine, token: BearerToken { "sesame" }).completion(of: request)
        let sent = try #require(engine.requests.first)
        #expect(sent.head.contains("\r\nContent-Type: application/json\r\n"))
        #expect(sent.head.contains("\r\nAuthorization: Bearer sesame\r\n"))
        let expected: JSONValue = [
            "model": "demo",
            "messages": [
                ["role": "system", "content": "Be \"brief\".\n"], ["role": "user", "content": "prompt-word?"],
            ],
            "temperature": 0.7, "top_p": 0.9, "top_k": 40, "stop": ["\n"], "seed": 9_007_199_254_740_991,
            "max_tokens": 5, "stream": true, "stream_options": ["include_usage": true],
        ]
        #expect(try JSONValue(JSONDocument(parsing: sent.body).root) == expected)
    }

    @Test func `an engine that does not stream gives the whole answer`() async throws {
        let engine = TestEngine(.whole("All of it."))
        var request = Self.request
        #expect(try await client(engine).completion(of: request).text == "All of it.")
        request.isStreamed = false
        #expect(try await client(engine).completion(of: request).text == "All of it.")
        let body = try JSONValue(JSONDocument(parsing: #require(engine.requests.last).body).root)
        #expect(body["stream"] == false && body["stream_options"] == nil)
    }

    @Test func `pieces come while the engine still writes`() async throws {
        let engine = TestEngine(.held(["first", "second"]))
        let completion = try await client(engine).completion(of: Self.request) { if $0 == "first" { engine.release() } }
        #expect(completion.text == "firstsecond")
    }

    @Test func `one answer is asked for each seed`() async throws {
        let engine = TestEngine(.streamed(["a"]), .streamed(["b"]), .streamed(["c"]))
        let completions = try await client(engine).completions(of: Self.request, seeds: 5...7)
        #expect(completions.map(\.text) == ["a", "b", "c"])
        let seeds = try engine.requests.map { try JSONDocument(parsing: $0.body).root["seed"]?.integerValue }
        #expect(seeds == [5, 6, 7])
    }

    @Test func `the models of an engine are listed`() async throws {
        let engine = TestEngine(.whole(""))
        #expect(try await client(engine).models() == ["demo"])
        #expect(engine.requests.map { $0.head.hasPrefix("GET /v1/models HTTP/1.1\r\n") } == [true])
    }

    // MARK: An engine that answers something else

    private static let begun = TestEngine.event("answer-word")
    private static let done = "data: [DONE]\n\n"

    @Test(
        arguments: [
            (.events(["data: garbage\n\n"]), .malformed), (.events(["data: [1]\n\n"]), .malformed),
            (.events(["data: {}\n\n"]), .malformed), (.events([#"data: {"choices":null}"# + "\n\n"]), .malformed),
            (.events([#"data: {"choices":{}}"# + "\n\n"]), .malformed),
            (.events([#"data: {"choices":[7]}"# + "\n\n"]), .malformed),
            (.events([#"data: {"choices":[{},{}]}"# + "\n\n"]), .malformed),
            (.events([#"data: {"choices":[{"delta":"answer-word"}]}"# + "\n\n"]), .malformed),
            (.events([#"data: {"choices":[{"delta":{"content":["answer-word"]}}]}"# + "\n\n"]), .malformed),
            (.events([#"data: {"choices":[{"delta":{},"finish_reason":1}]}"# + "\n\n"]), .malformed),
            (.events([#"data: {"id":7,"choices":[]}"# + "\n\n"]), .malformed),
            (.events([#"data: {"model":"a\nb","choices":[]}"# + "\n\n"]), .malformed),
            (.events([TestEngine.event("x", finish: "stop"), begun, done]), .malformed),
            (.events([]), .brokenOff), (.events([begun]), .brokenOff), (.events([begun, done]), .brokenOff),
            (.events([begun, TestEngine.event(nil, finish: "stop")]), .brokenOff),
            (.events([begun, TestEngine.event(nil, finish: "stop"), "data: [DONE]"]), .brokenOff),
            (.torn(after: [begun]), .brokenOff),
            (.events([begun, TestEngine.event(nil, finish: "length"), done]), .unfinished),
            (.events([begun, TestEngine.event(nil, finish: "because of answer-word"), done]), .unfinished),
            (.events([TestEngine.event(nil, finish: "stop"), done]), .empty), (.whole(""), .empty),
            (.events([begun, #"data: {"error":{"message":"prompt-word","code":500}}"# + "\n\n"]), .unavailable),
            (.status(200, body: #"{"error":{"message":"prompt-word"}}"#), .unavailable),
            (.status(200, body: "garbage"), .malformed), (.status(200, body: #"{"choices":[]}"#), .brokenOff),
            (.status(200, headers: "Content-Type: text/html\r\n", body: "<p>"), .malformed),
            (
                .raw(Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>".utf8)),
                .malformed
            ),
            (
                .raw(Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{".utf8)),
                .brokenOff
            ),
        ] as [(TestEngine.Reply, CompletionError.Code)])
    func `what is no whole answer is an error that says why, and is not asked for again`(
        reply: TestEngine.Reply, code: CompletionError.Code
    ) async throws {
        let engine = TestEngine(reply)
        let error = try await failure(engine)
        #expect(error.code == code, "\(error)")
        #expect(engine.requests.count == 1)
    }

    @Test func `bytes that are no text are named as such`() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
        let event = Array(#"data: {"choices":[{"delta":{"content":""#.utf8) + [0xff] + Array("\"}}]}\n\n".utf8)
        let error = try await failure(TestEngine(.raw(Array(head.utf8) + event)))
        #expect(error.code == .malformed && error.problem.contains("UTF-8"), "\(error)")
    }

    @Test(
        arguments: [
            (400, .refused), (401, .unauthorised), (403, .unauthorised), (404, .notFound), (422, .refused),
            (302, .refused), (500, .unavailable),
        ] as [(Int, CompletionError.Code)])
    func `a refusal says its status and code, not its words`(status: Int, code: CompletionError.Code) async throws {
        let body =
            #"{"error":{"message":"prompt-word is bad","type":"invalid_request_error","code":"the answer-word"}}"#
        let engine = TestEngine(.status(status, body: body))
        let error = try await failure(engine)
        #expect(error.code == code && engine.requests.count == 1)
        // The body of a redirect is not looked at.
        let codes = status == 302 ? "" : " (invalid_request_error)"
        #expect(error.problem == "the engine answers with the status \(status)\(codes)")
    }

    // MARK: Retries

    @Test(arguments: [429, 502, 503, 504]) func `a busy engine is asked again, after growing pauses`(
        status: Int
    ) async throws {
        let pauses = Pauses()
        let engine = TestEngine(.status(status), .status(status), .streamed(["at last"]))
        #expect(try await client(engine, pauses: pauses).completion(of: Self.request).text == "at last")
        #expect(engine.requests.count == 3 && pauses.all == [.seconds(1), .seconds(2)])
    }

    @Test func `an engine that stays busy is given up`() async throws {
        let pauses = Pauses()
        let engine = TestEngine(.status(503))
        let error = try await failure(engine, pauses: pauses)
        #expect(error.code == .unavailable && engine.requests.count == 4)
        #expect(pauses.all == [.seconds(1), .seconds(2), .seconds(4)])
    }

    @Test func `an engine is left alone for as long as it asks, within limits`() async throws {
        let pauses = Pauses()
        let engine = TestEngine(.status(429, headers: "Retry-After: 9\r\n"), .whole("now"))
        #expect(try await client(engine, pauses: pauses).completion(of: Self.request).text == "now")
        #expect(pauses.all == [.seconds(9)])
        let patient = TestEngine(.status(429, headers: "Retry-After: 86400\r\n"))
        let error = try await failure(patient)
        #expect(error.code == .unavailable && error.problem.contains("86400") && patient.requests.count == 1)
    }

    @Test func `pauses grow up to a bound`() {
        let retries = CompletionRetries()
        var many = retries
        many.attemptCount = 100
        #expect((1...8).map { many.pause(after: $0, wish: nil) } == [1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
        #expect(many.pause(after: 99, wish: nil) == .seconds(30) && many.pause(after: 100, wish: nil) == nil)
        #expect(retries.pause(after: 1, wish: .zero) == .zero && retries.pause(after: 1, wish: .seconds(31)) == nil)
    }

    @Test func `where nobody listens the engine is asked again, and then named`() async throws {
        let pauses = Pauses()
        let client = CompletionClient(engine: try HTTPLocation("http://127.0.0.1:1"), pause: { pauses.append($0) })
        let error = await #expect(throws: CompletionError.self) { try await client.completion(of: Self.request) }
        #expect(error?.code == .unavailable && error?.location == "http://127.0.0.1:1/v1/chat/completions")
        #expect(pauses.all.count == 3)
    }

    // MARK: Limits and time

    @Test func `texts, events and responses beyond the limits are refused`() async throws {
        var limits = CompletionLimits()
        limits.textByteCount = 10
        #expect(try await failure(TestEngine(.streamed(["0123456", "789a"])), limits: limits).code == .tooLarge)
        #expect(try await failure(TestEngine(.whole("0123456789a")), limits: limits).code == .tooLarge)
        let engine = TestEngine(.whole("0123456789"))
        #expect(try await client(engine, limits: limits).completion(of: Self.request).text.count == 10)
        limits = CompletionLimits()
        limits.eventByteCount = 100
        #expect(try await failure(TestEngine(.streamed(["x"])), limits: limits).code == .tooLarge)
        limits = CompletionLimits()
        limits.responseByteCount = 100
        #expect(try await failure(TestEngine(.streamed(["x"])), limits: limits).code == .tooLarge)
    }

    @Test(arguments: [[], [begun]]) func `an engine that falls silent is left`(events: [String]) async throws {
        var limits = CompletionLimits()
        limits.silence = .seconds(1)
        let engine = TestEngine(.silent(after: events))
        let error = try await failure(engine, limits: limits)
        #expect(error.code == .timedOut && engine.requests.count == 1, "\(error)")
    }

    @Test func `an engine that takes too long altogether is left`() async throws {
        var limits = CompletionLimits()
        limits.whole = .milliseconds(200)
        #expect(try await failure(TestEngine(.silent(after: [Self.begun])), limits: limits).code == .timedOut)
    }

    @Test func `a cancelled task ends the exchange`() async throws {
        let engine = TestEngine(.silent(after: [Self.begun]))
        let client = try client(engine)
        let hasBegun = Mutex(false)
        let task = Task { try await client.completion(of: Self.request) { _ in hasBegun.withLock { $0 = true } } }
        while !hasBegun.withLock({ $0 }) { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `a request that JSON does not hold is not sent`() async throws {
        let engine = TestEngine(.whole("no"))
        var request = Self.request
        request.seed = CompletionRequest.maximumSeed + 1
        var error = await #expect(throws: CompletionError.self) { try await client(engine).completion(of: request) }
        #expect(error?.code == .invalidRequest && error?.location == "seed")
        request.seed = nil
        request.sampler.temperature = .infinity
        error = await #expect(throws: CompletionError.self) { try await client(engine).completion(of: request) }
        #expect(error?.location == "temperature" && engine.requests.isEmpty)
    }
}

/// What a client waited.
private final class Pauses: Sendable {
    private let durations = Mutex<[Duration]>([])

    var all: [Duration] { durations.withLock { $0 } }

    func append(_ duration: Duration) { durations.withLock { $0.append(duration) } }
}
