internal import JSON

/// One message of a conversation.
public struct ChatMessage: Sendable, Hashable {
    /// Who speaks, in the words of chat templates: `system`, `user`, `assistant` or `tool`.
    public let role: String
    /// What is said.
    public let content: String

    /// A message.
    public init(role: String, content: String) {
        self.role = role
        self.content = content
    }

    var json: JSONValue { ["role": .string(role), "content": .string(content)] }
}
