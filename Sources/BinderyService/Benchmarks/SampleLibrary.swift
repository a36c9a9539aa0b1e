internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import KnowledgeRegistry

/// A registry to measure with: founded as any other, with keys and settings of its own.
struct SampleLibrary {
    let path: String
    let bindery: Bindery
    let root: Address
    let documents: SampleDocuments

    /// Founds a registry in `folder`/`name` with its keys and settings beside it, or takes the one that is there.
    init(in folder: String, name: String) throws {
        path = "\(folder)/\(name)"
        var environment = BinderyEnvironment.process()
        environment.configurationFolder = "\(path)-settings"
        environment.dataFolder = "\(path)-data"
        bindery = Bindery(environment)
        let keyFile = "\(path)-publisher.pem"
        if !FileManager.default.fileExists(atPath: keyFile) {
            let key = try Ed25519PrivateKey.generate()
            try SafeFile.makePrivateFolder(folder)
            _ = try bindery.found(FoundingRequest(path: path, name: "Benchmark \(name)", publishers: [key.publicKey]))
            try KeyFile.write(key, to: keyFile, passphrase: nil)
        }
        let origin = try Registry.origin(at: path)
        guard let pin = try bindery.settings.pin(for: origin) else {
            throw ServiceError(
                .configuration, at: path, "the benchmark's registry has lost its pin", remedy: "Remove the folder.")
        }
        root = pin.root
        documents = SampleDocuments(
            origin: origin, publisher: try KeyFile.readPrivate(keyFile) { nil }, instant: environment.clock())
    }

    func open() throws -> Registry { try Registry(opening: path) }

    func writer(of registry: Registry) throws -> RegistryWriter { try bindery.writer(of: registry) }

    /// Makes documents on all cores, in order.
    func documents(_ numbers: Range<Int>) throws -> [[UInt8]] {
        try ParallelMap.map(numbers) { number in try documents.document(number).bytes }
    }
}
