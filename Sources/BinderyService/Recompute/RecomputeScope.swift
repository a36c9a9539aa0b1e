public import BoundKnowledge
internal import Cryptography
internal import JSON
internal import KnowledgeRegistry
internal import Recompute

/// The documents of a library, seen from a new model.
struct RecomputeScope: Sendable {
    /// Those whose answers the replaced model gave.
    var entries: [PlanningEntry] = []
    /// How many documents the library has, withdrawn ones aside.
    var documentCount = 0
    /// How many of them people wrote.
    var authoredCount = 0
    /// How many came from other models.
    var otherModelCount = 0
    /// How many earlier recomputations have finished.
    var finishedCount = 0
    /// The documents whose sources have changed, with the ids of these.
    var changedSources: [ChangedSources] = []
}

/// A document whose cited sources have changed: it is to be derived again, with the new grounding.
public struct ChangedSources: Sendable, Hashable {
    /// The document.
    public let document: Address
    /// The ids of the sources whose copies have other bytes.
    public let sources: [String]

    var json: JSONValue {
        ["document": .string("\(document)"), "sources": .array(sources.map(JSONValue.string))]
    }

    init(document: Address, sources: [String]) { (self.document, self.sources) = (document, sources) }

    init?(_ node: JSONNode) {
        guard let document = node.address("document"), let sources = node["sources"]?.elements else { return nil }
        self.init(document: document, sources: sources.compactMap(\.stringValue))
    }
}

extension Bindery {
    /// Looks at every current document of a library.
    ///
    /// - Parameter excluding: documents that need no check, since an earlier recomputation has finished them.
    /// - Complexity: O(objects); holds 64 bytes a document.
    func scope(
        of request: RecomputeRequest, in registry: Registry, excluding: Set<Address> = [],
        progress: (Int) -> Void = { _ in }
    ) throws -> RecomputeScope {
        let manifests = Dictionary(
            uniqueKeysWithValues: try models(in: registry).map { ($0.address, $0.manifest) })
        let today = environment.clock().day
        let copies = try request.sources.map {
            try SourceCopies($0, known: RecomputeFolder(of: registry).changedSources())
        }
        var scope = RecomputeScope()
        try registry.forEachCurrent { listed in
            try Task.checkCancellation()
            guard case .boundDocument(let document) = listed.object.envelope.subject else { return true }
            if case .withdrawn = listed.status { return true }
            scope.documentCount += 1
            progress(scope.documentCount)
            let address = listed.object.address
            let changed = try copies?.changedSources(of: document, at: address) ?? []
            if !changed.isEmpty {
                scope.changedSources.append(ChangedSources(document: address, sources: changed))
            }
            guard let derivation = document.derivation else {
                scope.authoredCount += 1
                return true
            }
            guard request.concerns(derivation.model, manifests) else {
                scope.otherModelCount += 1
                return true
            }
            guard !excluding.contains(address) else {
                scope.finishedCount += 1
                return true
            }
            if let entry = PlanningEntry(document, at: address, listed.status, manifests, request.model, today) {
                scope.entries.append(entry)
            }
            return true
        }
        return scope
    }
}

extension RecomputeRequest {
    /// Whether the answers of a model are to be checked.
    fileprivate func concerns(_ model: DerivingModel, _ manifests: [Address: ModelManifest]) -> Bool {
        switch (model, self.model) {
        case (.manifest(let address), let new):
            guard let manifest = manifests[address] else { return false }
            guard case .local(let registered, _) = new else {
                return replaced?.means(name: manifest.name, version: manifest.version) ?? false
            }
            return (replaced ?? ModelReference(name: registered.manifest.name))
                .means(name: manifest.name, version: manifest.version)
        case (.declared(let declared), .external(let external)) where replaced == nil:
            return declared.provider.utf8.elementsEqual(external.provider.utf8)
                && declared.name.utf8.elementsEqual(external.name.utf8)
        case (.declared(let declared), _):
            // A model of the same name that runs elsewhere need not be the same one: it is meant only where it is named.
            return replaced?.means(name: declared.name, version: declared.version) ?? false
        }
    }
}

extension PlanningEntry {
    /// What a plan knows of a document; `nil` for one that people wrote.
    fileprivate init?(
        _ document: BoundDocument, at address: Address, _ status: ObjectStatus,
        _ manifests: [Address: ModelManifest], _ new: AnsweringModel, _ today: CalendarDate
    ) {
        guard let derivation = document.derivation else { return nil }
        var old: ModelManifest?
        if case .manifest(let model) = derivation.model { old = manifests[model] }
        guard let key = BindingKey(document, manifest: old) else { return nil }
        let asked =
            switch new {
            case .local(let registered, _): key.asked(of: registered.manifest)
            case .external: key.asked(of: new.identity)
            }
        let answer = derivation.rawOutput ?? document.answer.text
        self.init(
            document: address, change: ModelChange(from: key, to: asked).components,
            freshnessClass: document.freshness.freshnessClass, recheck: document.recheck(at: status), traffic: 0,
            ageInDays: Int32(clamping: today.daysSinceEpoch - document.asOf.daysSinceEpoch),
            promptTokens: derivation.inputTokens.map(UInt32.init(clamping:))
                ?? Self.tokens(of: derivation.messages.map(\.content)),
            answerTokens: derivation.outputTokens.map(UInt32.init(clamping:)) ?? Self.tokens(of: [answer]))
    }

    /// An estimate, where the derivation states no count: four bytes a token.
    private static func tokens(of texts: [String]) -> UInt32 {
        UInt32(clamping: texts.reduce(0) { $0 + $1.utf8.count } / 4 + 1)
    }
}

extension BoundDocument {
    /// What a change of the model triggers: only a check of the answer itself may lift its quarantine.
    fileprivate func recheck(at status: ObjectStatus) -> Recheck {
        if case .quarantined = status, recheck == .compare { return .rederive }
        return recheck
    }
}
