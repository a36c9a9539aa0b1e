internal import JSON

/// A model file that answers conversations: weights, tokenizer and chat template that belong together.
public struct ChatModel: Sendable {
    /// The weights, ready to run.
    public let model: LlamaModel
    /// The tokenizer of the file.
    public let tokenizer: Tokenizer
    private var template: ChatTemplate
    private let fileName: String

    /// The key of a GGUF file under which the chat template stands.
    static let templateKey = "tokenizer.chat_template"

    /// Reads and checks everything in a file that an answer depends on.
    ///
    /// - Throws: what `LlamaModel`, `Tokenizer` and `ChatTemplate` throw; `missing` for a file without a chat template,
    ///   `vocabulary` for a tokenizer of another size than the model's.
    /// - Complexity: O(size of the file).
    public init(_ file: GGUFFile, engine: Engine) throws(InferenceError) {
        fileName = file.name
        template = try ChatTemplate(
            file.metadata.requiredString(Self.templateKey), name: "\(file.name): \(Self.templateKey)")
        tokenizer = try Tokenizer(file.metadata)
        let count = try LlamaConfiguration(file).vocabularyCount
        guard tokenizer.vocabulary.count == count else {
            throw Vocabulary.mismatch(
                "\(file.name): tokenizer.ggml.tokens",
                "found \(tokenizer.vocabulary.count) tokens, and embeddings of \(count)")
        }
        model = try LlamaModel(file, engine: engine)
    }

    /// The same weights and tokenizer with the chat template of another model.
    public func with(templateOf other: ChatModel) -> ChatModel {
        var model = self
        model.template = other.template
        return model
    }

    /// The tokens of a conversation that the model is to answer.
    ///
    /// The template writes the marks that the model was trained with, so none are added to what it writes.
    ///
    /// - Throws: `invalidInput` for a conversation that says nothing; what the template and the tokenizer throw.
    public func prompt(_ messages: [ChatMessage]) throws(InferenceError) -> [Int32] {
        guard messages.contains(where: { !$0.content.isEmpty }) else {
            throw InferenceError(
                .invalidInput, at: "messages", "the prompt is empty", remedy: "Ask something.")
        }
        let text = try template.render(context(messages).root)
        return try tokenizer.encode(text, addingSpecialTokens: false)
    }

    /// The error of a prompt of `count` tokens that leaves no room for an answer.
    public static func noRoom(for count: Int, in contextLength: Int) -> InferenceError {
        InferenceError(
            .context, at: "prompt",
            "found \(count) tokens, expected at most \(contextLength - 1): the context has room for \(contextLength)",
            remedy: "Shorten the prompt, or use a model with a longer context.")
    }

    /// What the template sees.
    private func context(_ messages: [ChatMessage]) throws(InferenceError) -> JSONDocument {
        var context: JSONValue = ["messages": .array(messages.map(\.json)), "add_generation_prompt": true]
        context.set("bos_token", mark(tokenizer.specialTokens.beginning))
        context.set("eos_token", mark(tokenizer.specialTokens.end))
        do {
            return try JSONDocument(parsing: context.canonicalBytes())
        } catch {
            throw InferenceError(.limit, at: "messages", error.problem, remedy: error.remedy)
        }
    }

    private func mark(_ id: Int32?) -> JSONValue? {
        id.map { .string(String(decoding: tokenizer.vocabulary.tokens[Int($0)], as: UTF8.self)) }
    }
}
