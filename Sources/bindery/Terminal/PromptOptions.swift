internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import JSON

/// What a model is asked, and how it chooses tokens.
struct PromptOptions: ParsableArguments {
    @Option(name: .long, help: "The sampler's temperature, as a decimal.")
    var temperature = "0"
    @Option(name: .long, help: "The seed, an unsigned 64-bit integer.")
    var seed: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The whole prompt as JSON: [{\"role\", \"content\"}, …]; the question alone without one.", valueName: "file"
        ))
    var messages: String?

    /// The sampler.
    var sampler: Sampler { Sampler(temperature: temperature) }

    /// The whole prompt, where a file holds it.
    func prompt() throws -> [Message]? { try messages.map(Self.readMessages) }

    private static func readMessages(_ path: String) throws -> [Message] {
        let bytes = try SafeFile.read(path)
        let document = try FileError.naming(path) { try JSONDocument(parsing: bytes) }
        return try document.root.elements.map { node in
            guard let role = node["role"]?.stringValue.flatMap(MessageRole.init),
                let content = node["content"]?.stringValue
            else {
                throw ServiceError(
                    .badData, at: path, "a message has no role or content",
                    remedy: "Write [{\"role\": \"user\", \"content\": \"…\"}].")
            }
            return Message(role: role, content: content)
        }
    }
}
