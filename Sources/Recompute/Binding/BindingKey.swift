public import BoundKnowledge
public import Cryptography
internal import JSON

/// Everything that an answer depends on, a digest a component.
///
/// A component that is not stated has no digest: an engine states no weights, and a document without sources none.
public struct BindingKey: Sendable, Hashable {
    private var digests: [Digest?]

    /// The digest of a component; `nil` where it is not stated.
    public private(set) subscript(component: BindingComponent) -> Digest? {
        get { digests[Int(component.rawValue)] }
        set { digests[Int(component.rawValue)] = newValue }
    }

    private init() { digests = Array(repeating: nil, count: BindingComponent.allCases.count) }

    /// What a document's answer depends on; `nil` for one that people wrote.
    ///
    /// Template and numerics are those of the derivation where it states them: a manifest says what the model brings,
    /// the derivation what was used.
    ///
    /// - Parameters:
    ///   - manifest: the manifest that the derivation names; without it the model counts as a whole.
    ///   - policy: the digest of the policy under which the answer was bound or checked last, where one is known.
    public init?(_ document: BoundDocument, manifest: ModelManifest?, policy: Digest? = nil) {
        guard let derivation = document.derivation else { return nil }
        self.init()
        if let manifest {
            set(manifest)
            self[.template] = derivation.templateDigest ?? self[.template]
            self[.numerics] = derivation.numerics.map { SHA256.digest(of: $0) } ?? self[.numerics]
        } else {
            self[.model] = Self.digest(ModelIdentity(derivation.model).json)
        }
        self[.sampler] = Self.digest([derivation.sampler.json, derivation.seed.map(JSONValue.string) ?? .null])
        self[.messages] = Self.digest(
            .array(derivation.messages.map { [.string($0.role.rawValue), .string($0.content)] }))
        self[.sources] = document.sources.flatMap { Self.digest(of: $0.map { ($0.id, $0.digest) }) }
        self[.policy] = policy
    }

    /// The key of the same question to a model with a manifest.
    public func asked(of manifest: ModelManifest) -> BindingKey {
        var key = self
        key[.model] = nil
        key.set(manifest)
        return key
    }

    /// The key of the same question to a model without a manifest.
    public func asked(of model: ModelIdentity) -> BindingKey {
        var key = self
        for component in Self.ofManifests { key[component] = nil }
        key[.model] = Self.digest(model.json)
        return key
    }

    /// The key with the sources as they are now: each with its id, in the document's order, and the digest of its
    /// bytes.
    public func with(sources: [(id: String, digest: Digest?)]) -> BindingKey {
        var key = self
        key[.sources] = Self.digest(of: sources)
        return key
    }

    /// The key under another policy.
    public func with(policy: Digest) -> BindingKey {
        var key = self
        key[.policy] = policy
        return key
    }

    private static let ofManifests: [BindingComponent] = [.weights, .tokenizer, .template, .numerics, .architecture]

    private mutating func set(_ manifest: ModelManifest) {
        // The files' names say nothing about the model.
        self[.weights] = Self.digest(.array(manifest.weights.map { .string("\($0.digest)") }))
        self[.tokenizer] = manifest.tokenizerDigest
        self[.template] = manifest.templateDigest
        self[.numerics] = SHA256.digest(of: manifest.numerics)
        self[.architecture] = SHA256.digest(of: manifest.architecture)
    }

    /// The digest of sources; `nil` where none has one, since nothing could ever be seen to change.
    private static func digest(of sources: [(id: String, digest: Digest?)]) -> Digest? {
        guard sources.contains(where: { $0.digest != nil }) else { return nil }
        return digest(.array(sources.map { [.string($0.id), $0.digest.map { .string("\($0)") } ?? .null] }))
    }

    private static func digest(_ value: JSONValue) -> Digest { SHA256.digest(of: value.canonicalBytes()) }
}
