public import HTTPClient
internal import JSON
internal import Synchronization

/// An OpenAI-compatible engine, asked for chat completions: llama-server, vLLM, Ollama and others.
///
/// Nothing is trusted of what comes back, and nothing of it that may be a prompt or an answer gets into an error.
public struct CompletionClient: Sendable {
    /// The address below which the engine's pages are, as a rule `…/v1`.
    public let engine: HTTPLocation
    private let token: BearerToken?
    private let limits: CompletionLimits
    private let transport: any HTTPTransport
    private let pause: @Sendable (Duration) async throws -> Void

    /// A client of an engine.
    ///
    /// - Parameters:
    ///   - engine: its address; where nothing stands behind the host, `/v1` is added.
    ///   - token: the key that it wants, if any.
    ///   - limits: what it may make of a request.
    ///   - transport: the network unless another is given; the limit of silence is the network's to keep.
    ///   - pause: waits before a busy engine is asked again.
    public init(
        engine: HTTPLocation, token: BearerToken? = nil, limits: CompletionLimits = .init(),
        transport: (any HTTPTransport)? = nil,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.engine = engine.hasPath ? engine : engine.appending("v1")
        self.token = token
        self.limits = limits
        self.transport = transport ?? URLSessionTransport(silence: limits.silence)
        self.pause = pause
    }

    /// The answer to a prompt.
    ///
    /// - Parameter receive: called with each piece of text as it comes, from whichever thread it comes on; an error may
    ///   follow.
    /// - Throws: `CompletionError`; `CancellationError` where the task was cancelled.
    public func completion(
        of request: CompletionRequest, receive: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Completion {
        let content = HTTPContent(try request.body(), mediaType: "application/json")
        let message = self.message(
            "chat", "completions", accept: "text/event-stream, application/json", posting: content,
            byteLimit: limits.responseByteCount)
        return try await retrying(message) { try await exchange(message, receive) }
    }

    /// Answers to one prompt, one for each seed, in order: how far a model's answers differ from each other.
    ///
    /// - Throws: what ``completion(of:receive:)`` throws; no later seed is asked for then.
    public func completions(of request: CompletionRequest, seeds: some Sequence<UInt64>) async throws -> [Completion] {
        var request = request
        var completions: [Completion] = []
        for seed in seeds {
            request.seed = seed
            completions.append(try await completion(of: request))
        }
        return completions
    }

    /// The names of the models that the engine has.
    ///
    /// - Throws: `CompletionError`; `CancellationError` where the task was cancelled.
    public func models() async throws -> [String] {
        let message = self.message("models", accept: "application/json", byteLimit: limits.eventByteCount)
        return try await retrying(message) {
            let response = try await transport.response(to: message)
            guard response.head.status == 200 else { throw EngineRefusal(response.head, response.body) }
            let data = try EngineJSON.object(response.body)["data"]
            guard let data, data.kind == .array else { throw CompletionFault.malformed("the response has no `data`") }
            return data.elements.compactMap { $0["id"]?.stringValue }
        }
    }

    private func message(
        _ segments: String..., accept: String, posting content: HTTPContent? = nil, byteLimit: Int
    ) -> HTTPRequest {
        HTTPRequest(
            segments.reduce(engine) { $0.appending($1) }, accept: accept, posting: content, token: token,
            byteLimit: byteLimit, timeout: limits.whole)
    }

    private func exchange(
        _ message: HTTPRequest, _ receive: @escaping @Sendable (String) -> Void
    ) async throws -> Completion {
        let reading = Reading(limits)
        do {
            let head = try await transport.send(message) { reading.take($0, $1, receive) }
            return try reading.completion(head)
        } catch let error as HTTPClientError where error.code == .unreachable && reading.hasBegun {
            throw CompletionFault(
                .brokenOff, "the engine broke off after \(reading.textByteCount) bytes of text",
                remedy: "Ask again, or see the engine's log.")
        }
    }

    private static let timeRemedy = "See whether the engine is at work, or allow it more time."

    /// Does the work, again after a pause where the engine is busy; errors say which address was asked.
    private func retrying<Value>(_ message: HTTPRequest, _ work: () async throws -> Value) async throws -> Value {
        let location = "\(message.location)"
        var attempt = 1
        while true {
            do {
                return try await work()
            } catch let fault as CompletionFault {
                throw CompletionError(fault, at: location)
            } catch let refusal as EngineRefusal {
                try await wait(after: attempt, refusal, at: location)
            } catch let error as HTTPClientError {
                switch error.code {
                case .unreachable: try await wait(after: attempt, EngineRefusal(error), at: location)
                case .timedOut:
                    throw CompletionError(.timedOut, at: location, error.problem, remedy: Self.timeRemedy)
                case .tooLarge:
                    throw CompletionError(.tooLarge, at: location, error.problem, remedy: error.remedy)
                default: throw error
                }
            }
            attempt += 1
        }
    }

    private func wait(after attempt: Int, _ refusal: EngineRefusal, at location: String) async throws {
        guard refusal.isPassing, let time = limits.retries.pause(after: attempt, wish: refusal.wish) else {
            throw CompletionError(refusal.fault, at: location)
        }
        try await pause(time)
    }
}

/// A reader that takes its bytes on the network's threads.
private final class Reading: Sendable {
    private struct State {
        var reader: CompletionReader
        var fault: CompletionFault?
    }

    private let state: Mutex<State>

    init(_ limits: CompletionLimits) { state = Mutex(State(reader: CompletionReader(limits))) }

    var hasBegun: Bool { state.withLock { $0.reader.hasBegun } }
    var textByteCount: Int { state.withLock { $0.reader.textByteCount } }

    /// Takes the next bytes, hands on the text in them, and says whether more are wanted.
    func take(_ head: HTTPHead, _ chunk: [UInt8], _ receive: (String) -> Void) -> Bool {
        let (text, wantsMore) = state.withLock { state in
            do throws(CompletionFault) {
                return (try state.reader.read(head, chunk), state.reader.wantsMore)
            } catch {
                state.fault = error
                return ("", false)
            }
        }
        if !text.isEmpty { receive(text) }
        return wantsMore
    }

    func completion(_ head: HTTPHead) throws -> Completion {
        try state.withLock { state in
            if let fault = state.fault { throw fault }
            return try state.reader.completion(head)
        }
    }
}
