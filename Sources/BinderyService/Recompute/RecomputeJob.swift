internal import BoundKnowledge
internal import Cryptography
internal import JSON
internal import KnowledgeRegistry
internal import Recompute

/// What a recomputation is: which model, under which policy, of which documents. It never changes once it is begun.
struct RecomputeJob: Sendable {
    /// The model that is asked now.
    let model: ModelIdentity
    /// Its name for people, `NAME@VERSION`.
    let modelName: String
    /// The model whose answers are checked; `nil` for the other versions of `model`.
    let replaced: ModelReference?
    /// By what it goes, whatever the library's policy is later.
    let policy: RecomputePolicy
    /// Whose the policy was when it began.
    let policySource: PolicyInForce.Source
    let started: Timestamp
    /// How many documents the library had, and how many of them the plan leaves out, and why.
    let documentCount: Int
    let authoredCount: Int
    let otherModelCount: Int
    /// Which documents, and how they are checked.
    let plan: RecomputePlan

    /// A job that is about to begin.
    init(
        _ request: RecomputeRequest, _ scope: RecomputeScope, under inForce: PolicyInForce, started: Timestamp
    ) throws {
        (model, modelName) = (request.model.identity, request.model.displayName)
        (policy, policySource, self.started) = (inForce.policy, inForce.source, started)
        replaced = request.replaced
        (documentCount, authoredCount) = (scope.documentCount, scope.authoredCount)
        otherModelCount = scope.otherModelCount
        plan = try RecomputePlan(
            scope.entries, policy: policy, seed: RecomputePlan.seed(for: model, under: policy))
    }

    /// Whether a request for the same new model is about the same answers, under the same policy.
    func isMeant(by request: RecomputeRequest, under policy: RecomputePolicy) -> Bool {
        self.policy == policy && isAbout(request.replaced)
    }

    /// Whether the job checks the answers of this model, `nil` standing for the other versions of the new one. Compared as
    /// bytes, as ``ModelReference/means(name:version:)`` does.
    func isAbout(_ other: ModelReference?) -> Bool {
        switch (replaced, other) {
        case (nil, nil): true
        case (let one?, let other?): one.description.utf8.elementsEqual(other.description.utf8)
        default: false
        }
    }
}

// MARK: - In files

extension RecomputeJob {
    /// `job.json`.
    var json: JSONValue {
        var value: JSONValue = [
            "formatVersion": 1, "model": model.json, "modelName": .string(modelName), "policy": policy.json,
            "policySource": .string(policySource.rawValue), "started": .string("\(started)"),
            "documents": .integer(Int64(documentCount)), "authored": .integer(Int64(authoredCount)),
            "otherModels": .integer(Int64(otherModelCount)), "planDigest": .string("\(plan.digest)"),
        ]
        value.set("replaces", replaced.map { .string("\($0)") })
        return value
    }

    /// The job in a folder.
    ///
    /// - Throws: `ServiceError.badData` where its files do not make the plan that was begun.
    init(in folder: String) throws {
        let path = "\(folder)/job.json"
        let root = try FileError.naming(path) { try JSONDocument(parsing: try SafeFile.read(path)) }.root
        guard let model = root["model"].flatMap({ ModelIdentity($0) }), let name = root["modelName"]?.stringValue,
            let policy = root["policy"].map({ JSONValue($0).canonicalBytes() }),
            let source = root["policySource"]?.stringValue.flatMap({ PolicyInForce.Source(rawValue: $0) }),
            let started = root["started"]?.stringValue.flatMap({ Timestamp($0) }),
            let documents = root["documents"]?.countValue, let authored = root["authored"]?.countValue,
            let others = root["otherModels"]?.countValue, let digest = root["planDigest"]?.stringValue
        else { throw Self.damaged(path) }
        (self.model, modelName, policySource, self.started) = (model, name, source, started)
        replaced = try root["replaces"].map { node in
            guard let reference = node.stringValue.flatMap({ ModelReference($0) }) else { throw Self.damaged(path) }
            return reference
        }
        self.policy = try FileError.naming(path) { try RecomputePolicy(parsing: policy) }
        (documentCount, authoredCount, otherModelCount) = (documents, authored, others)
        let documentsPath = "\(folder)/documents.jsonl"
        var entries: [PlanningEntry] = []
        try LineFile.read(documentsPath) { line, _ in
            guard let entry = PlanningEntry(line) else { return false }
            entries.append(entry)
            return true
        }
        plan = try FileError.naming(documentsPath) { [policy = self.policy] in
            try RecomputePlan(entries, policy: policy, seed: RecomputePlan.seed(for: model, under: policy))
        }
        guard "\(plan.digest)".utf8.elementsEqual(digest.utf8) else { throw Self.damaged(path) }
    }

    private static func damaged(_ path: String) -> ServiceError {
        ServiceError(
            .badData, at: path, "the file is not what a recomputation wrote",
            remedy: "Move the folder away; the next recomputation begins anew.")
    }
}

extension PlanningEntry {
    /// A line of `documents.jsonl`.
    var json: JSONValue {
        [
            "document": .string("\(document)"), "change": .integer(Int64(change.rawValue)),
            "class": .string(freshnessClass.rawValue), "recheck": .string(recheck.rawValue),
            "traffic": .number(Double(traffic)), "ageInDays": .integer(Int64(ageInDays)),
            "promptTokens": .integer(Int64(promptTokens)), "answerTokens": .integer(Int64(answerTokens)),
        ]
    }

    init?(_ node: JSONNode) {
        guard let document = node.address("document"), let change = node["change"]?.integerValue,
            let change = UInt16(exactly: change),
            let freshnessClass = node["class"]?.stringValue.flatMap(FreshnessClass.init),
            let recheck = node["recheck"]?.stringValue.flatMap(Recheck.init),
            let traffic = node["traffic"]?.doubleValue, let age = node["ageInDays"]?.integerValue,
            let prompt = node["promptTokens"]?.integerValue, let answer = node["answerTokens"]?.integerValue
        else { return nil }
        self.init(
            document: document, change: BindingComponents(rawValue: change), freshnessClass: freshnessClass,
            recheck: recheck, traffic: Float(traffic), ageInDays: Int32(clamping: age),
            promptTokens: UInt32(clamping: prompt), answerTokens: UInt32(clamping: answer))
    }
}

extension JSONNode {
    /// An integer of at least 0.
    fileprivate var countValue: Int? { integerValue.flatMap { $0 >= 0 ? Int($0) : nil } }
}

extension ModelIdentity {
    /// The identity of its JSON.
    init?(_ node: JSONNode) {
        if let address = node.stringValue.flatMap({ Address($0) }) {
            self = .manifest(address)
            return
        }
        guard let provider = node["provider"]?.stringValue, let name = node["name"]?.stringValue,
            let version = node["version"]?.stringValue
        else { return nil }
        self = .declared(provider: provider, name: name, version: version)
    }
}
