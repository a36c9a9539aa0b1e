internal import BinderyService
internal import BoundKnowledge
internal import JSON
internal import Recompute

/// What a person reads of a proposal beside its line in a list: why it was made, what differs, and the whole answer.
///
/// Differences and evidence in the form of somebody else stand there as JSON.
struct ProposalText {
    private let proposal: Proposal

    init(_ proposal: Proposal) { self.proposal = proposal }

    var lines: [String] {
        let answer = TextParts(proposal.document.answer.text).parts.map(\.line)
        let differences = proposal.reason.differences.map(Self.line)
        return (["for       \(proposal.object)"] + evidence + differences + [""] + answer).map { Console.visible($0) }
    }

    private var evidence: [String] {
        guard let value = proposal.reason.evidence else { return [] }
        guard let evidence = try? Evidence(value) else { return ["evidence  \(value.plainText)"] }
        var lines: [String] = []
        if !evidence.reasons.isEmpty {
            lines.append("because   " + evidence.reasons.map(\.words).joined(separator: "; "))
        }
        lines.append("changed   " + Self.change(evidence))
        if !evidence.samples.isEmpty { lines.append("samples   " + Self.standings(evidence.samples)) }
        return lines
    }

    private static func change(_ evidence: Evidence) -> String {
        let changed = evidence.changed.components
        let names = changed.map(\.name).joined(separator: ", ")
        guard changed.count > 1 else { return names }
        return names + (evidence.cause.map { "; it comes from \($0.name)" } ?? "; which of them counts cannot be told")
    }

    private static func standings(_ samples: [Evidence.Sample]) -> String {
        CheckedSample.Standing.allCases.compactMap { standing in
            let count = samples.count { $0.standing == standing }
            return count > 0 ? "\(count) \(standing.rawValue)" : nil
        }.joined(separator: ", ")
    }

    /// A difference as `Difference.json` has it: `contradiction  "9:00" became "10:00"  (Another time)`.
    private static func line(_ difference: JSONValue) -> String {
        guard let weight = difference["weight"]?.string, let note = difference["note"]?.string else {
            return "difference  \(difference.plainText)"
        }
        let change =
            switch (difference["earlier"]?["text"]?.string, difference["later"]?["text"]?.string) {
            case (let earlier?, let later?): "\"\(earlier)\" became \"\(later)\"  "
            case (let dropped?, nil): "dropped \"\(dropped)\"  "
            case (nil, let added?): "added \"\(added)\"  "
            case (nil, nil): ""
            }
        return "\(weight.padding(to: 13))  \(change)(\(note))"
    }
}

extension Decision.Reason {
    /// Why an outcome was chosen, for people.
    fileprivate var words: String {
        switch self {
        case .generatorFailed: "the model could not be asked"
        case .tooFewSamples: "too few samples could be drawn"
        case .proved: "reading proves the same bytes"
        case .observed: "the engine gave the same bytes"
        case .mostUnanswered: "most samples are no answer"
        case .samplesConflict: "the samples deny each other"
        case .mostContradict: "most samples deny the answer"
        case .mostRevise: "most samples say more, or less"
        case .mostEquivalent: "most samples say the same"
        case .withinNoiseFloor: "the samples stray no more than those of the old model"
        case .noiseFloorTooHigh: "most samples of the old model strayed too, so that straying shows nothing"
        case .someContradict: "some samples deny the answer, and are no majority"
        case .undecidedSamples: "too many samples cannot be told apart from the answer"
        case .noMajority: "no kind of sample has a majority"
        case .judged: "a judge settled what the rules could not"
        case .noNoiseFloor: "no noise floor was recorded, so that it counts as zero"
        }
    }
}
