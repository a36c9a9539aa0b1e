internal import BoundKnowledge
internal import Cryptography
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
    /// The documents whose sources have changed, with the ids of these.
    var changedSources: [ChangedSources] = []
}

/// A document whose cited sources have changed.
struct ChangedSources: Sendable {
    let document: Address
    /// The ids of the sources whose copies have other bytes.
    let changed: [String]
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
        let copies = try request.sources.map(SourceCopies.init)
        var scope = RecomputeScope()
        try registry.forEachCurrent { listed in
            guard case .boundDocument(let document) = listed.object.envelope.subject else { return true }
            if case .withdrawn = listed.status { return true }
            scope.documentCount += 1
            progress(scope.documentCount)
            let address = listed.object.address
            let changed = try copies?.changedSources(of: document) ?? []
            if !changed.isEmpty {
                scope.changedSources.append(ChangedSources(document: address, changed: changed))
            }
            guard let derivation = document.derivation else {
                scope.authoredCount += 1
                return true
            }
            guard request.concerns(derivation.model, manifests) else {
                scope.otherModelCount += 1
                return true
            }
            if !excluding.contains(address),
                let entry = PlanningEntry(document, at: address, manifests, request.model.manifest, today)
            {
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
        let wanted = replaced ?? ModelReference(name: self.model.manifest.name)
        switch model {
        case .manifest(let address):
            guard let manifest = manifests[address] else { return false }
            return wanted.means(name: manifest.name, version: manifest.version)
        case .declared(let declared):
            // An engine's model of the same name need not be the same model: it is meant only where it is named.
            return replaced != nil && wanted.means(name: declared.name, version: declared.version)
        }
    }
}

extension PlanningEntry {
    /// What a plan knows of a document; `nil` for one that people wrote.
    fileprivate init?(
        _ document: BoundDocument, at address: Address, _ manifests: [Address: ModelManifest],
        _ new: ModelManifest, _ today: CalendarDate
    ) {
        guard let derivation = document.derivation else { return nil }
        var old: ModelManifest?
        if case .manifest(let model) = derivation.model { old = manifests[model] }
        guard let key = BindingKey(document, manifest: old) else { return nil }
        let answer = derivation.rawOutput ?? document.answer.text
        self.init(
            document: address, change: ModelChange(from: key, to: key.asked(of: new)).components,
            freshnessClass: document.freshness.freshnessClass, recheck: document.recheck, traffic: 0,
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
