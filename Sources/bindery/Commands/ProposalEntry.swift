internal import BinderyService
internal import BoundKnowledge
internal import JSON

/// A proposal, as text or JSON (`Schemas/output/proposals-list.schema.json` and `proposals-show.schema.json`).
struct ProposalEntry {
    private let listed: ListedProposal

    init(_ listed: ListedProposal) { self.listed = listed }

    var json: JSONValue {
        switch listed {
        case .damaged(let error):
            return ["state": "damaged", "file": .string(error.location), "problem": .string(error.problem)]
        case .proposal(let proposal, let state):
            var value: JSONValue = ["proposal": .string("\(proposal.id)"), "state": .string(state.name)]
            value.set("object", .string("\(proposal.object)"))
            value.set("lineage", .string(proposal.document.lineage.text))
            value.set("version", .integer(proposal.document.version))
            value.set("question", .string(proposal.document.question))
            value.set("outcome", .string(proposal.reason.outcomeName))
            value.set("date", .string("\(proposal.date)"))
            value.set("note", proposal.reason.note.map(JSONValue.string))
            switch state {
            case .accepted(let address): value.set("published", .string("\(address)"))
            case .void(let problem): value.set("problem", .string(problem))
            case .waiting, .rejected: break
            }
            value.set("decided", proposal.decision.map { .string("\($0.date)") })
            value.set("decisionNote", proposal.decision?.note.map(JSONValue.string))
            return value
        }
    }

    /// The entry with all that the proposal holds.
    func detailed(_ proposal: Proposal) -> JSONValue {
        var value = json
        value.set("differences", .array(proposal.reason.differences))
        value.set("evidence", proposal.reason.evidence)
        value.set("draft", proposal.draft.envelope.json)
        return value
    }

    /// What a person reads of it in a list.
    var lines: [String] {
        switch listed {
        case .damaged(let error):
            return [
                "\(Console.coloured("damaged ", .red))  \(Console.visible(error.location)): "
                    + Console.visible(error.problem)
            ]
        case .proposal(let proposal, let state):
            let word = state.name.padding(to: 8)
            let shown = if case .void = state { Console.coloured(word, .yellow) } else { word }
            let line =
                "\(shown)  \(proposal.id)  \(proposal.reason.outcomeName.padding(to: 12))  "
                + "v\(proposal.document.version)".padding(to: 3)
                + "  \(proposal.date.day)  \(Console.visible(proposal.document.question))"
            return [line] + notes(proposal, state).map { "  " + Console.visible($0) }
        }
    }

    private func notes(_ proposal: Proposal, _ state: ProposalState) -> [String] {
        var notes = [proposal.reason.note].compactMap(\.self)
        switch state {
        case .accepted(let address): notes.append("published as \(address)")
        case .void(let problem): notes.append(problem)
        case .waiting, .rejected: break
        }
        return notes + [proposal.decision?.note].compactMap(\.self)
    }
}
