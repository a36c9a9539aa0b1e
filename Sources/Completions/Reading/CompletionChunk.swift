internal import JSON

/// What one object of an engine says: an event of a stream, or the whole response.
struct CompletionChunk: Sendable, Hashable {
    /// Where the text is: in the `delta` of a stream's event, or in the `message` of a whole response.
    enum Part: String, Sendable { case delta, message }

    var text = ""
    private(set) var finishReason: String?
    private(set) var responseID: String?
    private(set) var model: String?
    private(set) var systemFingerprint: String?
    private(set) var usage: CompletionUsage?

    /// What an object in JSON says.
    ///
    /// - Throws: a fault for what is no JSON, has members of other types, or reports an error.
    init(_ bytes: [UInt8], _ part: Part) throws(CompletionFault) {
        let root = try EngineJSON.object(bytes)
        if let error = root["error"], error.kind != .null { throw Self.reported(error) }
        responseID = try Self.name("id", in: root)
        model = try Self.name("model", in: root)
        systemFingerprint = try Self.name("system_fingerprint", in: root)
        usage = root["usage"].flatMap(CompletionUsage.init)
        guard let choice = try Self.choice(in: root, isOptional: usage != nil) else { return }
        finishReason = try Self.optionalString("finish_reason", in: choice)
        guard let spoken = choice[part.rawValue], spoken.kind != .null else { return }
        guard spoken.kind == .object else { throw .malformed("`\(part.rawValue)` is no object") }
        text = try Self.optionalString("content", in: spoken) ?? ""
    }

    /// The one choice; `nil` in an event that only counts tokens, where some engines leave `choices` out.
    private static func choice(in root: JSONNode, isOptional: Bool) throws(CompletionFault) -> JSONNode? {
        guard let choices = root["choices"], choices.kind != .null else {
            if isOptional { return nil }
            throw .malformed("the response has no `choices`")
        }
        guard choices.kind == .array, choices.count <= 1 else {
            throw .malformed("`choices` is not a list of one, which was asked for")
        }
        guard let choice = choices.elements.first(where: { _ in true }) else { return nil }
        guard choice.kind == .object else { throw .malformed("the choice is no object") }
        return choice
    }

    private static func optionalString(_ name: String, in object: JSONNode) throws(CompletionFault) -> String? {
        guard let node = object[name], node.kind != .null else { return nil }
        guard let text = node.stringValue else { throw .malformed("`\(name)` is no string") }
        return text
    }

    /// A name that goes into documents: one line, and not long.
    private static func name(_ member: String, in root: JSONNode) throws(CompletionFault) -> String? {
        guard let text = try optionalString(member, in: root), !text.isEmpty else { return nil }
        let isName =
            text.utf8.count <= 512 && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isName else { throw .malformed("`\(member)` is no line of at most 512 bytes") }
        return text
    }

    /// An error in place of an answer. The engine's own words may repeat the prompt, so only its codes are passed on.
    private static func reported(_ error: JSONNode) -> CompletionFault {
        CompletionFault(
            .unavailable, "the engine reports an error" + EngineJSON.codes(of: error), remedy: "See the engine's log.")
    }
}

extension CompletionUsage {
    /// Counts, where they are counts.
    fileprivate init?(_ node: JSONNode) {
        guard let prompt = node["prompt_tokens"]?.integerValue, prompt >= 0,
            let completion = node["completion_tokens"]?.integerValue, completion >= 0
        else { return nil }
        self.init(promptTokens: prompt, completionTokens: completion)
    }
}
