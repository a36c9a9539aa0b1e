public import BoundKnowledge
public import KnowledgeRegistry

/// A model that a registry knows: its manifest, and where the manifest stands.
public struct RegisteredModel: Sendable {
    /// The address of the manifest, which documents name.
    public let address: Address
    /// What the model is.
    public let manifest: ModelManifest
    /// Whether the manifest is current or withdrawn.
    public let status: ObjectStatus
}

extension Bindery {
    /// The models of a registry, in order of publication.
    ///
    /// This is what the registry says of itself: `verify` looks at signatures.
    public func models(in registry: Registry) throws -> [RegisteredModel] {
        var models: [RegisteredModel] = []
        try registry.forEachCurrent(.modelManifest) { listed in
            if case .modelManifest(let manifest) = listed.object.envelope.subject {
                models.append(
                    RegisteredModel(address: listed.object.address, manifest: manifest, status: listed.status))
            }
            return true
        }
        return models
    }

    /// The model that a reference means: among several the one published last; none that is withdrawn.
    ///
    /// - Throws: `ServiceError.noInput` where the registry has no such model.
    public func model(_ reference: ModelReference, in registry: Registry) throws -> RegisteredModel {
        let all = try models(in: registry).filter { $0.status == .current }
        guard let model = all.last(where: { reference.means(name: $0.manifest.name, version: $0.manifest.version) })
        else {
            let names = all.suffix(8).map { "\($0.manifest.name)@\($0.manifest.version)" }.joined(separator: ", ")
            throw ServiceError(
                .noInput, at: "\(reference)",
                "the registry has no such model" + (names.isEmpty ? "" : ", but \(names)"),
                remedy: "Add it with `bindery model add FILE`, or look at `bindery model list`.")
        }
        return model
    }
}
