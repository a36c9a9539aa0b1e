public import BoundKnowledge
public import JSON

extension Finding {
    /// The finding as every JSON output shows it.
    public var json: JSONValue {
        [
            "code": .string(code), "severity": .string(severity), "pointer": .string(pointer),
            "problem": .string(problem), "remedy": .string(remedy),
        ]
    }
}
