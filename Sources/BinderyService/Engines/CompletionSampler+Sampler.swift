internal import BoundKnowledge
internal import Completions

extension CompletionSampler {
    /// The settings that a derivation states, but for the most tokens of an answer, which are the request's.
    ///
    /// - Throws: `ServiceError.badData` for a setting that engines do not share.
    init(_ sampler: BoundKnowledge.Sampler) throws(ServiceError) {
        self.init(temperature: try Self.number("temperature", sampler.temperature))
        stop = sampler.stop ?? []
        for (name, text) in sampler.settings {
            let number = try Self.number(name, text)
            switch name {
            case "topP": topP = number
            case "topK": topK = Int(exactly: number)
            case "minP": minP = number
            case "presencePenalty": presencePenalty = number
            case "frequencyPenalty": frequencyPenalty = number
            case "maxTokens": break
            default: throw Self.unknown(name, text)
            }
        }
    }

    private static func number(_ name: String, _ text: String) throws(ServiceError) -> Double {
        guard TextRules.isDecimal(text), let number = Double(text), number.isFinite else { throw unknown(name, text) }
        return number
    }

    private static func unknown(_ name: String, _ text: String) -> ServiceError {
        ServiceError(
            .badData, at: "sampler", "engines have no setting \(name) of \(text.prefix(40))",
            remedy: "Leave it out, or give a decimal number.")
    }
}

extension CompletionMessage {
    init(_ message: Message) { self.init(role: message.role.rawValue, content: message.content) }
}
