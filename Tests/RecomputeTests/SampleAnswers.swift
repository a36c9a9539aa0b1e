import AnswerComparison
import BoundKnowledge
import Cryptography
import Recompute
import Testing

/// Values that the tests share.
enum SampleAnswers {
    /// An address for a number.
    static func address(_ number: Int) -> Address { Address(SHA256.digest(of: "document \(number)")) }

    /// A model for a name.
    static func model(_ name: String) -> ModelIdentity {
        .declared(provider: "example", name: name, version: "1")
    }

    /// A derivation by a declared model.
    static func derivation(
        temperature: String = "0", seed: String? = nil, prompt: String = "What is a hash?", output: String = "A digest."
    ) -> Derivation {
        Derivation(
            model: .declared(DeclaredModel(provider: "example", name: "old", version: "1")),
            messages: [Message(role: .user, content: prompt)], sampler: Sampler(temperature: temperature), seed: seed,
            outputDigest: SHA256.digest(of: output))
    }

    /// A document whose answer a model gave.
    static func document(
        _ text: String = "A digest.", derivation: Derivation? = derivation(),
        reproducibility: Reproducibility = .declared
    ) throws -> BoundDocument {
        let day = try #require(CalendarDate("2026-11-26"))
        return BoundDocument(
            question: "What is a hash?", scope: Scope(language: "en"),
            answer: Answer(text: text, origin: derivation == nil ? .human : .model), asOf: day,
            freshness: Freshness(.general, asOf: day), license: "CC-BY-4.0", reproducibility: reproducibility,
            derivation: derivation)
    }

    /// A manifest for the weights of a name.
    static func manifest(
        _ weights: String = "old", tokenizer: String = "t", template: String = "c", architecture: String = "llama",
        numerics: String = "bk1"
    ) -> ModelManifest {
        ModelManifest(
            name: "answers", version: weights,
            weights: [WeightsFile(name: "\(weights).gguf", digest: SHA256.digest(of: weights), byteSize: 1)],
            tokenizerDigest: SHA256.digest(of: tokenizer), templateDigest: SHA256.digest(of: template),
            architecture: architecture, quantisation: "Q8_0", numerics: numerics, contextLength: 512,
            license: "Apache-2.0")
    }

    /// A sample that compares as given.
    static func sample(
        _ verdict: Comparison.Verdict, isUnanswered: Bool = false, judgement: JudgeVerdict? = nil, seed: UInt64? = nil
    ) -> CheckedSample {
        CheckedSample(
            seed: seed, digest: SHA256.digest(of: "\(verdict) \(seed ?? 0)"), isUnanswered: isUnanswered,
            comparison: Comparison(verdict: verdict, differences: [], basis: .language), judgement: judgement)
    }

    /// A policy of JSON text.
    static func policy(_ text: String) throws -> RecomputePolicy { try RecomputePolicy(parsing: Array(text.utf8)) }
}
