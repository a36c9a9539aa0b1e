internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Inference
internal import KnowledgeRegistry

/// A model that derives an answer here and now: one of the registry, or one of an engine.
struct AnsweringOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A model of the registry that derives the answer here and now.", valueName: "name[@version]"))
    var model: ModelReference?
    @OptionGroup var engine: EngineOptions
    @OptionGroup var prompt: PromptOptions

    /// Whether a model is named.
    var namesModel: Bool { model != nil || engine.engine != nil }

    func validate() throws {
        guard model == nil || engine.engine == nil else {
            throw ValidationError("--model runs a model here, and --engine asks an engine: give one of them")
        }
    }

    /// Derives an answer; Ctrl-C ends it, and nothing is kept then.
    ///
    /// - Parameters:
    ///   - registry: the registry that knows the model of `--model`.
    ///   - noise: how many samples are drawn to learn how far the model strays, and the answer's language.
    ///   - write: takes the text as it comes; without it the number of tokens is shown on a terminal.
    func derive(
        _ question: String, _ bindery: Bindery, in registry: Registry?, provider: String? = nil,
        version: String? = nil, noise: (count: Int, language: String)? = nil,
        writing write: (@Sendable (String) -> Void)? = nil
    ) async throws -> DerivedAnswer {
        let messages = try prompt.prompt() ?? [Message(role: .user, content: QuestionText.canonical(question))]
        let measured = try await measured(messages, bindery, registry, provider, version, noise, write)
        Self.warn(of: measured)
        return measured.answer
    }

    private func measured(
        _ messages: [Message], _ bindery: Bindery, _ registry: Registry?, _ provider: String?, _ version: String?,
        _ noise: (count: Int, language: String)?, _ write: (@Sendable (String) -> Void)?
    ) async throws -> MeasuredAnswer {
        let progress = TokenProgress()
        defer { progress.finish() }
        return try await Interruption.cancelling {
            let model = try await answeringModel(bindery, registry, provider: provider, version: version)
            let answer = try await bindery.derive(messages, by: model, sampler: prompt.sampler, seed: prompt.seed) {
                state in
                if let write { write(state.text) } else { progress.show(state) }
            }
            return try await bindery.measuringNoise(
                of: answer, by: model, samples: noise?.count ?? 0, language: noise?.language ?? "und")
        }
    }

    /// Says where the noise floor rests on fewer further answers than were wanted.
    private static func warn(of measured: MeasuredAnswer) {
        guard measured.sampleCount < measured.wantedCount else { return }
        let reason = measured.failure.map { failure in
            let failure = Failure(failure)
            return ": \(Console.visible(failure.location)): \(Console.visible(failure.problem))"
        }
        let consequence =
            measured.sampleCount > 0
            ? "The noise floor rests on these." : "The document has no noise floor; a recomputation takes it as zero."
        Console.note(
            "warning: \(measured.sampleCount) of \(measured.wantedCount) further answers could be had\(reason ?? ""). "
                + consequence)
    }

    private func answeringModel(
        _ bindery: Bindery, _ registry: Registry?, provider: String?, version: String?
    ) async throws -> AnsweringModel {
        if let external = try await engine.model(bindery, provider: provider, version: version) {
            return .external(external)
        }
        guard let reference = model, let registry else {
            throw ServiceError(
                .usage, at: "--model", "a model of a registry derives the answer, and none is named",
                remedy: "Name the model with --model, and the registry's folder with --registry.")
        }
        return try .local(bindery.model(reference, in: registry), .process())
    }
}
