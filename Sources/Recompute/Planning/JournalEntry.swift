public import BoundKnowledge
public import JSON

/// One thing that is done and need not be done again.
public enum JournalEntry: Sendable, Hashable {
    /// A document was checked; `nil` where only a person can tell the outcome.
    case checked(Address, Outcome?, Cost)
    /// A document was attested by what the probes of its stratum showed.
    case attestedBySample(Address)
    /// A document was withdrawn or superseded meanwhile, so that nothing is to be learned about it.
    case voided(Address)
    /// A person wants to go on although the new model is suspect.
    case continued
}

extension JournalEntry {
    private enum Kind: String, CaseIterable {
        case checked, attestedBySample, voided, continued
    }

    /// The longest line of a journal, in bytes.
    public static let maximumByteCount = 1_024

    /// The entry as a line of a journal, without the line feed.
    public var json: JSONValue {
        switch self {
        case .checked(let document, let outcome, let cost):
            var value: JSONValue = ["done": "checked", "document": .string("\(document)")]
            value.set("outcome", outcome.map { .string($0.rawValue) })
            value.set("cost", cost.json())
            return value
        case .attestedBySample(let document):
            return ["done": "attestedBySample", "document": .string("\(document)")]
        case .voided(let document): return ["done": "voided", "document": .string("\(document)")]
        case .continued: return ["done": "continued"]
        }
    }

    /// The entry on a line of a journal.
    ///
    /// - Throws: `malformed` for a line that is no JSON, for example one that a killed process left half written;
    ///   `unknownMember`, `missingMember`, `wrongType` with a JSON pointer into the line.
    public init(parsing line: [UInt8]) throws(RecomputeError) {
        var object = try StrictObject(parsing: line, maximumByteCount: Self.maximumByteCount)
        let kind: Kind = try object.requiredChoice("done")
        switch kind {
        case .checked:
            let document = try object.address("document")
            let outcome = try object.choice("outcome", of: Outcome.allCases)
            guard var cost = try object.object("cost") else { throw object.missing("cost", "an object") }
            self = .checked(document, outcome, try cost.figures())
            try cost.finish()
        case .attestedBySample: self = .attestedBySample(try object.address("document"))
        case .voided: self = .voided(try object.address("document"))
        case .continued: self = .continued
        }
        try object.finish()
    }
}
