public import BoundKnowledge
public import Cryptography
internal import Foundation
public import Inference
public import KnowledgeRegistry
internal import Signing

/// What became of a model that is to be made known.
public enum ModelOutcome: Sendable {
    /// A signed manifest that is to be published.
    case object(BoundObject)
    /// The registry has a manifest that says the same.
    case unchanged(Address)
}

extension Bindery {
    /// The user's model files.
    public var modelFolder: ModelFolder { ModelFolder(environment.modelFolder) }

    /// Checks a model file whole and keeps a copy of it in the model folder.
    ///
    /// - Parameter isDryRun: whether to check only.
    /// - Returns: the digest of the file.
    /// - Throws: `InferenceError` that names file and field.
    public func installModel(at path: String, engine: Engine, isDryRun: Bool = false) throws -> Digest {
        let file = try soundModel(at: path, engine: engine)
        let digest = file.digest()
        if !isDryRun { try modelFolder.keep(file, digest) }
        return digest
    }

    /// Checks a model file whole, keeps a copy in the model folder, and signs its manifest; nothing is published.
    ///
    /// - Parameter isDryRun: whether to copy nothing.
    /// - Throws: `InferenceError` that names file and field; `ServiceError.cannotCreate` where the registry knows another
    ///   model by this name and version; `ObjectError` when the request makes no sound manifest.
    public func addModel(
        _ request: ModelRequest, to registry: Registry, with key: Ed25519PrivateKey, engine: Engine,
        isDryRun: Bool = false
    ) throws -> ModelOutcome {
        try refuseDemoKey(key.publicKey, in: registry)
        let file = try soundModel(at: request.path, engine: engine)
        var manifest = try manifest(request, file)
        let known = try models(in: registry).filter {
            $0.status == .current && $0.manifest.name.utf8.elementsEqual(manifest.name.utf8)
        }
        if let twin = known.first(where: { $0.manifest.version.utf8.elementsEqual(manifest.version.utf8) }) {
            try requireSame(manifest, as: twin)
            if !isDryRun { try modelFolder.keep(file, manifest.weights[0].digest) }
            return .unchanged(twin.address)
        }
        manifest.previous = known.last?.address
        let now = environment.clock()
        let envelope = Envelope(
            registry: registry.description.origin, name: "\(manifest.name) \(manifest.version)",
            issuer: Issuer(id: DIDKey(key.publicKey), name: request.issuerName ?? registry.description.name),
            validFrom: now, subject: .modelManifest(manifest), random: environment.random)
        let object = try sign(envelope, with: key, at: now)
        if !isDryRun { try modelFolder.keep(file, manifest.weights[0].digest) }
        return .object(object)
    }

    /// The model of a manifest, ready to answer.
    ///
    /// - Throws: `ServiceError` where its file is missing or changed, or its numerics are others than this program's.
    func load(_ manifest: ModelManifest, engine: Engine) throws -> ChatModel {
        guard manifest.numerics.utf8.elementsEqual(Engine.numerics.utf8) else {
            throw ServiceError(
                .badData, at: "\(manifest.name)@\(manifest.version)",
                "found the numerics \(manifest.numerics), expected \(Engine.numerics)",
                remedy: "Use a version of bindery that has these numerics.")
        }
        guard manifest.weights.count == 1 else {
            throw ServiceError(
                .badData, at: "\(manifest.name)@\(manifest.version)",
                "found \(manifest.weights.count) files of weights, expected one",
                remedy: "Use a model in one file.")
        }
        return try ChatModel(modelFolder.open(manifest.weights[0]), engine: engine)
    }

    /// A model file in which every weight is finite, and which has all that an answer needs.
    private func soundModel(at path: String, engine: Engine) throws -> GGUFFile {
        let file = try GGUFFile(mapping: path)
        for tensor in file.tensors { try file.requireFinite(tensor) }
        _ = try ChatModel(file, engine: engine)
        return file
    }

    private func manifest(_ request: ModelRequest, _ file: GGUFFile) throws -> ModelManifest {
        guard let license = try request.license ?? file.metadata.string("general.license") else {
            throw ServiceError(
                .usage, at: "--license", "the file does not say under which licence the model is",
                remedy: "Give it with --license, as an SPDX expression or URL.")
        }
        var manifest = ModelManifest(
            name: request.name, version: request.version,
            weights: [
                WeightsFile(
                    name: URL(fileURLWithPath: request.path).lastPathComponent, digest: file.digest(),
                    byteSize: Int64(file.byteCount))
            ],
            tokenizerDigest: file.tokenizerDigest(), templateDigest: try file.templateDigest(),
            architecture: try file.metadata.requiredString("general.architecture"),
            quantisation: file.quantisation.map { "\($0)" } ?? "none", numerics: Engine.numerics,
            contextLength: Int64(try LlamaConfiguration(file).contextLength), license: license)
        manifest.source = request.source
        return manifest
    }

    private func requireSame(_ manifest: ModelManifest, as known: RegisteredModel) throws(ServiceError) {
        let (new, old) = (manifest.weights.map(\.digest), known.manifest.weights.map(\.digest))
        guard new != old else { return }
        throw ServiceError(
            .cannotCreate, at: "\(manifest.name)@\(manifest.version)",
            "the registry has this version with the weights \(old.map { "\($0)".prefix(12) }.joined(separator: ", ")), "
                + "and the file is \("\(new[0])".prefix(12))",
            remedy: "Give the file a version of its own with --model-version.")
    }
}
