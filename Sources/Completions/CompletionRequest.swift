internal import JSON

/// One message of a prompt.
public struct CompletionMessage: Sendable, Hashable {
    /// Who speaks: `system`, `user`, `assistant` or `tool`.
    public var role: String
    /// What is said.
    public var content: String

    /// A message.
    public init(role: String, content: String) {
        self.role = role
        self.content = content
    }
}

/// How an engine is to choose tokens; what is `nil` is left to the engine.
public struct CompletionSampler: Sendable, Hashable {
    /// 0 is greedy.
    public var temperature: Double
    /// Among tokens of this probability together.
    public var topP: Double?
    /// Among so many tokens; engines of OpenAI do not know it.
    public var topK: Int?
    /// Among tokens of this probability in proportion to the likeliest; engines of OpenAI do not know it.
    public var minP: Double?
    /// Against tokens that came before.
    public var presencePenalty: Double?
    /// Against tokens that came often before.
    public var frequencyPenalty: Double?
    /// Texts that end the answer.
    public var stop: [String]

    /// A sampler that states its temperature only.
    public init(temperature: Double) {
        self.temperature = temperature
        stop = []
    }
}

/// A prompt for a chat completion, and how it is to be answered.
public struct CompletionRequest: Sendable, Hashable {
    /// The model, by the name that the engine gives it.
    public var model: String
    /// The whole prompt.
    public var messages: [CompletionMessage]
    /// How tokens are chosen.
    public var sampler: CompletionSampler
    /// Where the engine's generator begins, at most ``maximumSeed``.
    public var seed: UInt64?
    /// The most tokens of an answer; the engine's own limit without one.
    public var tokenLimit: Int?
    /// Whether the answer is to come piece by piece.
    public var isStreamed = true

    /// The largest seed: above it, JSON's numbers are not all exact
    /// ([RFC 8259 §6](https://www.rfc-editor.org/rfc/rfc8259#section-6)), and an engine may read another one.
    public static let maximumSeed: UInt64 = (1 << 53) - 1

    /// A request with everything else by default.
    public init(model: String, messages: [CompletionMessage], sampler: CompletionSampler, seed: UInt64? = nil) {
        self.model = model
        self.messages = messages
        self.sampler = sampler
        self.seed = seed
    }

    /// The body of the request, in JSON.
    ///
    /// - Throws: `CompletionError.invalidRequest` for a number that JSON does not hold.
    func body() throws(CompletionError) -> [UInt8] {
        guard seed ?? 0 <= Self.maximumSeed else {
            throw CompletionError(
                .invalidRequest, at: "seed", "the seed is above \(Self.maximumSeed), and engines may read another one",
                remedy: "Use a smaller one.")
        }
        var value: JSONValue = [
            "model": .string(model),
            "messages": .array(messages.map { ["role": .string($0.role), "content": .string($0.content)] }),
        ]
        for (name, number) in sampler.numbers {
            guard number.isFinite else {
                throw CompletionError(
                    .invalidRequest, at: name, "the number is not finite", remedy: "Use a decimal number.")
            }
            value.set(name, .number(number))
        }
        if !sampler.stop.isEmpty { value.set("stop", .array(sampler.stop.map(JSONValue.string))) }
        value.set("seed", seed.map { .integer(Int64($0)) })
        value.set("max_tokens", tokenLimit.map { .integer(Int64($0)) })
        value.set("stream", .bool(isStreamed))
        if isStreamed { value.set("stream_options", ["include_usage": true]) }
        return Array(value.text().utf8)
    }
}

extension CompletionSampler {
    /// The numbers, by the names that engines know them by.
    fileprivate var numbers: [(name: String, value: Double)] {
        let all: [(String, Double?)] = [
            ("temperature", temperature), ("top_p", topP), ("top_k", topK.map(Double.init)), ("min_p", minP),
            ("presence_penalty", presencePenalty), ("frequency_penalty", frequencyPenalty),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}
