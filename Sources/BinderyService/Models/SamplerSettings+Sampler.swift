internal import BoundKnowledge
internal import Inference

extension SamplerSettings {
    /// The settings that a derivation states.
    ///
    /// - Throws: `ServiceError.badData` for a setting that the kernel does not have, or a temperature without a seed;
    ///   `InferenceError` for a number out of its range.
    init(_ sampler: BoundKnowledge.Sampler, seed: String?) throws {
        var values: [String: Double] = [:]
        for (name, text) in sampler.settings + [("temperature", sampler.temperature)] {
            guard Self.names.contains(name), let value = Double(text), value.magnitude <= 1e9 else {
                throw ServiceError(
                    .badData, at: "sampler", "the kernel has no setting \(name) of \(text)",
                    remedy: "Derive with the engine that the document names.")
            }
            values[name] = value
        }
        guard sampler.stop == nil else {
            throw ServiceError(
                .badData, at: "sampler", "the kernel knows no texts that end an answer",
                remedy: "Derive with the engine that the document names.")
        }
        guard let temperature = values["temperature"], temperature > 0 else {
            self = .greedy
            return
        }
        guard let seed = seed.flatMap({ UInt64($0) }) else {
            throw ServiceError(
                .badData, at: "seed", "a temperature above 0 needs a seed", remedy: "Give a seed from 0 to 2^64 - 1.")
        }
        try self.init(
            temperature: temperature, topK: Int(values["topK"] ?? 0), topP: values["topP"] ?? 1,
            minP: values["minP"] ?? 0, repetitionPenalty: values["repetitionPenalty"] ?? 1,
            penaltyWindow: Int(values["repetitionWindow"] ?? 64), seed: seed)
    }

    private static let names: Set<String> = [
        "temperature", "topK", "topP", "minP", "repetitionPenalty", "repetitionWindow", "maxTokens",
    ]
}

extension BoundKnowledge.Sampler {
    /// The most tokens of an answer.
    var tokenLimit: Int { max(1, statedTokenLimit ?? Self.defaultTokenLimit) }

    /// The most tokens of an answer, where the sampler states it.
    var statedTokenLimit: Int? { settings.first { $0.name == "maxTokens" }.flatMap { Int($0.value) } }

    /// Where a sampler is silent: more than any answer that people read needs.
    private static let defaultTokenLimit = 4_096
}
