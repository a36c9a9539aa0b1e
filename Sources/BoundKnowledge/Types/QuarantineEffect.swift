/// What an attestation does to the quarantine of the document that it is about (`docs/format/objects.md` section 5.1).
///
/// The last attestation with an effect decides, by its position in the registry; times do not count.
public enum QuarantineEffect: Int64, Sendable, Hashable {
    /// A later check or review found the answer to hold.
    case lifts = 0
    /// The answer was derived again, and the new answers contradict it.
    case imposes = 1
}

extension Attestation {
    /// What it does to a quarantine; `nil` for the kinds and outcomes that change nothing.
    public var quarantineEffect: QuarantineEffect? {
        switch (kind, outcome) {
        case (.recomputed, .contradicted): .imposes
        case (.recomputed, .identical), (.recomputed, .equivalent), (.reviewed, .passed): .lifts
        default: nil
        }
    }
}

extension Finding {
    /// The warning about a document in quarantine. It changes no verdict: who signed the document is another question.
    package static func quarantined(by attestation: Address) -> Finding {
        Finding(
            "quarantined", .warns, at: "",
            "\(attestation) attests that the answer is contradicted when it is derived again",
            remedy: "Do not rely on the answer until an auditor has reviewed it or a later version is published.")
    }
}

extension Subject {
    /// What an attestation does to a quarantine; `nil` for any other object.
    public var quarantineEffect: QuarantineEffect? {
        if case .attestation(let attestation) = self { attestation.quarantineEffect } else { nil }
    }
}
