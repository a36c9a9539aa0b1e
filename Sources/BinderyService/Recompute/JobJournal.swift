internal import BoundKnowledge
internal import Foundation
internal import JSON
internal import Recompute

/// A job under way: its journal, what that makes of the plan, and what is found and not yet acted upon.
final class JobJournal {
    let folder: String
    let job: RecomputeJob
    private(set) var recomputation: Recomputation
    private var order: [Address] = []
    /// Where the journal says what is found and not yet acted upon. The findings themselves have a few hundred bytes each,
    /// and of a large library a hundred thousand may wait for a key.
    private var findings: [Address: LineFile.Place] = [:]
    /// What the checks have found; `nil` where only a person can tell.
    private(set) var outcomes: [Address: Outcome?] = [:]
    /// Why the last check of a document failed.
    private(set) var problems: [Address: String] = [:]
    /// The component that a change comes from, where one is known.
    private(set) var causes: [Address: BindingComponent] = [:]
    private(set) var sampled: Set<Address> = []
    /// The documents whose new answer is proposed, and the names of the proposals.
    private(set) var proposals: [Address: String] = [:]
    private(set) var supersededCount = 0
    private(set) var attestationCount = 0
    private var file: LineFile?

    /// What an effect needs.
    enum Finding: Sendable {
        case checked(CheckedDocument)
        case sampled(JSONValue)
    }

    /// Reads a job and its journal.
    ///
    /// - Parameter isWritable: whether lines are to be added; then a torn last line is cut off.
    init(in folder: String, budget: RecomputePolicy.Budget? = nil, isWritable: Bool) throws {
        self.folder = folder
        job = try RecomputeJob(in: folder)
        // Who only reads needs no meter.
        let budget = isWritable ? budget : RecomputePolicy.Budget(cpuSeconds: job.policy.budget.cpuSeconds)
        recomputation = try Recomputation(job.plan, budget: budget)
        let path = folder + "/journal.jsonl"
        let take: (JSONNode, LineFile.Place) throws -> Bool = { [unowned self] node, place in
            guard let line = JournalLine(node) else { return false }
            try self.apply(line, place)
            return true
        }
        if isWritable { file = try LineFile(path, take) } else { try LineFile.read(path, take) }
    }

    /// Adds lines, and takes them into account.
    ///
    /// - Precondition: the journal is writable.
    func append(_ lines: [JournalLine]) throws {
        guard let file else { preconditionFailure("the journal of \(folder) was opened for reading") }
        for (line, place) in zip(lines, try file.append(lines.map(\.json))) { try apply(line, place) }
    }

    /// Waits until the lines are on disk.
    func sync() throws { try file?.sync() }

    /// The documents about which something is found and not yet acted upon, in the order of the findings.
    var open: [Address] { order.filter(isOpen) }

    /// How many findings wait to be acted upon; those of a model that is suspect do not.
    var unsignedCount: Int { isHeld ? 0 : findings.count }

    /// Whether something is found about a document and not yet acted upon.
    func isOpen(_ document: Address) -> Bool { findings[document] != nil }

    /// What is found about a document and not yet acted upon, read from the journal; `nil` where nothing is.
    ///
    /// - Precondition: the journal is writable.
    func finding(about document: Address) throws -> Finding? {
        guard let place = findings[document] else { return nil }
        guard let file else { preconditionFailure("the journal of \(folder) was opened for reading") }
        var finding: Finding?
        try file.read(place) { node in
            switch JournalLine(node) {
            case .checked(let checked)? where checked.document == document: finding = .checked(checked)
            case .sampled(document, let evidence)?: finding = .sampled(evidence)
            default: return false
            }
            return true
        }
        return finding
    }

    /// The documents that need no further check; of a suspect model, only those about which something was done.
    var finished: Set<Address> {
        let found = Set(outcomes.filter { $0.value != .failed }.keys).union(sampled)
        return isHeld ? found.subtracting(findings.keys) : found
    }

    /// Whether nothing may be done, because the model is suspect and nobody has said to go on.
    var isHeld: Bool { recomputation.isModelSuspect && !recomputation.isContinued }

    private func apply(_ line: JournalLine, _ place: LineFile.Place) throws {
        switch line {
        case .checked(let checked):
            try recomputation.record(.checked(checked.document, checked.outcome, checked.cost))
            outcomes[checked.document] = .some(checked.outcome)
            problems[checked.document] = checked.problem
            causes[checked.document] = checked.cause
            // A failed check is repeated, or left to a later recomputation: nothing is said about the answer.
            if checked.outcome != .failed { add(checked.document, place) }
        case .sampled(let document, _):
            try recomputation.record(.attestedBySample(document))
            sampled.insert(document)
            add(document, place)
        case .voided(let document):
            try recomputation.record(.voided(document))
            close(document)
        case .continued: try recomputation.record(.continued)
        case .attested(let document, _):
            attestationCount += 1
            close(document)
        case .proposed(let document, let proposal):
            proposals[document] = proposal
        case .superseded(let document, _):
            supersededCount += 1
            close(document)
        case .settled(let document): close(document)
        }
    }

    private func add(_ document: Address, _ place: LineFile.Place) {
        if findings.updateValue(place, forKey: document) == nil { order.append(document) }
    }

    private func close(_ document: Address) {
        findings[document] = nil
        // So that passing over what is closed costs no more than what is open.
        if order.count > 2 * findings.count + 64 { order.removeAll { findings[$0] == nil } }
    }
}
