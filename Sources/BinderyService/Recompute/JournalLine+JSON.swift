internal import BoundKnowledge
internal import JSON
internal import Recompute

extension JournalLine {
    /// The line without its end.
    var json: JSONValue {
        switch self {
        case .checked(let checked): checked.json
        case .sampled(let document, let evidence):
            ["event": "sampled", "document": .string("\(document)"), "evidence": evidence]
        case .voided(let document): ["event": "voided", "document": .string("\(document)")]
        case .continued: ["event": "continued"]
        case .attested(let document, let attestation):
            ["event": "attested", "document": .string("\(document)"), "attestation": .string("\(attestation)")]
        case .proposed(let document, let proposal):
            ["event": "proposed", "document": .string("\(document)"), "proposal": .string(proposal)]
        case .superseded(let document, let version):
            ["event": "superseded", "document": .string("\(document)"), "version": .string("\(version)")]
        case .settled(let document): ["event": "settled", "document": .string("\(document)")]
        }
    }

    /// The line of a text; `nil` for one that is none.
    init?(_ node: JSONNode) {
        guard let event = node["event"]?.stringValue else { return nil }
        if event == "continued" {
            self = .continued
            return
        }
        guard let document = node.address("document") else { return nil }
        switch event {
        case "checked":
            guard let checked = CheckedDocument(document, node) else { return nil }
            self = .checked(checked)
        case "sampled":
            guard let evidence = node["evidence"] else { return nil }
            self = .sampled(document, JSONValue(evidence))
        case "voided": self = .voided(document)
        case "attested":
            guard let attestation = node.address("attestation") else { return nil }
            self = .attested(document, by: attestation)
        case "proposed":
            guard let proposal = node["proposal"]?.stringValue else { return nil }
            self = .proposed(document, proposal: proposal)
        case "superseded":
            guard let version = node.address("version") else { return nil }
            self = .superseded(document, by: version)
        case "settled": self = .settled(document)
        default: return nil
        }
    }
}

extension CheckedDocument {
    fileprivate var json: JSONValue {
        var value: JSONValue = [
            "event": "checked", "document": .string("\(document)"), "cpuSeconds": .number(cost.cpuSeconds),
            "prefilledTokens": .integer(cost.prefilledTokens), "generatedTokens": .integer(cost.generatedTokens),
        ]
        value.set("outcome", outcome.map { .string($0.rawValue) })
        value.set("evidence", evidence)
        if !differences.isEmpty { value.set("differences", .array(differences)) }
        value.set("answer", answer?.json)
        value.set("problem", problem.map(JSONValue.string))
        return value
    }

    fileprivate init?(_ document: Address, _ node: JSONNode) {
        let name = node["outcome"]?.stringValue
        let outcome = name.flatMap(Outcome.init)
        guard (name == nil) == (outcome == nil), let seconds = node["cpuSeconds"]?.doubleValue, seconds >= 0,
            let prefilled = node["prefilledTokens"]?.integerValue, Self.tokenCounts.contains(prefilled),
            let generated = node["generatedTokens"]?.integerValue, Self.tokenCounts.contains(generated)
        else { return nil }
        (self.document, self.outcome) = (document, outcome)
        cost = Cost(prefilledTokens: prefilled, generatedTokens: generated, cpuSeconds: seconds)
        evidence = node["evidence"].map { JSONValue($0) }
        differences = node["differences"]?.elements.map { JSONValue($0) } ?? []
        answer = node["answer"].flatMap { AnswerOfModel($0) }
        problem = node["problem"]?.stringValue
    }

    /// So few that a million of them can be added.
    private static let tokenCounts: ClosedRange<Int64> = 0...1_000_000_000_000
}

extension CheckedDocument.AnswerOfModel {
    fileprivate var json: JSONValue {
        var value: JSONValue = ["text": .string(text)]
        value.set("tokens", tokenCount.map(JSONValue.integer))
        value.set("seed", seed.map { .string("\($0)") })
        return value
    }

    fileprivate init?(_ node: JSONNode) {
        guard let text = node["text"]?.stringValue else { return nil }
        (self.text, tokenCount) = (text, node["tokens"]?.integerValue)
        seed = node["seed"]?.stringValue.flatMap { UInt64($0) }
    }
}

extension JSONNode {
    /// The address that a member holds.
    func address(_ name: String) -> Address? { self[name]?.stringValue.flatMap { Address($0) } }
}
