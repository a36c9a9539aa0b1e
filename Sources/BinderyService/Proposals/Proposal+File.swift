internal import BoundKnowledge
internal import JSON

/// A proposal as it lies in a file, `docs/format/store.md` section 7.1.
extension Proposal {
    /// The most bytes of the reason's members, in canonical form: it is read by a person.
    static let reasonByteLimit = 1 << 20
    /// The most bytes of a file: the largest object, its reason and a decision.
    static let fileByteLimit = (16 << 20) + (2 << 20)
    /// The most bytes of a note.
    static let noteByteLimit = 4_096

    /// The bytes of the file.
    var bytes: [UInt8] { Array((file.prettyText() + "\n").utf8) }

    private var file: JSONValue {
        var value: JSONValue = ["formatVersion": 1, "made": .string("\(date)")]
        value.set("reason", reason.members)
        value.set("draft", draft.envelope.json)
        value.set("decision", decision?.json)
        return value
    }

    /// The proposal in a file's bytes.
    ///
    /// - Throws: a `ServiceError` at `path` that says what is wrong with them.
    init(bytes: [UInt8], at path: String) throws {
        func damaged(_ problem: String) -> ServiceError {
            ServiceError(
                .badData, at: path, problem,
                remedy: "Remove the file; the next recomputation proposes again what is still to be decided.")
        }
        let root: JSONValue
        do throws(JSONError) {
            root = JSONValue(
                try JSONDocument(parsing: bytes, limits: JSONLimits(maximumByteCount: Self.fileByteLimit)).root)
        } catch {
            throw damaged("the file of the proposal is no JSON: \(error.problem)")
        }
        guard root["formatVersion"] == 1 else { throw damaged("the proposal is of a format that is not known here") }
        guard let date = root["made"]?.string.flatMap(Timestamp.init), let reason = ProposalReason(root["reason"]),
            let draft = root["draft"], case .object = draft
        else { throw damaged("the proposal lacks its time, its reason or its draft") }
        let decision = try root["decision"].map { value in
            guard let decision = Decision(value) else { throw damaged("the proposal's decision cannot be read") }
            return decision
        }
        guard let object = try? BoundObject(draft: draft.canonicalBytes()),
            let proposal = Proposal(object, reason: reason, date: date, decision: decision)
        else { throw damaged("the proposal's draft is no next version of a document without approvals") }
        self = proposal
    }
}

extension Proposal.Decision {
    fileprivate var json: JSONValue {
        var value: JSONValue = [
            "verdict": .string(published == nil ? "rejected" : "accepted"), "date": .string("\(date)"),
        ]
        value.set("published", published.map { .string("\($0)") })
        value.set("note", note.map(JSONValue.string))
        return value
    }

    fileprivate init?(_ value: JSONValue) {
        guard let date = value["date"]?.string.flatMap(Timestamp.init) else { return nil }
        let published = value["published"]?.string.flatMap(Address.init)
        guard value["verdict"]?.string == (published == nil ? "rejected" : "accepted") else { return nil }
        (self.published, self.date, note) = (published, date, value["note"]?.string)
    }
}

extension ProposalReason {
    fileprivate init?(_ value: JSONValue?) {
        guard let value, let name = value["outcome"]?.string, case .array(let differences)? = value["differences"]
        else { return nil }
        let outcome = AttestationOutcome(rawValue: name)
        guard outcome != nil || name.utf8.elementsEqual(Self.undecided.utf8) else { return nil }
        self.init(outcome, differences: differences, evidence: value["evidence"], note: value["note"]?.string)
        guard isSound else { return nil }
    }
}
