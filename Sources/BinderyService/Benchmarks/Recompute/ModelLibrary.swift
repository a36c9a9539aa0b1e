internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import Inference
internal import KnowledgeRegistry

/// A library that knows both versions of the model that ships, in a folder with keys, settings and models of its own.
struct ModelLibrary {
    let bindery: Bindery
    let path: String
    /// A publisher's.
    let key: Ed25519PrivateKey
    private let folder: String

    /// Founds the library in a folder, or takes the one that is there.
    init(in folder: String, sources: String, engine: Engine) throws {
        try SafeFile.makePrivateFolder(folder)
        for file in [Self.publisherFile, Self.auditorFile].map({ folder + $0 }) {
            guard !FileManager.default.fileExists(atPath: file) else { continue }
            try KeyFile.write(.generate(), to: file, passphrase: nil)
        }
        try self.init(opening: folder)
        guard !FileManager.default.fileExists(atPath: path) else { return }
        var founding = FoundingRequest(path: path, name: "Benchmark", publishers: [key.publicKey])
        founding.auditors = [try auditor().publicKey]
        _ = try bindery.found(founding)
        for version in ["1", "2"] {
            let request = ModelRequest(
                path: "\(sources)/models/bindery-demo-\(version).gguf", name: "demo", version: version)
            let registry = try open()
            if case .object(let manifest) = try bindery.addModel(request, to: registry, with: key, engine: engine) {
                try publish([manifest.bytes], to: registry)
            }
        }
    }

    /// Opens the library in a folder.
    init(opening folder: String) throws {
        var environment = BinderyEnvironment.process()
        (environment.configurationFolder, environment.dataFolder) = (folder + "/settings", folder + "/data")
        environment.modelFolder = folder + "/models"
        (bindery, path) = (Bindery(environment), folder + "/library")
        self.folder = folder
        key = try KeyFile.readPrivate(folder + Self.publisherFile) { nil }
    }

    private static let publisherFile = "/publisher.pem"
    private static let auditorFile = "/auditor.pem"

    /// An auditor's.
    func auditor() throws -> Ed25519PrivateKey { try KeyFile.readPrivate(folder + Self.auditorFile) { nil } }

    func open() throws -> Registry { try Registry(opening: path) }

    func writer() throws -> RegistryWriter { try bindery.writer(of: open()) }

    func model(_ version: Int) throws -> RegisteredModel {
        guard let reference = ModelReference("demo@\(version)") else { preconditionFailure("a name and a version") }
        return try bindery.model(reference, in: open())
    }

    /// Publishes signed objects in one commit; each must be accepted.
    func publish(_ objects: [[UInt8]], to registry: Registry) throws {
        try bindery.writer(of: registry).publish(batches: CollectionOfOne(objects)) { results in
            for result in results { _ = try result.get() }
        }
    }
}
