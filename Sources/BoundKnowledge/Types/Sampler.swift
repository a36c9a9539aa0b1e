public import JSON

/// How tokens were chosen. All numbers are decimals in strings, so that no reader rounds them.
public struct Sampler: ObjectPart {
    /// 0 is greedy.
    public var temperature: String
    /// The settings beside the temperature, by member name, in the format's order.
    public var settings: [(name: String, value: String)]
    /// Texts that end the output.
    public var stop: [String]?

    /// The decimal settings that the format knows beside `temperature`.
    static let settingNames: [StaticString] = [
        "topK", "topP", "minP", "typicalP", "repetitionPenalty", "repetitionWindow", "presencePenalty",
        "frequencyPenalty", "maxTokens",
    ]

    /// A sampler that states its temperature only.
    public init(temperature: String) {
        self.temperature = temperature
        settings = []
    }

    init?(_ reader: inout MemberReader) {
        let temperature = reader.required("temperature", .decimal)
        var settings: [(name: String, value: String)] = []
        for name in Self.settingNames {
            if let value = reader.optional(name, .decimal) { settings.append(("\(name)", value)) }
        }
        self.settings = settings
        stop = reader.optionalArray("stop", of: .stop)
        guard let temperature else { return nil }
        self.temperature = temperature
    }

    /// Whether the most likely token is always taken. The format has one way to write zero.
    public var isGreedy: Bool { temperature.utf8.elementsEqual("0".utf8) }

    /// The sampler as it stands in a derivation.
    public var json: JSONValue {
        var value: JSONValue = ["temperature": .string(temperature)]
        for setting in settings { value.set(setting.name, .string(setting.value)) }
        value.set("stop", stop.map { .array($0.map(JSONValue.string)) })
        return value
    }
}
