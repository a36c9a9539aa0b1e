internal import BoundKnowledge
internal import Inference
internal import Recompute

extension AnsweringModel {
    /// Which model, in evidence and jobs.
    var identity: ModelIdentity {
        switch self {
        case .local(let model, _): .manifest(model.address)
        case .external(let model):
            // An engine that says no version before it answers is known by the model's name alone.
            .declared(provider: model.provider, name: model.name, version: model.version ?? model.name)
        }
    }

    /// The model for people, `NAME@VERSION`.
    var displayName: String {
        switch self {
        case .local(let model, _): "\(model.manifest.name)@\(model.manifest.version)"
        case .external(let model): model.version.map { "\(model.name)@\($0)" } ?? model.name
        }
    }

    /// How many answers a recomputation asks about at a time: a local model reads them together, and an engine is asked
    /// about one after another, so that nothing it has answered is lost with the others.
    var batchCount: Int {
        switch self {
        case .local: 1024
        case .external: 1
        }
    }
}

extension Bindery {
    /// What runs a model for a recomputation.
    ///
    /// - Throws: `ServiceError` and `InferenceError` for a local model that cannot be run.
    func generator(_ model: AnsweringModel) throws -> any BindableGenerator {
        switch model {
        case .local(let registered, let engine):
            LocalGenerator(registered, try load(registered.manifest, engine: engine))
        case .external(let external): EngineGenerator(self, external, identity: model.identity)
        }
    }
}
