public import BoundKnowledge
public import JSON

/// Which model: what is compared where two models must differ, and what evidence names.
///
/// Two identities are equal when their JSON is. A manifest and a declared model are never equal: whether an engine runs
/// the weights of a manifest is not known here.
public enum ModelIdentity: ObjectPart {
    /// A model whose manifest has this address.
    case manifest(Address)
    /// A model of an external engine, taken on trust.
    case declared(provider: String, name: String, version: String)

    /// The identity of the model that derived an answer; what an engine says of a single response is no part of it.
    public init(_ model: DerivingModel) {
        switch model {
        case .manifest(let address): self = .manifest(address)
        case .declared(let model):
            self = .declared(provider: model.provider, name: model.name, version: model.version)
        }
    }

    /// An address, or `provider`, `name` and `version`, as `derivation.model` in a document.
    public var json: JSONValue {
        switch self {
        case .manifest(let address): .string("\(address)")
        case .declared(let provider, let name, let version):
            ["provider": .string(provider), "name": .string(name), "version": .string(version)]
        }
    }
}
